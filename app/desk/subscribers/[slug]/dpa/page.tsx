import type { Metadata } from 'next';
import { DpaForm } from '#components/desk/parties/dpa-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { clock } from '#lib/command/command.ts';
import { asTyped } from '#lib/command/text.ts';
import { cityOf, civilDayIn } from '#lib/deadlines/speak.ts';
import { partyChoices } from '#lib/parties/profiles-query.ts';
import { subscriberShown } from '#lib/parties/queries.ts';
import { Room } from '../../../../room.tsx';
import { recordDpaAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'Record a DPA' };

export default async function DpaPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    const subscriber = await subscriberShown(reader, asTyped(slug));
    return subscriber && { subscriber, choices: await partyChoices(reader.tx), now: await clock(reader.tx) };
  });
  const { subscriber, choices, now } = data;
  const { zone } = installation;
  return (
    <Room actor={actor} installation={installation} current="/desk/subscribers">
      <PageHeader
        eyebrow={<TextLink href={`/desk/subscribers/${subscriber.slug}`}>{subscriber.name}</TextLink>}
        title={subscriber.dpa ? 'Record a new DPA or an amendment' : 'Record its DPA'}
        lede={
          subscriber.dpa
            ? 'A record never changes: an amendment, or other terms, is another record that takes its place.'
            : 'What both sides executed. With it comes the right to object.'
        }
      />
      <div className="max-w-[46rem]">
        <DpaForm
          action={recordDpaAction}
          subscriber={subscriber}
          former={subscriber.dpa}
          profiles={choices.profiles}
          defaultLength={choices.defaultLength}
          today={civilDayIn(now, zone)}
          city={cityOf(zone)}
        />
      </div>
    </Room>
  );
}

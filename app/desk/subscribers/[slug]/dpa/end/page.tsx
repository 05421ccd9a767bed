import type { Metadata } from 'next';
import { ActionForm } from '#components/ui/action-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { counted } from '#lib/changes/words.ts';
import { asTyped } from '#lib/command/text.ts';
import { subscriberShown } from '#lib/parties/queries.ts';
import { Room } from '../../../../../room.tsx';
import { endDpaAction } from '../../../actions.ts';

export const metadata: Metadata = { title: 'End a DPA' };

export default async function EndDpaPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    const subscriber = await subscriberShown(reader, asTyped(slug));
    return subscriber?.dpa ? { ...subscriber, dpa: subscriber.dpa } : undefined;
  });
  const { dpa, name, openNotices, undecidedObjections } = data;
  return (
    <Room actor={actor} installation={installation} current="/desk/subscribers">
      <PageHeader
        eyebrow={<TextLink href={`/desk/subscribers/${data.slug}`}>{name}</TextLink>}
        title={`End ${dpa.reference}, version ${dpa.version}`}
        lede="For a contract that is over. Where another DPA takes its place, record that one instead."
      />
      <div className="max-w-[46rem]">
        <Card title="What follows">
          <ul className="list-disc space-y-2 pl-4.5 marker:text-ink-3">
            <li>{name} is given no notice of what is published from now on, and cannot object to it.</li>
            <li>
              {openNotices === 0
                ? 'No notice of its is open.'
                : `Its ${counted(openNotices, 'open notice')} keep their dates and can still be answered.`}
            </li>
            <li>
              {undecidedObjections === 0
                ? 'No objection of its is undecided.'
                : `Its ${counted(undecidedObjections, 'undecided objection')} run on and need a decision.`}
            </li>
            <li>This can’t be taken back. A DPA recorded later gives notices from then on.</li>
          </ul>
        </Card>
        <div className="mt-7 flex flex-wrap items-center gap-5">
          <ActionForm
            action={endDpaAction}
            label="End DPA"
            pendingLabel="Ending…"
            look="danger"
            hidden={{ dpaId: dpa.id, slug: data.slug }}
          />
          <TextLink href={`/desk/subscribers/${data.slug}`}>Leave it as it is</TextLink>
        </div>
      </div>
    </Room>
  );
}

import type { Metadata } from 'next';
import { SubscriberForm } from '#components/desk/parties/subscriber-form.tsx';
import { countryOptions } from '#components/register/countries.ts';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { asTyped } from '#lib/command/text.ts';
import { subscriberShown } from '#lib/parties/queries.ts';
import { UNSTATED } from '#lib/register/register.ts';
import { Room } from '../../../../room.tsx';
import { changeSubscriberAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'Change a subscriber' };

export default async function EditSubscriberPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, installation, data } = await page('privacy_admin', (reader) => subscriberShown(reader, asTyped(slug)));
  return (
    <Room actor={actor} installation={installation} current="/desk/subscribers">
      <PageHeader
        eyebrow={<TextLink href={`/desk/subscribers/${data.slug}`}>{data.name}</TextLink>}
        title="Change name or country"
        lede="Its address here stays. Objections and letters keep the name under which they were written."
      />
      <div className="max-w-[46rem]">
        <SubscriberForm
          action={changeSubscriberAction}
          countries={countryOptions().filter(({ value }) => value !== UNSTATED)}
          subscriber={data}
        />
      </div>
    </Room>
  );
}

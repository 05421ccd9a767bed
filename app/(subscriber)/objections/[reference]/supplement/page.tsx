import type { Metadata } from 'next';
import { SupplementForm } from '#components/objections/supplement-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { newId } from '#lib/command/new-id.ts';
import { objectionPage } from '#lib/objections/objection-page.ts';
import { Room } from '../../../../room.tsx';
import { supplementAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Add to the objection' };

export default async function SupplementPage({ params }: { params: Promise<{ reference: string }> }) {
  const { reference } = await params;
  const { actor, installation, data } = await page('subscriber', (reader) => objectionPage(reader, reference));
  const base = `/objections/${data.receipt.reference}`;
  return (
    <Room actor={actor} installation={installation} current="/objections">
      <div className="max-w-[44rem]">
        <PageHeader
          eyebrow={<TextLink href={base}>{data.receipt.reference}</TextLink>}
          title="Add to the objection"
          lede="What was filed stays word for word. What you add stands below it, with the instant at which you add it."
        />
        <SupplementForm
          action={supplementAction}
          objectionId={data.id}
          reference={data.receipt.reference}
          idempotencyKey={newId()}
          requested={data.requestedActions.length}
          cancel={<TextLink href={base}>Back to the objection</TextLink>}
        />
      </div>
    </Room>
  );
}

import type { Metadata } from 'next';
import { SayForm } from '#components/notices/say-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { newId } from '#lib/command/new-id.ts';
import { inWords } from '#lib/deadlines/speak.ts';
import { objectionPage } from '#lib/objections/objection-page.ts';
import { Room } from '../../../../room.tsx';
import { disputeInstantAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Dispute the instant of receipt' };

export default async function DisputeInstantPage({ params }: { params: Promise<{ reference: string }> }) {
  const { reference } = await params;
  const { actor, installation, data } = await page('subscriber', (reader) => objectionPage(reader, reference));
  const base = `/objections/${data.receipt.reference}`;
  return (
    <Room actor={actor} installation={installation} current="/objections">
      <div className="max-w-[44rem]">
        <PageHeader
          eyebrow={<TextLink href={base}>{data.receipt.reference}</TextLink>}
          title="Dispute the instant of receipt"
          lede={`The vendor states that it received this objection on ${inWords(data.receipt.receivedAt, installation.zone)}. That is stated and not measured. Your dispute goes on record beside it.`}
        />
        <SayForm
          action={disputeInstantAction}
          idempotencyKey={newId()}
          hidden={{ objectionId: data.id, reference: data.receipt.reference }}
          id="body"
          label="Which instant is right, and why"
          hint="Name what shows it: the sent mail, a tracking number."
          submit="Dispute the instant"
          sent="On record."
          cancel={<TextLink href={base}>Back to the objection</TextLink>}
        />
      </div>
    </Room>
  );
}

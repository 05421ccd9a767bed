import type { Metadata } from 'next';
import { retractionInWords } from '#components/objections/status-words.ts';
import { ActionForm } from '#components/ui/action-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { objectionPage } from '#lib/objections/objection-page.ts';
import { Room } from '../../../../room.tsx';
import { retractAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Retract objection' };

export default async function RetractPage({ params }: { params: Promise<{ reference: string }> }) {
  const { reference } = await params;
  const { actor, installation, data } = await page('subscriber', (reader) => objectionPage(reader, reference));
  const base = `/objections/${data.receipt.reference}`;
  const { now, status, notice, change, proposals } = data;
  const waiting = proposals.some(({ answer }) => answer === null);
  return (
    <Room actor={actor} installation={installation} current="/objections">
      <div className="max-w-[44rem]">
        <PageHeader
          eyebrow={<TextLink href={base}>{data.receipt.reference}</TextLink>}
          title="Retract objection"
          lede={`Objection to ${data.filed.changeTitle}`}
        />
        <p className="mb-4 max-w-[65ch]">
          {retractionInWords(
            { now, status, closesAt: notice.closesAt, company: change.company.legalName },
            installation.zone,
          )}
        </p>
        {waiting ? <p className="mb-4 max-w-[65ch]">The proposal that waits for your answer ends with it.</p> : null}
        {actor.right === 'signatory' ? (
          <ActionForm
            action={retractAction}
            hidden={{ objectionId: data.id, reference: data.receipt.reference }}
            look="danger"
            label="Retract objection"
            pendingLabel="Retracting…"
          />
        ) : (
          <p className="text-ink-2">Only a signatory of {actor.subscriberName} may retract it.</p>
        )}
        <p className="mt-4">
          <TextLink href={base}>Keep the objection</TextLink>
        </p>
      </div>
    </Room>
  );
}

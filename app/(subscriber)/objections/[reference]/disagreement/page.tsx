import type { Metadata } from 'next';
import { SayForm } from '#components/notices/say-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { newId } from '#lib/command/new-id.ts';
import { objectionPage } from '#lib/objections/objection-page.ts';
import { rightsUntouched } from '#lib/resolutions/consequences.ts';
import { Room } from '../../../../room.tsx';
import { disagreementAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Record that you disagree' };

export default async function DisagreementPage({ params }: { params: Promise<{ reference: string }> }) {
  const { reference } = await params;
  const { actor, installation, data } = await page('subscriber', (reader) => objectionPage(reader, reference));
  const base = `/objections/${data.receipt.reference}`;
  return (
    <Room actor={actor} installation={installation} current="/objections">
      <div className="max-w-[44rem]">
        <PageHeader
          eyebrow={<TextLink href={base}>{data.receipt.reference}</TextLink>}
          title="Record that you disagree"
          lede={`It goes on record and has no effect on the decision. ${rightsUntouched(data.terminationClause)}`}
        />
        <SayForm
          action={disagreementAction}
          idempotencyKey={newId()}
          hidden={{ objectionId: data.id, reference: data.receipt.reference }}
          id="body"
          label="Why you disagree"
          submit="Record disagreement"
          sent="On record."
          cancel={<TextLink href={base}>Back to the objection</TextLink>}
        />
      </div>
    </Room>
  );
}

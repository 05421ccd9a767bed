import type { Metadata } from 'next';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { WebhookForm } from '#components/webhooks/webhook-form.tsx';
import { page } from '#lib/auth/reader.ts';
import { recordId } from '#lib/command/inputs.ts';
import { webhookOf } from '#lib/webhooks/queries.ts';
import { Room } from '../../../../../room.tsx';
import { changeWebhookAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'Change an endpoint' };

export default async function ChangePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { actor, installation, data } = await page('privacy_admin', async (reader) =>
    recordId.safeParse(id).success ? webhookOf(reader, id) : undefined,
  );
  const { name, url, kinds, endedAt } = data;
  return (
    <Room actor={actor} installation={installation} current="/desk/settings">
      <PageHeader
        eyebrow={<TextLink href={`/desk/settings/webhooks/${id}`}>{name}</TextLink>}
        title={`Change “${name}”`}
      />
      <div className="max-w-[46rem]">
        {endedAt ? (
          <Banner>This endpoint is removed: nothing is sent to it any more.</Banner>
        ) : (
          <WebhookForm action={changeWebhookAction} standing={{ endpointId: id, name, url, kinds }} />
        )}
      </div>
    </Room>
  );
}

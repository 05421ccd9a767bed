import type { Metadata } from 'next';
import { ActionForm } from '#components/ui/action-form.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { recordId } from '#lib/command/inputs.ts';
import { webhookOf } from '#lib/webhooks/queries.ts';
import { Room } from '../../../../../room.tsx';
import { endWebhookAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'Remove an endpoint' };

export default async function RemovePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { actor, installation, data } = await page('privacy_admin', async (reader) =>
    recordId.safeParse(id).success ? webhookOf(reader, id) : undefined,
  );
  const { name, waiting, endedAt, endedBy } = data;
  const back = `/desk/settings/webhooks/${id}`;
  return (
    <Room actor={actor} installation={installation} current="/desk/settings">
      <PageHeader eyebrow={<TextLink href={back}>{name}</TextLink>} title={`Remove “${name}”`} />
      <div className="max-w-[46rem]">
        {endedAt ? (
          <Banner>
            {endedBy} removed it already, <At instant={endedAt} zone={installation.zone} />.
          </Banner>
        ) : (
          <Card title="What follows">
            <p>
              Nothing is sent to it from the next message on.{' '}
              {waiting > 0 ? 'What waits for it now is not sent either. ' : ''}What was sent stays on view for as long
              as messages are kept. This can’t be taken back: to go on, add it anew, with another secret.
            </p>
            <div className="mt-5">
              <ActionForm
                action={endWebhookAction}
                hidden={{ endpointId: id }}
                label="Remove endpoint"
                pendingLabel="Removing…"
                look="danger"
              />
            </div>
            <p className="mt-4">
              <TextLink href={back}>Leave it as it is</TextLink>
            </p>
          </Card>
        )}
      </div>
    </Room>
  );
}

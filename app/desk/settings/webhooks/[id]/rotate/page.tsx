import type { Metadata } from 'next';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { RotateForm } from '#components/webhooks/rotate-form.tsx';
import { page } from '#lib/auth/reader.ts';
import { recordId } from '#lib/command/inputs.ts';
import { webhookOf } from '#lib/webhooks/queries.ts';
import { OVERLAP_HOURS } from '#lib/webhooks/webhook.ts';
import { Room } from '../../../../../room.tsx';
import { rotateSecretAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'A new secret' };

export default async function RotatePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { actor, installation, data } = await page('privacy_admin', async (reader) =>
    recordId.safeParse(id).success ? webhookOf(reader, id) : undefined,
  );
  const { name, endedAt, formerSecretUntil } = data;
  return (
    <Room actor={actor} installation={installation} current="/desk/settings">
      <PageHeader
        eyebrow={<TextLink href={`/desk/settings/webhooks/${id}`}>{name}</TextLink>}
        title={`A new secret for “${name}”`}
      />
      <div className="max-w-[46rem]">
        {endedAt ? (
          <Banner>This endpoint is removed: nothing is sent to it any more.</Banner>
        ) : (
          <Card title="What follows">
            <p>
              Each message is signed with the new secret at once, and for {OVERLAP_HOURS} hours with the present one
              too, so that the receiver can change over in its own time. This is on the record, under your name.
            </p>
            {formerSecretUntil ? (
              <p className="mt-2">
                The one before the present one still signs too, until{' '}
                <At instant={formerSecretUntil} zone={installation.zone} />. It ends at once if you make another.
              </p>
            ) : null}
            <div className="mt-5">
              <RotateForm action={rotateSecretAction} endpointId={id} />
            </div>
            <p className="mt-4">
              <TextLink href={`/desk/settings/webhooks/${id}`}>Back to the endpoint</TextLink>
            </p>
          </Card>
        )}
      </div>
    </Room>
  );
}

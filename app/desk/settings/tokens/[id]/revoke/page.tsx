import type { Metadata } from 'next';
import { ActionForm } from '#components/ui/action-form.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { tokenOf } from '#lib/api/queries.ts';
import { page } from '#lib/auth/reader.ts';
import { recordId } from '#lib/command/inputs.ts';
import { Room } from '../../../../../room.tsx';
import { revokeTokenAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'Revoke a token' };

const BACK = '/desk/settings/tokens';

export default async function RevokePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { actor, installation, data } = await page('privacy_admin', async (reader) =>
    recordId.safeParse(id).success ? tokenOf(reader, id) : undefined,
  );
  const { name, lastUsedAt, revokedAt, revokedBy } = data;
  const { zone } = installation;
  return (
    <Room actor={actor} installation={installation} current="/desk/settings">
      <PageHeader eyebrow={<TextLink href={BACK}>API tokens</TextLink>} title={`Revoke “${name}”`} />
      <div className="max-w-[46rem]">
        {revokedAt ? (
          <Banner>
            {revokedBy} revoked it already, <At instant={revokedAt} zone={zone} />.
          </Banner>
        ) : (
          <Card title="What follows">
            <p>
              Whoever sends this token is refused from the next request on. A program that asks before it sends data
              then gets no answer, until it has another token. This can’t be taken back.
            </p>
            <p className="mt-2 mb-5">
              {lastUsedAt ? (
                <>
                  It was last used <At instant={lastUsedAt} zone={zone} />.
                </>
              ) : (
                'It has not been used.'
              )}
            </p>
            <ActionForm
              action={revokeTokenAction}
              hidden={{ tokenId: id }}
              label="Revoke token"
              pendingLabel="Revoking…"
              look="danger"
            />
            <p className="mt-4">
              <TextLink href={BACK}>Leave it as it is</TextLink>
            </p>
          </Card>
        )}
      </div>
    </Room>
  );
}

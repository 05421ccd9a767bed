import type { Metadata } from 'next';
import { NoticesGoOn } from '#components/register/follow-form.tsx';
import { ActionForm } from '#components/ui/action-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { followerOf } from '#lib/followers/queries.ts';
import { Room } from '../../../../room.tsx';
import { asWritten } from '../../../../segment.ts';
import { confirmAction } from '../../actions.ts';
import { NoLonger } from '../../no-longer.tsx';

export const metadata: Metadata = { title: 'Confirm that you follow the register', robots: { index: false } };

/** The link of the first letter. It confirms nothing by being opened, since programs open links too. */
export default async function ConfirmPage({ params }: { params: Promise<{ token: string }> }) {
  const token = asWritten((await params).token);
  const { actor, installation, data } = await page('anyone', async (reader) => ({
    follower: await followerOf(reader, token),
  }));
  const { follower } = data;
  return (
    <Room actor={actor} installation={installation} current="/register">
      <PageHeader
        eyebrow={<TextLink href="/register">Register</TextLink>}
        title="Confirm that you follow the register"
        lede={
          follower &&
          (follower.confirmed
            ? `${follower.email} follows the register already.`
            : `A letter for each new policy version of ${installation.vendorName} then goes to ${follower.email}.`)
        }
      />
      {follower === undefined ? <NoLonger /> : null}
      {follower?.confirmed === false ? (
        <ActionForm action={confirmAction} label="Confirm" pendingLabel="Confirming…" hidden={{ token }} />
      ) : null}
      <div className="mt-6">
        <NoticesGoOn />
      </div>
    </Room>
  );
}

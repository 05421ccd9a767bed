import type { Metadata } from 'next';
import { NoticesGoOn } from '#components/register/follow-form.tsx';
import { ActionForm } from '#components/ui/action-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { followerOf } from '#lib/followers/queries.ts';
import { Room } from '../../../../room.tsx';
import { asWritten } from '../../../../segment.ts';
import { stopAction } from '../../actions.ts';
import { NoLonger } from '../../no-longer.tsx';

export const metadata: Metadata = { title: 'Stop following the register', robots: { index: false } };

/** The link at the end of each letter, for people; a mail program posts to one-click beside it. */
export default async function StopPage({ params }: { params: Promise<{ token: string }> }) {
  const token = asWritten((await params).token);
  const { actor, installation, data } = await page('anyone', async (reader) => ({
    follower: await followerOf(reader, token),
  }));
  const { follower } = data;
  return (
    <Room actor={actor} installation={installation} current="/register">
      <PageHeader
        eyebrow={<TextLink href="/register">Register</TextLink>}
        title="Stop following the register"
        lede={follower && `No letter on the register goes to ${follower.email} any more, and the address is erased.`}
      />
      {follower ? (
        <ActionForm action={stopAction} label="Stop" pendingLabel="Stopping…" hidden={{ token }} />
      ) : (
        <NoLonger />
      )}
      <div className="mt-6">
        <NoticesGoOn />
      </div>
    </Room>
  );
}

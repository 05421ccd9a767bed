import type { Metadata } from 'next';
import { FollowForm, NoticesGoOn } from '#components/register/follow-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { followerEmail } from '#lib/followers/inputs.ts';
import { asked, type SearchParams } from '../../asked.ts';
import { Room } from '../../room.tsx';

export const metadata: Metadata = { title: 'Follow the register', robots: { index: false } };

export default async function FollowPage({ searchParams }: { searchParams: SearchParams }) {
  const words = await asked(searchParams, ['done', 'typed', 'wait', 'link']);
  const { actor, installation } = await page('anyone', async () => null);
  const typed = words.typed?.slice(0, 300);
  const parsed = typed === undefined ? undefined : followerEmail.safeParse(typed);
  return (
    <Room actor={actor} installation={installation} current="/register">
      <PageHeader
        eyebrow={<TextLink href="/register">Register</TextLink>}
        title="Follow the register"
        lede={`A letter for each new policy version of ${installation.vendorName}: what changes, from when, and a link to it.`}
      />
      <Said words={words} demo={installation.demo} />
      <FollowForm typed={typed} error={parsed?.error?.issues[0]?.message} />
      <div className="mt-6">
        <NoticesGoOn />
      </div>
    </Room>
  );
}

/** What came of it. Nothing here tells whether an address was known. */
function Said({ words: { done, wait, link }, demo }: { words: Partial<Record<string, string>>; demo: boolean }) {
  if (wait !== undefined && /^\d{1,4}$/.test(wait))
    return (
      <Banner tone="bad">
        Too many requests came from your network. Nothing was sent; try again in {wait} minutes.
      </Banner>
    );
  switch (done) {
    case 'asked':
      return (
        <Banner
          title="Look into your mailbox"
          actions={
            demo && link !== undefined && /^[\w.-]{80}$/.test(link) ? (
              <TextLink href={`/follow/confirm/${link}`}>The link that the letter would hold (demo only)</TextLink>
            ) : null
          }
        >
          If the address does not follow the register yet, a letter to it holds a link to confirm it by. The link works
          for 7 days. Whoever asks again gets another letter after an hour at the earliest.
        </Banner>
      );
    case 'confirmed':
      return (
        <Banner tone="good" title="You follow the register">
          The next letter comes with the next policy version. Each has a link to stop.
        </Banner>
      );
    case 'stopped':
      return (
        <Banner tone="good" title="You no longer follow the register">
          The address is erased. No letter on the register goes to it any more.
        </Banner>
      );
    default:
      return null;
  }
}

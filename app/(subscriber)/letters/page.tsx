import type { Metadata } from 'next';
import { OwnLetterLine } from '#components/letters/own-letter-line.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { recordId } from '#lib/command/inputs.ts';
import { ownLetters } from '#lib/letters/own-letters.ts';
import { asked, type SearchParams } from '../../asked.ts';
import { Room } from '../../room.tsx';

export const metadata: Metadata = { title: 'Letters' };

export default async function LettersPage({ searchParams }: { searchParams: SearchParams }) {
  const { notice, after } = await asked(searchParams, ['notice', 'after']);
  const { actor, installation, data } = await page('subscriber', async (reader) =>
    notice !== undefined && !recordId.safeParse(notice).success
      ? undefined
      : ownLetters(reader, { ...(notice && { noticeId: notice }), ...(after && { cursor: after }) }),
  );
  const { about, rows, next } = data;
  const own = about ? `/letters?notice=${about.noticeId}` : '/letters';
  const on = next && `${own}${about ? '&' : '?'}after=${next}`;
  return (
    <Room actor={actor} installation={installation} current="/letters">
      <PageHeader
        eyebrow={about ? <TextLink href={`/changes/${about.noticeId}`}>{about.title}</TextLink> : undefined}
        title={about ? 'Letters about this change' : 'Letters'}
        lede={
          about
            ? `What was written to ${actor.subscriberName} about ${about.reference}, word for word.`
            : `What was written to ${actor.subscriberName}, word for word, whoever there it went to.`
        }
        actions={about ? <LinkButton href="/letters">All letters</LinkButton> : undefined}
      />
      {rows.length === 0 ? (
        <EmptyState
          title={after ? 'There are no further letters' : 'No letters yet'}
          action={<LinkButton href="/changes">See the changes</LinkButton>}
        >
          Each letter to your organisation stands here once it is written, with what went with it.
        </EmptyState>
      ) : (
        <ul aria-label="Letters" className="border-rule-2 border-t">
          {rows.map((row) => (
            <OwnLetterLine key={row.letterId} {...row} zone={installation.zone} />
          ))}
        </ul>
      )}
      <KeysetPager label="Pages of letters" previous={after ? own : null} previousLabel="First page" next={on} />
    </Room>
  );
}

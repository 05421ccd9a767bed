import type { Metadata } from 'next';
import { NewsList } from '#components/bell/news-list.tsx';
import { ActionForm } from '#components/ui/action-form.tsx';
import { At } from '#components/ui/at.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { page } from '#lib/auth/reader.ts';
import type { NewsItem, NewsReader } from '#lib/bell/news.ts';
import { newsPage } from '#lib/bell/queries.ts';
import { newsInWords } from '#lib/bell/words.ts';
import { asked, type SearchParams } from '../asked.ts';
import { Room } from '../room.tsx';
import { markAllReadAction } from './actions.ts';

export const metadata: Metadata = { title: 'News' };

export default async function InboxPage({ searchParams }: { searchParams: SearchParams }) {
  const { below } = await asked(searchParams, ['below']);
  const before = below && /^[1-9]\d{0,14}$/.test(below) ? Number(below) : null;
  const { actor, installation, data } = await page('signed_in', async (reader) => ({
    ...(await newsPage(reader, before)),
    unread: reader.awaiting?.unread ?? 0,
  }));
  const { items, next, unread } = data;
  const [latest] = items;
  return (
    <Room actor={actor} installation={installation} current="/inbox">
      <PageHeader title="News" lede={LEDE[actor.role]} />
      <div className="max-w-[46rem]">
        {unread > 0 && before === null && latest ? (
          <div className="mb-5">
            <ActionForm
              action={markAllReadAction}
              look="quiet"
              label="Mark all as read"
              pendingLabel="Marking…"
              hidden={{ position: String(latest.position) }}
            />
          </div>
        ) : null}
        {items.length > 0 ? (
          <NewsList
            items={items.map((item) => ({
              position: item.position,
              sentence: newsInWords(item, actor.role, installation.vendorName),
              about: aboutOf(item, actor.role),
              when: <At instant={item.at} zone={installation.zone} />,
              read: item.read,
            }))}
          />
        ) : (
          <EmptyState title="No news yet">{AHEAD[actor.role]}</EmptyState>
        )}
        <KeysetPager
          label="Pages of news"
          previous={before === null ? null : '/inbox'}
          previousLabel="Latest"
          next={next === null ? null : `/inbox?below=${next}`}
        />
        {items.length > 0 ? (
          <Note className="mt-5">
            Whatever has a consequence comes by letter as well. To mark something as read here is your own bookmark: it
            is no reading of a notice, and on no record.
          </Note>
        ) : null}
      </div>
    </Room>
  );
}

const LEDE: Record<NewsReader, string> = {
  subscriber: 'What the vendor, or the clock, did on your organisation’s cases.',
  privacy_admin: 'What subscribers did, what the clock brought up, and letters that did not arrive.',
  legal: 'What subscribers dispute, and what came too late.',
};

const AHEAD: Record<NewsReader, string> = {
  subscriber: 'A notice, an answer or a decision appears here as soon as it is on record.',
  privacy_admin: 'An objection, a question or a letter that bounced appears here as soon as it is on record.',
  legal: 'A dispute, a disagreement or a late objection appears here as soon as it is on record.',
};

function aboutOf({ title, subscriber }: NewsItem, reader: NewsReader): string | null {
  const parts = reader === 'subscriber' ? [title] : [subscriber, title];
  return parts.filter((part) => part !== null).join(' · ') || null;
}

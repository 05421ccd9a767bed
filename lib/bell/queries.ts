import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor, VendorActor } from '#lib/access/actor.ts';
import { PAGE } from '#lib/command/cursor.ts';
import { type NewsItem, newsTypes } from './news.ts';

/** A page of news, the latest first. */
export interface NewsPage {
  items: NewsItem[];
  /** The position below which the next page begins; null: there is none. */
  next: number | null;
}

type Reader = { tx: Transaction; actor: SubscriberActor | VendorActor };

/** Above every position that the log will reach. */
const LATEST = Number.MAX_SAFE_INTEGER;

/** The news of whoever reads, in one statement. */
export async function newsPage(reader: Reader, below: number | null): Promise<NewsPage> {
  const { rows } = await reader.tx.execute<{ items: NewsItem[] }>(newsQuery(reader, below ?? LATEST, PAGE + 1));
  const items = rows[0]?.items ?? [];
  const shown = items.slice(0, PAGE);
  return { items: shown, next: items.length > PAGE ? (shown.at(-1)?.position ?? null) : null };
}

/** One item, by its position in the log. Undefined: there is none there, or it is no news to whoever reads. */
export async function newsAt(reader: Reader, position: number): Promise<NewsItem | undefined> {
  const { rows } = await reader.tx.execute<{ items: NewsItem[] }>(newsQuery(reader, position + 1, 1));
  const item = rows[0]?.items[0];
  return item?.position === position ? item : undefined;
}

/** Exported for the test that looks at its plan. */
export function newsQuery({ actor }: { actor: SubscriberActor | VendorActor }, below: number, most: number) {
  const subscriberId = actor.role === 'subscriber' ? actor.subscriberId : null;
  const types = `{${newsTypes[actor.role].join(',')}}`;
  return sql`
    with mark as materialized (
      select u.created_at, coalesce(m.read_through, 0) as through, coalesce(m.read_singly, '{}') as singly
      from demur.users u left join demur.inbox_marks m on m.user_id = u.id where u.id = ${actor.userId}
    ), news as materialized (
      select n.position, n.position <= mark.through or n.position = any (mark.singly) as read
      from demur.news(${actor.role}, ${actor.userId}, ${subscriberId}, ${types}, 0, ${below}, ${most}) n, mark
      where n.at >= mark.created_at order by n.position desc limit ${most}
    )
    select coalesce(jsonb_agg(jsonb_build_object('position', e.position, 'at', demur.iso(e.at), 'type', e.type, 'role', e.role, 'by', u.name,
      'read', news.read, 'noticeId', n.id, 'reference', n.reference, 'changeId', c.id, 'title', c.title,
      'subscriber', s.name, 'subscriberSlug', s.slug, 'facts', f.facts,
      'objection', (select o.reference from demur.objections o where o.notice_id = n.id order by o.received_at desc limit 1))
      order by e.position desc), '[]') as items
    from news join demur.events e on e.position = news.position
    cross join lateral (select convert_from(e.content, 'UTF8')::jsonb -> 'facts' as facts) f
    left join demur.notices n on n.id = e.case_id
    left join demur.changes c on c.id = case when e.type = 'concern.left' and n.id is null
      then (select m.change_id from demur.messages m where m.id = (f.facts ->> 'message')::uuid) else n.change_id end
    left join demur.subscribers s on s.id = coalesce(e.subscriber_id, n.subscriber_id)
    left join demur.users u on u.id = e.actor_id`;
}

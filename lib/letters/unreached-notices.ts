import { type SQL, sql } from 'drizzle-orm';
import type { Instant } from '#lib/deadlines/instant.ts';

/** A notice that is still to be answered, none of whose letters arrived, and which nobody there has read. */
export interface UnreachedNotice {
  noticeId: string;
  reference: string;
  subscriber: { slug: string; name: string };
  changeId: string;
  title: string;
  closesAt: Instant;
  /** The latest of its letters: where another contact is chosen. */
  letterId: string;
  why: 'refused' | 'not_sent' | 'nobody_to_write_to' | 'not_written';
}

/** So many are shown; one more says that there are more. */
export const UNREACHED_SHOWN = 10;

/**
 * The notices with a window open of which no letter stands handed over or waits, though one was owed; the nearest close
 * first, as a JSON array. It begins at what bounced, failed or lapsed, which is little beside what arrived.
 */
export const unreachedNotices: SQL = sql`(select coalesce(jsonb_agg(to_jsonb(u) order by u."closesAt", u."noticeId"), '[]') from (
  with missed as materialized (
    select d.letter_id as id from demur.deliveries d where d.bounced_at is not null and d.bounced_at > (select demur.now()) - interval '1 year'
    union select d.letter_id from demur.deliveries d where d.failed_at is not null and d.failed_at > (select demur.now()) - interval '1 year'
    union select l.id from demur.letters l where l.lapsed_at is not null and l.lapsed_at > (select demur.now()) - interval '1 year' and l.lapsed_because = 'nobody_to_write_to'
    union select l.id from demur.letters l where l.failed_at is not null
  )
  select n.id as "noticeId", n.reference, jsonb_build_object('slug', s.slug, 'name', s.name) as subscriber, c.id as "changeId", c.title,
    demur.iso(n.closes_at) as "closesAt", l.id as "letterId",
    case when l.lapsed_at is not null then 'nobody_to_write_to' when l.failed_at is not null then 'not_written'
      when exists (select from demur.deliveries d where d.letter_id = l.id and d.bounced_at is not null) then 'refused' else 'not_sent' end as why
  from (select distinct l.notice_id from missed m cross join lateral (select notice_id, kind from demur.letters where id = m.id offset 0) l where l.kind = 'notice') missing
  cross join lateral (select * from demur.notices where id = missing.notice_id offset 0) n
  join demur.changes c on c.id = n.change_id and c.withdrawn_at is null and c.superseded_at is null
  join demur.subscribers s on s.id = n.subscriber_id
  cross join lateral (select * from demur.letters o where o.notice_id = n.id and o.kind = 'notice' order by o.obliged_at desc, o.id desc limit 1) l
  where n.answer is null and n.closes_at > (select demur.now())
    and not exists (select from demur.readings r where r.notice_id = n.id)
    and not exists (select from demur.letters o where o.notice_id = n.id and o.kind = 'notice' and (
      o.composed_at is null and o.lapsed_at is null and o.failed_at is null
      or exists (select from demur.deliveries d where d.letter_id = o.id and d.bounced_at is null and d.failed_at is null)))
  order by n.closes_at, n.id limit ${UNREACHED_SHOWN + 1}) u)`;

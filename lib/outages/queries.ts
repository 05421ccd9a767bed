import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import { vendorPlace } from '#lib/changes/closes.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type NewClose, newCloseOf } from './new-close.ts';
import { LAST_HOURS } from './outage.ts';

/** Whether the outage `o` lay in the last hours of the window of the notice `n`, as far as the clock goes. */
const concerned = sql`n.closes_at > o.from_at and n.closes_at <= o.to_at + make_interval(hours => ${LAST_HOURS})`;

/** A scalar subquery, since a volatile function is no condition of an index. */
const byClock = sql`(select demur.now())`;

/** And an objection to it is still possible: nobody has answered, or what was answered can still be taken back. */
export const concernedAndOpen = (now: SQL) =>
  sql`${concerned} and n.closes_at > ${now} and (n.answer is null or n.answer in ('accepted', 'objected'))`;

/** Those that closed meanwhile, in silence, and were not put to the subscriber again since. */
const concernedAndClosed = sql`${concerned} and n.closes_at <= ${byClock} and n.answer is null
  and not exists (select from demur.notices l where l.change_id = n.change_id and l.subscriber_id = n.subscriber_id and (l.given_at, l.id) > (n.given_at, n.id))`;

/** An outage that somebody has to see to. */
export interface OutageOffer {
  id: string;
  fromAt: Instant;
  toAt: Instant;
  /** Windows that can be extended: none once they have been, or have closed. */
  open: number;
  /** Windows that closed in silence before anybody extended them. */
  closed: number;
}

/** What the desk is told of the worker. */
export interface WorkerSeen {
  /** Null: never. */
  seenAt: Instant | null;
  outages: OutageOffer[];
}

/** As a column of another statement, so that the overview asks for it with what else is due. Outages of the last week. */
export const workerSeen = sql`jsonb_build_object(
  'seenAt', (select demur.iso(beat_at) from demur.heartbeats),
  'outages', (select coalesce(jsonb_agg(to_jsonb(offer) order by offer."toAt" desc), '[]') from (
    select o.id, demur.iso(o.from_at) as "fromAt", demur.iso(o.to_at) as "toAt", open.n as open, closed.n as closed
    from demur.outages o
    cross join lateral (select count(*)::integer as n from demur.notices n where o.extended_at is null and ${concernedAndOpen(byClock)}) open
    cross join lateral (select count(*)::integer as n from demur.notices n where ${concernedAndClosed}) closed
    where o.to_at > (select demur.now()) - interval '7 days' and open.n + closed.n > 0
    order by o.to_at desc limit 5) offer))`;

/** A window that closed before it could be extended. */
export interface ClosedInOutage {
  noticeId: string;
  reference: string;
  changeId: string;
  title: string;
  subscriber: string;
  closesAt: Instant;
}

export interface OutageShown {
  id: string;
  fromAt: Instant;
  toAt: Instant;
  extended: { at: Instant; by: string; reason: string } | null;
  /** What each close would become; none once it was extended. */
  closes: NewClose[];
  closed: ClosedInOutage[];
  closedMore: number;
}

/** Of a list that somebody goes through one by one. */
const LISTED = 50;

/** One outage for its page, in two statements. */
export async function outageShown(tx: Transaction, id: string): Promise<OutageShown | undefined> {
  const place = await vendorPlace(tx);
  const { rows } = await tx.execute<
    Omit<OutageShown, 'closes'> & { closes: { closesAt: Instant; notices: number }[] } & Record<string, unknown>
  >(sql`
    select o.id, demur.iso(o.from_at) as "fromAt", demur.iso(o.to_at) as "toAt",
      case when o.extended_at is not null then jsonb_build_object('at', demur.iso(o.extended_at), 'by', u.name, 'reason', o.reason) end as extended,
      (select coalesce(jsonb_agg(jsonb_build_object('closesAt', demur.iso(closes_at), 'notices', notices) order by closes_at), '[]')
        from (select n.closes_at, count(*)::integer as notices from demur.notices n
          where o.extended_at is null and ${concernedAndOpen(byClock)} group by n.closes_at) closing) as closes,
      (select coalesce(jsonb_agg(to_jsonb(listed) order by listed."closesAt", listed.subscriber), '[]') from (
        select n.id as "noticeId", n.reference, n.change_id as "changeId", c.title, s.name as subscriber, demur.iso(n.closes_at) as "closesAt"
        from demur.notices n join demur.changes c on c.id = n.change_id join demur.subscribers s on s.id = n.subscriber_id
        where ${concernedAndClosed} order by n.closes_at, n.id limit ${LISTED}) listed) as closed,
      (select greatest(0, count(*) - ${LISTED})::integer from demur.notices n where ${concernedAndClosed}) as "closedMore"
    from demur.outages o left join demur.users u on u.id = o.extended_by where o.id = ${id}`);
  const [row] = rows;
  if (!row || !place) return undefined;
  return { ...row, closes: row.closes.map(({ closesAt, notices }) => newCloseOf(place, closesAt, notices)) };
}

import { type SQL, sql } from 'drizzle-orm';
import type { ChangeKind, ObjectionStatus, Outcome } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { type Cursor, PAGE, pageOf, readCursor } from '#lib/command/cursor.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';

/** A notice as a line of a subscriber's list. */
export interface ListedNotice {
  noticeId: string;
  reference: string;
  title: string;
  kind: ChangeKind;
  subprocessor: string;
  givenAt: Instant;
  closesAt: Instant;
  plannedStartOn: CivilDate;
  /** The change, whatever the answer to it was. */
  withdrawn: boolean;
  /** As of the list's instant. */
  outcome: Outcome;
  /** The objection that stands, late or not. */
  objection: { reference: string; status: ObjectionStatus } | null;
  drafted: boolean;
  /** The new terms may start while the window is open. */
  urgent: boolean;
  /** Read by this reader before. */
  read: boolean;
}

/** A published change that gave this subscriber no notice, and why. */
export interface ListedChange {
  changeId: string;
  title: string;
  kind: ChangeKind;
  subprocessor: string;
  publishedAt: Instant;
  plannedStartOn: CivilDate;
  withdrawn: boolean;
}

interface Page<R> {
  rows: R[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}

export interface ChangesList {
  asOf: Instant;
  /** Null: no executed DPA, and so no right to object. */
  dpaReference: string | null;
  /** Unanswered in an open window, the nearest close first. */
  toAnswer: Page<ListedNotice>;
  /** Answered or over, the latest first. */
  rest: Page<ListedNotice>;
  /** Only for a subscriber without an executed DPA: what is published, the latest first. */
  withoutNotice: Page<ListedChange> | null;
}

/** A subscriber's changes, in two statements, or three without a DPA. Cursors as the lists before gave them. */
export async function changesList(
  { tx, actor }: { tx: Transaction; actor: SubscriberActor },
  cursors: { toAnswer?: string; rest?: string; withoutNotice?: string } = {},
): Promise<ChangesList> {
  const [toAnswer, rest, published] = [cursors.toAnswer, cursors.rest, cursors.withoutNotice].map(readCursor);
  const asOf = (toAnswer ?? rest ?? published)?.asOf ?? null;
  const first = await toAnswerPage(tx, actor, asOf, toAnswer);
  const restPage = await tx.execute<Row>(restQuery(actor, first.asOf, rest));
  return {
    ...first,
    rest: pageOf(listed(restPage.rows), first.asOf, ({ givenAt: at, noticeId: id }) => ({ at, id })),
    withoutNotice: first.dpaReference === null ? await publishedPage(tx, first.asOf, published) : null,
  };
}

type Row = { row: ListedNotice | null; asOf: Instant; dpaReference: string | null };

const listed = (rows: Row[]) => rows.flatMap(({ row }) => row ?? []);

async function toAnswerPage(tx: Transaction, actor: SubscriberActor, asOf: Instant | null, after?: Cursor) {
  const { rows } = await tx.execute<Row>(toAnswerQuery(actor, asOf, after));
  const [head] = rows;
  if (!head) throw new Error('one row is always there');
  return {
    asOf: head.asOf,
    dpaReference: head.dpaReference,
    toAnswer: pageOf(listed(rows), head.asOf, ({ closesAt: at, noticeId: id }) => ({ at, id })),
  };
}

/** Exported for the test that looks at its plan. The clock is a scalar subquery, so that it can be an index's bound. */
export function toAnswerQuery({ subscriberId, userId }: SubscriberActor, asOf: Instant | null, after?: Cursor): SQL {
  return sql`
    with clock as materialized (select coalesce(${asOf}::timestamptz, demur.now()) as at)
    select demur.iso((select at from clock)) as "asOf",
      (select d.reference from demur.dpa_records d where d.subscriber_id = ${subscriberId} and d.ended_at is null) as "dpaReference",
      page.row
    from (select 1) one left join lateral (
      select ${noticeRow(userId, sql`(select at from clock)`)} as row
      from (
        select * from demur.notices n
        where n.subscriber_id = ${subscriberId} and n.answer is null and n.closes_at > (select at from clock)
          and ${after ? sql`(n.closes_at, n.id) > (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
        order by n.closes_at, n.id limit ${PAGE + 1}
      ) n ${joins} order by n.closes_at, n.id
    ) page on true`;
}

export function restQuery({ subscriberId, userId }: SubscriberActor, asOf: Instant, after?: Cursor): SQL {
  return sql`
    select ${noticeRow(userId, sql`${asOf}::timestamptz`)} as row
    from (
      select * from demur.notices n
      where n.subscriber_id = ${subscriberId} and not (n.answer is null and n.closes_at > ${asOf}::timestamptz)
        and ${after ? sql`(n.given_at, n.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
      order by n.given_at desc, n.id desc limit ${PAGE + 1}
    ) n ${joins} order by n.given_at desc, n.id desc`;
}

/** Of a page already cut out, so that everything beside it is looked up for twenty rows and no more. */
const joins = sql`
  join demur.changes c on c.id = n.change_id
  join demur.subprocessors s on s.id = c.subprocessor_id
  join demur.windows w on w.id = n.window_id
  join demur.dpa_profiles p on p.id = w.profile_id`;

const noticeRow = (userId: string, at: SQL) => sql`jsonb_build_object(
  'noticeId', n.id, 'reference', n.reference, 'title', c.title, 'kind', c.kind, 'subprocessor', s.legal_name,
  'givenAt', demur.iso(n.given_at), 'closesAt', demur.iso(n.closes_at), 'plannedStartOn', c.planned_start_on,
  'withdrawn', c.withdrawn_at is not null, 'urgent', n.urgent,
  'outcome', demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, ${at}),
  'objection', (select jsonb_build_object('reference', o.reference, 'status', g.status)
    from demur.objection_progress g join demur.objections o on o.id = g.id
    where g.notice_id = n.id and g.status <> 'retracted' order by g.status = 'late' limit 1),
  'drafted', exists (select from demur.objection_drafts d where d.notice_id = n.id),
  'read', exists (select from demur.readings r where r.notice_id = n.id and r.user_id = ${userId}))`;

async function publishedPage(tx: Transaction, asOf: Instant, after?: Cursor): Promise<Page<ListedChange>> {
  const { rows } = await tx.execute<{ row: ListedChange }>(sql`
    select jsonb_build_object('changeId', c.id, 'title', c.title, 'kind', c.kind, 'subprocessor', s.legal_name,
      'publishedAt', demur.iso(c.published_at), 'plannedStartOn', c.planned_start_on, 'withdrawn', c.withdrawn_at is not null) as row
    from demur.changes c join demur.subprocessors s on s.id = c.subprocessor_id
    where c.superseded_at is null and not exists (select from demur.notices n where n.change_id = c.id)
      and ${after ? sql`(c.published_at, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
    order by c.published_at desc, c.id desc limit ${PAGE + 1}`);
  return pageOf(
    rows.map(({ row }) => row),
    asOf,
    ({ publishedAt: at, changeId: id }) => ({ at, id }),
  );
}

import { sql } from 'drizzle-orm';
import type { Answer, ChangeKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { countsOf, type OutcomeCounts } from '#lib/changes/desk-queries.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { type UnreachedNotice, unreachedNotices } from '#lib/letters/unreached-notices.ts';
import { type WorkerSeen, workerSeen } from '#lib/outages/queries.ts';

/**
 * What is due. `answer`: our own target for an objection; `proposal`: the last day to answer one; `action`: a corrective
 * action; `statement`: one on data already there, after ceasing; `close`: a window.
 */
export type DueKind = 'answer' | 'proposal' | 'action' | 'statement' | 'close';

export interface Due {
  kind: DueKind;
  /** The first instant after the day by which it is due. */
  by: Instant;
  /** The objection's reference; null for a close. */
  reference: string | null;
  /** Null for a close, which concerns many. */
  subscriber: string | null;
  changeId: string;
  title: string;
  /** The action's text; null for the others. */
  what: string | null;
  /** For a close, how many notices are still open; else 1. */
  count: number;
}

/** A change that is still under way: a window open, a start to come, or an objection undecided. */
export interface LiveChange {
  changeId: string;
  title: string;
  kind: ChangeKind;
  subprocessor: string;
  publishedAt: Instant;
  plannedStartOn: CivilDate;
  /** The last close of its windows, extensions included. */
  latestClose: Instant;
  counts: OutcomeCounts;
  undecided: number;
  /** Closed without an answer, and nothing proves that the notice was shown: authorisation waits for that. */
  unshown: number;
  /** Answers by civil day of the vendor's. */
  answers: { day: CivilDate; answer: Answer; n: number }[];
}

export interface DeskOverview {
  now: Instant;
  needAnswer: number;
  /** Of those, past our own target. */
  targetPassed: number;
  /** Late objections that are neither admitted nor retracted. */
  late: number;
  /** Corrective actions undertaken and not done, and proposals not answered. */
  actionsOutstanding: number;
  proposalsOut: number;
  /** Reviews whose day has passed, and certifications that have run out, of companies in the register. */
  overdueDiligence: number;
  /** Drafts that wait, as they are, for another privacy admin to approve them. */
  awaitApproval: number;
  /** When the worker was last seen, and the outages to see to. */
  worker: WorkerSeen;
  /** Still to be answered, and none of their letters arrived; one more than is shown says that there are more. */
  unreached: UnreachedNotice[];
  /** What is due next, the nearest first. */
  due: Due[];
  /** The latest publication first. */
  changes: LiveChange[];
}

/** Of each kind; and of all together, twice as many. */
const NEXT = 10;

/** The desk's first page, in two statements. */
export async function deskOverview({ tx }: { tx: Transaction }): Promise<DeskOverview> {
  const { rows } = await tx.execute<Omit<DeskOverview, 'changes'> & Record<string, unknown>>(dueQuery());
  const [row] = rows;
  if (!row) throw new Error('one row is always there');
  const changes = await tx.execute<LiveChange & Record<string, unknown>>(liveChangesQuery(row.now));
  return { ...row, changes: changes.rows };
}

const active = sql.raw(`('filed', 'under_review', 'information_requested', 'awaiting_subscriber')`);

/** A decision that no later one replaces. */
const stands = sql`not exists (select from demur.resolutions l where l.objection_id = r.objection_id and l.supersedes = r.id)`;

/** Exported for the test that looks at its plan. */
export const dueQuery = () => sql`
  with clock as materialized (select demur.now() as at, (select zone from demur.vendor) as zone)
  select demur.iso(clock.at) as now,
    (select count(*)::integer from demur.objection_progress g where g.status in ${active}) as "needAnswer",
    (select count(*)::integer from demur.objection_progress g where g.status in ${active} and g.paused_at is null and g.respond_by <= (select at from clock)) as "targetPassed",
    (select count(*)::integer from demur.objection_progress g where g.status = 'late') as late,
    (select count(*)::integer from demur.corrective_actions a join demur.resolutions r on r.id = a.resolution_id
      where ${stands} and not exists (select from demur.action_completions d where d.action_id = a.id)) as "actionsOutstanding",
    (select count(*)::integer from demur.proposals q where q.answer is null) as "proposalsOut",
    (select count(*)::integer from demur.overdue_diligence((select at from clock))) as "overdueDiligence",
    (select count(*)::integer from demur.publication_approvals a join demur.change_drafts d on d.id = a.draft_id
      where a.answer is null and d.published_as is null and a.content_sha256 = sha256(convert_to(demur.canonical(d.content), 'UTF8'))
        and a.against_version = (select coalesce(max(number), 0) from demur.policy_versions)) as "awaitApproval",
    ${workerSeen} as worker,
    ${unreachedNotices} as unreached,
    (select coalesce(jsonb_agg(jsonb_build_object('kind', d.kind, 'by', demur.iso(d.by), 'reference', o.reference, 'subscriber', s.name,
        'changeId', c.id, 'title', c.title, 'what', d.what, 'count', d.count) order by d.by, d.kind, o.reference), '[]')
      from (
        select * from (
          (select 'answer' as kind, g.respond_by as by, g.id as objection_id, null::uuid as change_id, null as what, 1 as count
            from demur.objection_progress g where g.status in ${active} and g.paused_at is null and g.respond_by is not null
            order by g.respond_by, g.id limit ${NEXT})
          union all
          (select 'proposal', q.answer_by, q.objection_id, null, null, 1 from demur.proposals q where q.answer is null order by q.answer_by limit ${NEXT})
          union all
          (select 'action', (a.due_on + 1)::timestamp at time zone clock.zone, a.objection_id, null, a.text, 1
            from demur.corrective_actions a join demur.resolutions r on r.id = a.resolution_id
            where ${stands} and not exists (select from demur.action_completions d where d.action_id = a.id) order by a.due_on, a.id limit ${NEXT})
          union all
          (select 'statement', (r.cease_on + 1)::timestamp at time zone clock.zone, r.objection_id, null, null, 1
            from demur.resolutions r where r.option = 'cease' and ${stands}
              and not exists (select from demur.data_statements t where t.resolution_id = r.id) order by r.cease_on, r.id limit ${NEXT})
          union all
          (select 'close', n.closes_at, null, n.change_id, null, count(*)::integer from demur.notices n
            where n.answer is null and n.closes_at > (select at from clock) group by n.closes_at, n.change_id order by n.closes_at limit ${NEXT})
        ) all_kinds order by by limit ${2 * NEXT}
      ) d
      left join demur.objections o on o.id = d.objection_id
      left join demur.subscribers s on s.id = o.subscriber_id
      left join demur.notices n on n.id = o.notice_id
      join demur.changes c on c.id = coalesce(d.change_id, n.change_id) and (d.kind <> 'action' or c.withdrawn_at is null)
    ) as due
  from clock`;

/** Whether a notice closed in silence, and nothing proves that it was shown. */
const unshown = (notice: 'n' | 'o', now: Instant) => {
  const n = sql.raw(notice);
  return sql`${n}.answer is null and ${n}.closes_at <= ${now}::timestamptz and (${n}.shown_at is null or ${n}.unproven_since is not null)`;
};

const liveChangesQuery = (now: Instant) => sql`
  select c.id as "changeId", c.title, c.kind, s.legal_name as subprocessor, demur.iso(c.published_at) as "publishedAt",
    c.planned_start_on as "plannedStartOn", demur.iso(given.latest) as "latestClose", ${countsOf(sql`c.id`, sql`${now}::timestamptz`)} as counts,
    coalesce(objected.undecided, 0) as undecided, given.unshown,
    (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'answer', answer, 'n', n) order by day, answer), '[]') from (
      select (n.answered_at at time zone v.zone)::date as day, n.answer, count(*) as n
      from demur.notices n where n.change_id = c.id and n.answer is not null group by 1, 2) a) as answers
  from demur.changes c
  cross join demur.vendor v
  join demur.subprocessors s on s.id = c.subprocessor_id
  left join (
    select n.change_id, count(*)::integer as undecided from demur.objection_progress g join demur.notices n on n.id = g.notice_id
    where g.status in ${active} group by n.change_id
  ) objected on objected.change_id = c.id
  cross join lateral (
    select max(n.closes_at) as latest,
      -- but for those that a fresh notice has followed: looked at from the few of these
      (count(*) filter (where ${unshown('n', now)}) - count(*) filter (where n.occasion = 'fresh' and exists (
        select from demur.notices o where o.change_id = n.change_id and o.subscriber_id = n.subscriber_id and o.given_at < n.given_at
          and ${unshown('o', now)})))::integer as unshown
    from demur.notices n where n.change_id = c.id
  ) given
  where c.withdrawn_at is null and c.superseded_at is null and c.published_at <= ${now}::timestamptz
    and (given.latest > ${now}::timestamptz or c.planned_start_at > ${now}::timestamptz or objected.undecided > 0)
    and given.latest is not null
  order by c.published_at desc, c.id desc
  limit 50`;

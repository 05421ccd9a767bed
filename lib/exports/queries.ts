import { type SQL, sql } from 'drizzle-orm';
import type { Answer, ChangeKind, ObjectionStatus, Outcome, ResolutionOption } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { type Cursor, PAGE, pageOf, readCursor } from '#lib/command/cursor.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { chosen } from './case-filters.ts';
import type { CaseFilters } from './inputs.ts';

/** A case as a line of legal's list. */
export interface ListedCase {
  noticeId: string;
  reference: string;
  subscriber: string;
  title: string;
  kind: ChangeKind;
  answer: Answer | null;
  outcome: Outcome;
  givenAt: Instant;
  closesAt: Instant;
  /** The objection that counts: the one that stands, else the latest. */
  objection: { reference: string; status: ObjectionStatus; late: boolean } | null;
  /** The decision that stands. */
  decision: ResolutionOption | null;
}

export interface CasesList {
  asOf: Instant;
  rows: ListedCase[];
  next: string | null;
  /** What the filter offers to choose from, the latest first. */
  changes: { id: string; title: string; version: number }[];
}

/** All cases that the filters leave, the latest notice first, in two statements. */
export async function casesList(
  { tx }: { tx: Transaction },
  filters: CaseFilters,
  cursor?: string,
): Promise<CasesList> {
  const after = readCursor(cursor);
  const { rows } = await tx.execute<{ asOf: Instant; row: ListedCase | null }>(casesQuery(filters, after));
  const asOf = after?.asOf ?? rows[0]?.asOf;
  if (!asOf) throw new Error('one row is always there');
  const listed = rows.flatMap(({ row }) => row ?? []);
  const changes = await tx.execute<CasesList['changes'][number]>(sql`
    select c.id, c.title, v.number as version from demur.changes c join demur.policy_versions v on v.id = c.policy_version_id
    order by c.published_at desc, c.id desc limit 200`);
  const page = pageOf(listed, asOf, ({ givenAt: at, noticeId: id }) => ({ at, id }));
  return { asOf, ...page, changes: changes.rows };
}

/** Exported for the test that looks at its plan. */
export function casesQuery(filters: CaseFilters, after?: Cursor): SQL {
  const asOf = after ? sql`${after.asOf}::timestamptz` : sql`demur.now()`;
  return sql`
    with as_of as materialized (select ${asOf} as at)
    select demur.iso(as_of.at) as "asOf", page.row
    from as_of left join lateral (
      select jsonb_build_object('noticeId', n.id, 'reference', n.reference, 'subscriber', s.name, 'title', c.title, 'kind', c.kind,
        'answer', n.answer, 'outcome', n.outcome, 'givenAt', demur.iso(n.given_at), 'closesAt', demur.iso(n.closes_at),
        'objection', case when o.id is not null then
          jsonb_build_object('reference', o.reference, 'status', o.status, 'late', o.late) end,
        'decision', (select r.option from demur.resolutions r where r.objection_id = o.id
          and not exists (select from demur.resolutions l where l.objection_id = o.id and l.supersedes = r.id))) as row
      from (
        select n.*, demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, as_of.at) as outcome
        from demur.notices n
        join demur.windows w on w.id = n.window_id
        join demur.dpa_profiles p on p.id = w.profile_id
        where ${chosen(filters)}
          and ${after ? sql`(n.given_at, n.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
        order by n.given_at desc, n.id desc limit ${PAGE + 1}
      ) n
      join demur.changes c on c.id = n.change_id
      join demur.subscribers s on s.id = n.subscriber_id
      ${objectionThatCounts}
      order by n.given_at desc, n.id desc
    ) page on true`;
}

/** Of several objections on one notice: the one that stands, else the latest. */
export const objectionThatCounts = sql`
  left join lateral (
    select o.*, g.status from demur.objections o join demur.objection_progress g on g.id = o.id
    where o.notice_id = n.id order by g.status in ('retracted', 'late'), o.received_at desc, o.id desc limit 1
  ) o on true`;

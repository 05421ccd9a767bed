import { type SQL, sql } from 'drizzle-orm';
import type { ObjectionStatus, Outcome } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { beginnings } from '#lib/command/word-search.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** One subscriber's case of a change, as a line of the desk's matrix. */
export interface MatrixRow {
  noticeId: string;
  reference: string;
  subscriberId: string;
  slug: string;
  name: string;
  outcome: Outcome;
  closesAt: Instant;
  extended: boolean;
  answeredAt: Instant | null;
  /** From when the notice counts as shown: by a reading, or by a letter that was handed over. */
  shownAt: Instant | null;
  /** When, after the close, the last proof of that fell away. */
  unprovenSince: Instant | null;
  /** The change was put to the subscriber again later. */
  followed: boolean;
  readers: number;
  dora: boolean;
  /** The new terms may start for it while its window is open. */
  urgent: boolean;
  profileName: string;
  objection: { reference: string; status: ObjectionStatus } | null;
}

const PAGE = 50;

/** Which notices have an outcome, so that an index finds them: an answer as it stands, or what the clock makes of none. */
function having(outcome: Outcome, at: SQL): SQL {
  switch (outcome) {
    case 'open':
      return sql`n.answer is null and n.closes_at > ${at}`;
    case 'deemed_accepted':
    case 'not_authorised':
    case 'notice_unproven':
      return sql`n.answer is null and n.closes_at <= ${at}
        and demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, ${at}) = ${outcome}`;
    default:
      return sql`n.answer = ${outcome}`;
  }
}

/**
 * Subscribers and outcomes of a change, in the order in which the notices were given: at publication, by name. One
 * statement.
 * @param asked `outcome`: only those; `name`: only those in whose names every word typed begins a word, 200 characters at
 *   most; `urgent`: only those for whom an urgent replacement may start early, or only the others; `after`: the page
 *   before's `next`
 */
export async function changeMatrix(
  { tx }: { tx: Transaction },
  changeId: string,
  asked: { outcome?: Outcome; name?: string; urgent?: boolean; after?: string } = {},
): Promise<{ rows: MatrixRow[]; next: string | null }> {
  const at = sql`(select at from clock)`;
  const conditions = [sql`n.change_id = ${changeId}`];
  if (asked.outcome) conditions.push(having(asked.outcome, at));
  const words = beginnings(asked.name);
  if (words)
    conditions.push(
      sql`n.subscriber_id in (select f.id from demur.subscribers f where to_tsvector('simple', f.name) @@ ${words}::tsquery)`,
    );
  if (asked.urgent !== undefined) conditions.push(sql`n.urgent = ${asked.urgent}`);
  if (asked.after) conditions.push(sql`n.id > ${asked.after}`);
  const { rows } = await tx.execute<MatrixRow & Record<string, unknown>>(sql`
    with clock as materialized (select demur.now() as at)
    select n.id as "noticeId", n.reference, n.subscriber_id as "subscriberId", s.slug, s.name,
      demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, ${at}) as outcome,
      demur.iso(n.closes_at) as "closesAt", n.closes_at > w.closes_at as extended, demur.iso(n.answered_at) as "answeredAt",
      demur.iso(n.shown_at) as "shownAt", demur.iso(n.unproven_since) as "unprovenSince",
      exists (select from demur.notices l where l.change_id = n.change_id and l.subscriber_id = n.subscriber_id
        and (l.given_at, l.id) > (n.given_at, n.id)) as followed, (select count(*)::integer from demur.readings r where r.notice_id = n.id) as readers,
      n.dora, n.urgent, p.name as "profileName",
      (select jsonb_build_object('reference', o.reference, 'status', g.status) from demur.objections o
        join demur.objection_progress g on g.id = o.id where o.notice_id = n.id order by g.status = 'retracted', o.id desc limit 1) as objection
    from demur.notices n
    join demur.windows w on w.id = n.window_id
    join demur.dpa_profiles p on p.id = w.profile_id
    join demur.subscribers s on s.id = n.subscriber_id
    where ${sql.join(conditions, sql` and `)}
    order by n.id limit ${PAGE + 1}`);
  const shown = rows.slice(0, PAGE);
  return { rows: shown, next: rows.length > PAGE ? (shown.at(-1)?.noticeId ?? null) : null };
}

/** One window as it is about to be extended. */
export interface Extendable {
  at: Instant;
  noticeId: string;
  reference: string;
  subscriberName: string;
  changeId: string;
  title: string;
  plannedStartAt: Instant;
  closesAt: Instant;
  /** How many notices of the change close at the same instant, this one among them. */
  closingTogether: number;
  working: Working;
}

/** In one statement. Undefined: there is no such notice of this change. */
export async function extendable(
  { tx }: { tx: Transaction },
  changeId: string,
  noticeId: string,
): Promise<Extendable | undefined> {
  const { rows } = await tx.execute<Extendable & Record<string, unknown>>(sql`
    select demur.iso(demur.now()) as at, n.id as "noticeId", n.reference, s.name as "subscriberName", c.id as "changeId", c.title,
      demur.iso(c.planned_start_at) as "plannedStartAt", demur.iso(n.closes_at) as "closesAt", w.working,
      (select count(*)::integer from demur.notices o where o.change_id = n.change_id and o.closes_at = n.closes_at
        and (o.answer is null or o.answer in ('accepted', 'objected'))) as "closingTogether"
    from demur.notices n
    join demur.changes c on c.id = n.change_id
    join demur.subscribers s on s.id = n.subscriber_id
    join demur.windows w on w.id = n.window_id
    where n.id = ${noticeId} and n.change_id = ${changeId}`);
  return rows[0];
}

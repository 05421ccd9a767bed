import { type SQL, sql } from 'drizzle-orm';
import type { Outcome } from '#db/schema/vocabulary.ts';
import { beginnings } from '#lib/command/word-search.ts';
import { parseReference } from '#lib/notices/reference.ts';
import type { CaseFilters } from './inputs.ts';

/**
 * Which notices `n` of the list of cases a reader asked for, as SQL. The windows `w`, profiles `p`, the `vendor` and the
 * instant `as_of.at` stand beside it.
 */
export function chosen(filters: CaseFilters): SQL {
  const { change, outcome, from, to } = filters;
  return sql.join(
    [
      ...searched(filters.q),
      ...named(filters.subscriber),
      ...(change ? [sql`n.change_id = ${change}`] : []),
      ...(outcome ? [withOutcome[outcome]] : []),
      ...(from ? [sql`n.given_at >= ${from}::date::timestamp at time zone (select zone from demur.vendor)`] : []),
      ...(to ? [sql`n.given_at < (${to}::date + 1)::timestamp at time zone (select zone from demur.vendor)`] : []),
      sql`true`,
    ],
    sql` and `,
  );
}

/** An outcome as ranges of columns, so that an index can find it: never a function of the row. */
const unanswered = sql`n.answer is null and n.closes_at <= as_of.at`;
const unproven = sql`(p.notice_required and (n.shown_at is null or n.shown_at >= n.closes_at))`;
/** No notice given before the first window that is open, or was extended to be, can be open: there the list may end. */
const firstOpen = sql`least(
  (select min(o.starts_at) from demur.windows o where o.closes_at > as_of.at),
  (select min(o.given_at) from demur.extensions e join demur.notices o on o.id = e.notice_id where e.to_closes_at > as_of.at))`;
const withOutcome: Record<Outcome, SQL> = {
  open: sql`n.answer is null and n.closes_at > as_of.at and n.given_at >= ${firstOpen}`,
  // where no profile asks for proof, nobody looks for it
  notice_unproven: sql`(select bool_or(notice_required) from demur.dpa_profiles) and ${unanswered} and ${unproven}`,
  not_authorised: sql`${unanswered} and not ${unproven} and p.authorisation = 'specific'`,
  deemed_accepted: sql`${unanswered} and not ${unproven} and p.authorisation = 'general'`,
  objected: sql`n.answer = 'objected'`,
  accepted: sql`n.answer = 'accepted'`,
  superseded: sql`n.answer = 'superseded'`,
  change_withdrawn: sql`n.answer = 'change_withdrawn'`,
  not_concerned: sql`n.answer = 'not_concerned'`,
};

function searched(typed: string | undefined): SQL[] {
  const reference = typed && parseReference(typed);
  if (reference)
    return reference.prefix === 'DEM'
      ? [sql`n.reference = ${reference.text}`]
      : [sql`n.id = (select o.notice_id from demur.objections o where o.reference = ${reference.text})`];
  const words = beginnings(typed);
  if (!words) return [];
  return [
    sql`n.id in (
      select o.notice_id from demur.objections o where to_tsvector('simple', o.grounds_text) @@ ${words}::tsquery
      union select m.notice_id from demur.messages m where to_tsvector('simple', m.body) @@ ${words}::tsquery
      union select x.id from demur.notices x where x.subscriber_id in (${subscribersNamed(words)}))`,
  ];
}

function named(typed: string | undefined): SQL[] {
  const words = beginnings(typed);
  return words ? [sql`n.subscriber_id in (${subscribersNamed(words)})`] : [];
}

const subscribersNamed = (words: string) =>
  sql`select s.id from demur.subscribers s where to_tsvector('simple', s.name) @@ ${words}::tsquery`;

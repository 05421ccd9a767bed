import { sql } from 'drizzle-orm';
import type { ObjectionStatus } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import type { Authorisation } from './authorisation.ts';

/** The answer for one set of terms, with the names that a page shows. */
export interface AuthorisedTerms extends Authorisation {
  termsId: string;
  subprocessorId: string;
  subprocessor: string;
  slug: string;
  /** Behind every service; else behind those named. */
  infrastructure: boolean;
  /** What the terms are for. */
  purpose: string;
  services: { id: string; name: string }[];
  /** The notice and change that they came by; null for terms that stood before. */
  notice: { id: string; reference: string } | null;
  /** The objection to that notice: the one that stands, else the latest. */
  objection: { reference: string; status: ObjectionStatus } | null;
  change: { id: string; title: string; plannedStartOn: CivilDate } | null;
}

/**
 * Under which terms each sub-processor may process this subscriber's data now: the authorised ones, and beside them the
 * blocked ones with the reason and the case. One statement. Under a subscriber's role only its own id gives anything.
 */
export async function authorisationsOf(
  tx: Transaction,
  subscriberId: string,
): Promise<{ now: Instant; terms: AuthorisedTerms[] }> {
  const { rows } = await tx.execute<{ now: Instant; terms: AuthorisedTerms[] }>(sql`
    with clock as materialized (select demur.now() as at)
    select demur.iso(clock.at) as now, (
      select coalesce(jsonb_agg(jsonb_build_object('state', a.state, 'reason', a.reason, 'warningOnly', a.warning_only,
        'termsId', a.terms_id, 'subprocessorId', a.subprocessor_id, 'subprocessor', s.legal_name, 'slug', s.slug,
        'infrastructure', s.category = 'infrastructure', 'purpose', t.purpose,
        'services', (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name) order by v.name), '[]')
          from demur.services v where v.id = any (a.service_ids)),
        'notice', case when n.id is not null then jsonb_build_object('id', n.id, 'reference', n.reference) end,
        'objection', (select jsonb_build_object('reference', o.reference, 'status', g.status)
          from demur.objections o join demur.objection_progress g on g.id = o.id where o.notice_id = n.id
          order by g.status in ('retracted', 'late'), o.received_at desc, o.id desc limit 1),
        'change', case when c.id is not null then jsonb_build_object('id', c.id, 'title', c.title, 'plannedStartOn', c.planned_start_on) end)
        order by s.category, s.legal_name, demur.strictness(a.state) desc, c.published_at), '[]')
      from demur.authorisations(${subscriberId}, clock.at) a
      join demur.terms t on t.id = a.terms_id
      join demur.subprocessors s on s.id = a.subprocessor_id
      left join demur.notices n on n.id = a.notice_id
      left join demur.changes c on c.id = a.change_id
    ) as terms
    from clock`);
  const [row] = rows;
  if (!row) throw new Error('the clock gave no row');
  return row;
}

/** One subscriber's answer on a change. */
export interface AuthorisationOnChange extends Authorisation {
  subscriberId: string;
  noticeId: string;
  serviceIds: string[];
}

/**
 * The answers on the new terms of one change, in one set: for the subscribers named (a page of its matrix), or for all.
 * A subscriber comes twice where the answer differs by service.
 */
export async function authorisationsOfChange(
  tx: Transaction,
  changeId: string,
  subscriberIds: readonly string[] | null = null,
): Promise<AuthorisationOnChange[]> {
  const named = subscriberIds === null ? sql`null` : idArray(subscriberIds);
  const { rows } = await tx.execute<AuthorisationOnChange & Record<string, unknown>>(sql`
    select a.subscriber_id as "subscriberId", a.notice_id as "noticeId", a.state, a.reason, a.warning_only as "warningOnly", a.service_ids as "serviceIds"
    from demur.authorisations_of_change(${changeId}, (select demur.now()), ${named}) a`);
  return rows;
}

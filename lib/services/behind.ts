import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { companyJson, termsJson } from '#lib/register/in-force.ts';
import type { Company, Terms } from '#lib/register/register.ts';
import type { Behind, Offered } from './service.ts';

/** The same with all that the register says, for whoever is to authorise it. */
export interface BehindShown extends Behind {
  company: Company;
  /** With its services by their names. */
  terms: Terms;
}

/** A service as the command and the page see it; what is to come is added by whoever asks for it. */
export interface Standing extends Omit<Offered, 'toCome'> {
  slug: string;
  behind: BehindShown[];
  now: Instant;
  /** Names of what a form showed: companies by the ids of their terms, titles by the ids of changes. */
  names: Record<string, string>;
  dpa: { reference: string; length: number; unit: 'calendar' | 'working' } | null;
}

/**
 * A service with the service-specific sub-processors behind it, under the terms in force, and what notices have decided
 * about those for this subscriber. One statement. Undefined: there is no such service.
 * @param named the service by its id or by its slug
 * @param shown ids of terms and changes that a form showed
 */
export async function standingOf(
  tx: Transaction,
  subscriberId: string,
  named: { serviceId: string } | { slug: string },
  { now, shown = [] }: { now?: Instant; shown?: readonly string[] } = {},
): Promise<Standing | undefined> {
  const which = 'serviceId' in named ? sql`v.id = ${named.serviceId}` : sql`v.slug = ${named.slug}`;
  const ids = sql`(select value::uuid from jsonb_array_elements_text(${JSON.stringify(shown)}::jsonb))`;
  const { rows } = await tx.execute<Omit<Standing, 'hasDpa'> & Record<string, unknown>>(sql`
    with clock as materialized (select coalesce(${now ?? null}::timestamptz, demur.now()) as at)
    select demur.iso(clock.at) as now, v.id as "serviceId", v.slug, v.name, v.core,
      exists (select from demur.services_in_use u
        where u.subscriber_id = ${subscriberId} and u.service_id = v.id and u.dropped_at is null) as used,
      (select jsonb_build_object('reference', d.reference, 'length', p.length, 'unit', p.unit)
        from demur.dpa_records d join demur.dpa_profiles p on p.id = d.profile_id
        where d.subscriber_id = ${subscriberId} and d.ended_at is null) as dpa,
      (select coalesce(jsonb_object_agg(id, name), '{}') from (
        select t.id, s.legal_name as name from demur.terms t join demur.subprocessors s on s.id = t.subprocessor_id where t.id in ${ids}
        union all select c.id, 'the change “' || c.title || '”' from demur.changes c where c.id in ${ids}) named) as names,
      (select coalesce(jsonb_agg(jsonb_build_object('termsId', t.id, 'subprocessor', s.legal_name, 'company', ${companyJson('s')},
          'terms', ${termsJson('t')} || jsonb_build_object('services', (select jsonb_agg(se.name order by se.name)
            from demur.terms_services of join demur.services se on se.id = of.service_id where of.terms_id = t.id)), 'judged', j.judged) order by s.legal_name, t.id), '[]')
        from demur.terms_in_force(clock.at) f
        join demur.terms t on t.id = f.terms_id
        join demur.subprocessors s on s.id = f.subprocessor_id
        join demur.terms_services ts on ts.terms_id = t.id and ts.service_id = v.id
        left join lateral (
          select jsonb_build_object('state', split_part(judgement, ':', 1), 'reason', split_part(judgement, ':', 2), 'warningOnly', false,
            'accepted', n.answer is not distinct from 'accepted', 'noticeId', n.notice_id, 'reference', r.reference) as judged
          from demur.noticed_terms n
          join demur.notices r on r.id = n.notice_id
          cross join lateral demur.judgement(n, v.id, clock.at) judgement
          where n.subscriber_id = ${subscriberId} and n.terms_id = t.id and n.given_at <= clock.at
            and n.answer is distinct from 'not_concerned' and judgement is not null
          order by demur.strictness(judgement), n.given_at desc limit 1
        ) j on true
        where s.category = 'service_specific') as behind
    from clock, demur.services v where ${which}`);
  const [row] = rows;
  return row && { ...row, hasDpa: row.dpa !== null };
}

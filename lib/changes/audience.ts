import { type SQL, sql } from 'drizzle-orm';
import type { SubprocessorCategory } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { CountedProfile } from './closes.ts';

/** What decides whom a change applies to. */
export interface Reach {
  category: SubprocessorCategory;
  /** The services that the new terms serve, and those of them that every subscriber uses. */
  serviceIds: string[];
  coreServiceIds: string[];
}

/**
 * A SELECT of those to whom a change applies, set-based: an executed DPA, and infrastructure or a service that the
 * subscriber uses. Columns: subscriber_id, profile_id, dpa_reference, service_ids, dora.
 */
export function reached({ category, serviceIds, coreServiceIds }: Reach): SQL {
  if (category === 'infrastructure')
    return sql`
      select d.subscriber_id, d.profile_id, d.reference as dpa_reference, '{}'::uuid[] as service_ids, coalesce(u.dora, false) as dora
      from demur.dpa_records d
      left join (select subscriber_id, bool_or(dora) as dora from demur.services_in_use where dropped_at is null group by subscriber_id) u
        using (subscriber_id)
      where d.ended_at is null`;
  return sql`
    select d.subscriber_id, d.profile_id, d.reference as dpa_reference,
      array(select distinct unnest(${idArray(coreServiceIds)} || u.ids) order by 1) as service_ids, coalesce(u.dora, false) as dora
    from demur.dpa_records d
    ${coreServiceIds.length > 0 ? sql`left join` : sql`join`} (
      select subscriber_id, array_agg(service_id) as ids, bool_or(dora) as dora from demur.services_in_use
      where dropped_at is null and service_id = any(${idArray(serviceIds)}) group by subscriber_id) u
      using (subscriber_id)
    where d.ended_at is null`;
}

/** A profile that a change reaches, and how many subscribers under it. */
export interface ReachedProfile extends CountedProfile {
  name: string;
  subscribers: number;
  emergencyClause: string | null;
  incorporatesScc: boolean;
  /** How many of them concern no critical ICT service under DORA. */
  withoutDora: number;
}

/**
 * For each reach the profiles of those reached, each once: a close is counted once per profile and joined. One statement,
 * in which reaches that are the same are counted once.
 */
export async function reachedProfiles(tx: Transaction, reaches: readonly Reach[]): Promise<ReachedProfile[][]> {
  if (reaches.length === 0) return [];
  const keys = reaches.map((reach) => JSON.stringify(reach));
  const distinct = [...new Map(reaches.map((reach, index) => [keys[index] ?? '', reach]))];
  const counted = distinct.map(
    ([, reach], index) =>
      sql`select ${index}::integer as reach, profile_id, count(*) as subscribers, count(*) filter (where not dora) as without_dora from (${reached(reach)}) each group by profile_id`,
  );
  const { rows } = await tx.execute<ReachedProfile & { reach: number } & Record<string, unknown>>(sql`
    select r.reach, p.id, p.name, p.length, p.unit, p.rule, p.country, p.region, r.subscribers::integer as subscribers,
      p.emergency_clause as "emergencyClause", p.incorporates_scc as "incorporatesScc", r.without_dora::integer as "withoutDora"
    from (${sql.join(counted, sql` union all `)}) r
    join demur.dpa_profiles p on p.id = r.profile_id
    order by p.name, p.id`);
  return keys.map((key) => {
    const place = distinct.findIndex(([one]) => one === key);
    return rows.filter(({ reach }) => reach === place).map(({ reach: _, ...profile }) => profile);
  });
}

import { type SQL, sql } from 'drizzle-orm';
import type { Occasion } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { startsUrgently } from '#lib/changes/urgent-terms.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** A subscriber whom changes already published may come to concern, as it will stand. */
export interface Concerned {
  subscriberId: string;
  profileId: string;
  dpaReference: string;
  occasion: Extract<Occasion, 'dpa_executed' | 'service_taken_up'>;
  /** Changes that start after this count. */
  startsAfter: Instant;
  uses: { id: string; dora: boolean }[];
}

/**
 * What `pendingChanges` of lib/notices/catch-up.ts finds for one subscriber, for many at once. Columns: change_id,
 * policy_version_id, subscriber_id, profile_id, dpa_reference, occasion, applies_because, service_ids, dora, urgent.
 * Many use the same services: whom a change reaches is found once for each such use, and joined.
 */
function pendingFor(concerned: readonly Concerned[], now: Instant): SQL {
  const uses = new Map<string, number>();
  const rows = concerned.map(({ subscriberId, profileId, dpaReference, occasion, startsAfter, uses: used }) => {
    const said = JSON.stringify([...used].sort((one, other) => (one.id < other.id ? -1 : 1)));
    const use = uses.get(said) ?? uses.size;
    uses.set(said, use);
    return [subscriberId, profileId, dpaReference, occasion, startsAfter, use];
  });
  const each = [...uses].map(([said, use]) => ({ use, services: JSON.parse(said) }));
  return sql`
    concerned as materialized (
      select (c ->> 0)::uuid as subscriber_id, (c ->> 1)::uuid as profile_id, c ->> 2 as dpa_reference, c ->> 3 as occasion,
        (c ->> 4)::timestamptz as starts_after, (c ->> 5)::integer as use
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) c
    ), uses as materialized (
      select e.use, e.services, coalesce((select bool_or((s ->> 'dora')::boolean) from jsonb_array_elements(e.services) s), false) as dora
      from jsonb_to_recordset(${JSON.stringify(each)}::jsonb) as e (use integer, services jsonb)
    ), used as materialized (
      select e.use, (s ->> 'id')::uuid as service_id, (s ->> 'dora')::boolean as dora
      from uses e cross join jsonb_array_elements(e.services) s
      union all select e.use, s.id, false from uses e cross join demur.services s where s.core
    ), live as materialized (
      select c.id, c.policy_version_id, c.to_terms_id, c.planned_start_at, c.urgent_reason is not null as urgent, sp.category
      from demur.changes c join demur.subprocessors sp on sp.id = c.subprocessor_id
      where c.to_terms_id is not null and c.withdrawn_at is null and c.superseded_at is null and c.published_at <= ${now}
      for share of c
    ), reach as materialized (
      select l.id as change_id, e.use, 'infrastructure' as applies_because, '{}'::uuid[] as service_ids, e.dora
      from live l cross join uses e where l.category = 'infrastructure'
      union all
      select l.id, u.use, 'uses_service', array_agg(distinct u.service_id order by u.service_id), bool_or(u.dora)
      from live l join demur.terms_services s on s.terms_id = l.to_terms_id join used u on u.service_id = s.service_id
      where l.category <> 'infrastructure' group by l.id, u.use
    ), pending as materialized (
      select r.change_id, l.policy_version_id, c.subscriber_id, c.profile_id, c.dpa_reference, c.occasion, r.applies_because,
        r.service_ids, r.dora, l.urgent
      from reach r join live l on l.id = r.change_id join concerned c using (use)
      where l.planned_start_at > c.starts_after
        and not exists (select from demur.notices n
          where n.change_id = r.change_id and n.subscriber_id = c.subscriber_id and n.answer is distinct from 'not_concerned')
    )`;
}

/** The windows that such notices need: one for each policy version and profile. The changes are locked, as a case's is. */
export async function windowsNeeded(
  tx: Transaction,
  concerned: readonly Concerned[],
  now: Instant,
): Promise<{ policyVersionId: string; profileId: string }[]> {
  if (concerned.length === 0) return [];
  const { rows } = await tx.execute<{ policyVersionId: string; profileId: string }>(sql`
    with ${pendingFor(concerned, now)}
    select distinct policy_version_id as "policyVersionId", profile_id as "profileId" from pending order by 1, 2`);
  return rows;
}

/** Gives the notices, once their windows are written, and says how many. */
export async function giveMany(tx: Transaction, concerned: readonly Concerned[], now: Instant): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    with ${pendingFor(concerned, now)}, given as materialized (
      select row_number() over (order by a.subscriber_id, a.change_id) as place, a.*, w.id as window_id, w.closes_at,
        a.urgent and ${startsUrgently} as starts_urgently
      from pending a
      join demur.dpa_profiles p on p.id = a.profile_id
      join demur.windows w on w.profile_id = a.profile_id and w.policy_version_id = a.policy_version_id and w.starts_at = ${now}
    )
    insert into demur.notices (reference, change_id, subscriber_id, occasion, window_id, applies_because, service_ids, dora,
      urgent, dpa_reference, given_at, closes_at)
    select r.reference, g.change_id, g.subscriber_id, g.occasion, g.window_id, g.applies_because, g.service_ids, g.dora,
      g.starts_urgently, g.dpa_reference, ${now}, g.closes_at
    from given g join demur.new_references('DEM', ${now}, (select count(*) from given)) r using (place) order by place`);
  return rowCount ?? 0;
}

import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import { isRefusal, type Refusal } from '#lib/command/refusal.ts';
import { reached } from './audience.ts';
import type { Drafted } from './drafted.ts';

/** Why a change reaches a subscriber, or why it does not. */
export const audienceReasons = ['infrastructure', 'uses_service', 'no_executed_dpa', 'does_not_use_service'] as const;
export type AudienceReason = (typeof audienceReasons)[number];

export interface AudienceRow {
  subscriberId: string;
  slug: string;
  name: string;
  reason: AudienceReason;
  /** Names of the services that make it apply. */
  services: string[];
  /** Null without an executed DPA. */
  profileName: string | null;
  dpaReference: string | null;
  dora: boolean;
  /** Of an urgent replacement: whether it may start while this subscriber's window is open. Null for all other changes. */
  urgent: boolean | null;
}

export interface Audience {
  counts: Record<AudienceReason, number>;
  rows: AudienceRow[];
  /** The slug to go on after; null on the last page. */
  next: string | null;
}

const PAGE = 50;

/**
 * Whom a drafted change would reach if it were published now, and whom not, each with the reason. One statement.
 * @param asked `who`: only those reached or not; `search`: part of a name; `after`: the page before's `next`
 */
export async function audienceOf(
  { tx }: { tx: Transaction },
  drafted: Drafted | Refusal,
  asked: { who?: 'reached' | 'not_reached'; search?: string; after?: string } = {},
): Promise<Audience> {
  // a removal asks nobody
  if (isRefusal(drafted) || drafted.change.kind === 'removal') return { counts: none(), rows: [], next: null };
  const { reach, change } = drafted;
  const { who, search, after } = asked;
  const applies = reach.category === 'infrastructure' ? 'infrastructure' : 'uses_service';
  const conditions: SQL[] = [sql`true`];
  if (who) conditions.push(who === 'reached' ? sql`a.reached` : sql`not a.reached`);
  if (search) conditions.push(sql`a.name ilike ${`%${search.replaceAll(/[\\%_]/g, '\\$&')}%`}`);
  if (after) conditions.push(sql`a.slug > ${after}`);

  const { rows } = await tx.execute<{ counts: Partial<Record<AudienceReason, number>>; rows: AudienceRow[] }>(sql`
    with audience as not materialized (
      select s.id, s.slug, s.name, r.subscriber_id is not null as reached,
        case when r.subscriber_id is not null then ${applies} when d.id is null then 'no_executed_dpa' else 'does_not_use_service' end as reason,
        coalesce(r.service_ids, '{}') as service_ids, coalesce(r.dora, false) as dora, d.profile_id, d.reference,
        case when ${change.urgent !== null} and r.subscriber_id is not null then
          (select f.emergency_clause is not null and not f.incorporates_scc and not r.dora from demur.dpa_profiles f where f.id = d.profile_id) end as urgent
      from demur.subscribers s
      left join demur.dpa_records d on d.subscriber_id = s.id and d.ended_at is null
      left join (${reached(reach)}) r on r.subscriber_id = s.id
    )
    select (select coalesce(jsonb_object_agg(reason, n), '{}') from (select reason, count(*) as n from audience group by reason) c) as counts,
      (select coalesce(jsonb_agg(jsonb_build_object('subscriberId', p.id, 'slug', p.slug, 'name', p.name, 'reason', p.reason, 'dora', p.dora, 'urgent', p.urgent,
          'services', (select coalesce(jsonb_agg(se.name order by se.name), '[]') from demur.services se where se.id = any(p.service_ids)),
          'profileName', (select f.name from demur.dpa_profiles f where f.id = p.profile_id), 'dpaReference', p.reference) order by p.slug), '[]')
        from (select * from audience a where ${sql.join(conditions, sql` and `)} order by a.slug limit ${PAGE + 1}) p) as rows`);
  const found = rows[0] ?? { counts: {}, rows: [] };
  const shown = found.rows.slice(0, PAGE);
  return {
    counts: { ...none(), ...found.counts },
    rows: shown,
    next: found.rows.length > PAGE ? (shown.at(-1)?.slug ?? null) : null,
  };
}

const none = (): Record<AudienceReason, number> => ({
  infrastructure: 0,
  uses_service: 0,
  no_executed_dpa: 0,
  does_not_use_service: 0,
});

import { sql } from 'drizzle-orm';
import type { dpaProfiles } from '#db/schema/parties.ts';
import type { Transaction } from '#db/transaction.ts';

/** A profile, with how many DPAs in force have it. */
export type ProfileShown = typeof dpaProfiles.$inferSelect & { subscribers: number };

/** All profiles, by name. They are few: one for each kind of DPA. */
export async function profilesShown(tx: Transaction): Promise<ProfileShown[]> {
  const { rows } = await tx.execute<ProfileShown & Record<string, unknown>>(sql`
    select p.id, p.name, p.length, p.unit, p.rule, p.country, p.region, p.objection_clause as "objectionClause",
      p.termination_clause as "terminationClause", p.emergency_clause as "emergencyClause", p.authorisation,
      p.notice_required as "noticeRequired", p.standstill, p.incorporates_scc as "incorporatesScc",
      coalesce(d.subscribers, 0) as subscribers
    from demur.dpa_profiles p
    left join (select profile_id, count(*)::integer as subscribers from demur.dpa_records where ended_at is null group by profile_id) d
      on d.profile_id = p.id
    order by p.name`);
  return rows;
}

/** What can be chosen for a subscriber: profiles and services, and the length of the policy's own window. */
export interface PartyChoices {
  profiles: { id: string; name: string; length: number; unit: 'calendar' | 'working' }[];
  /** Those that a subscriber may take up or not, and core ones too, which can only be marked. */
  services: { id: string; name: string; core: boolean }[];
  defaultLength: number;
  latestVersion: number | null;
}

export async function partyChoices(tx: Transaction): Promise<PartyChoices> {
  const { rows } = await tx.execute<PartyChoices & Record<string, unknown>>(sql`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'length', length, 'unit', unit) order by name), '[]')
        from demur.dpa_profiles) as profiles,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'core', core) order by name), '[]')
        from demur.services) as services,
      coalesce((select default_length from demur.vendor), 30) as "defaultLength",
      (select max(number) from demur.policy_versions) as "latestVersion"`);
  return rows[0] ?? { profiles: [], services: [], defaultLength: 30, latestVersion: null };
}

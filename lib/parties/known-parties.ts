import { sql } from 'drizzle-orm';
import type { MembershipRight } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { PartyList } from './party-rows.ts';

export interface KnownSubscriber {
  id: string;
  slug: string;
  name: string;
  country: string;
  dpa: {
    id: string;
    reference: string;
    version: string;
    executedAt: Instant;
    profileId: string;
    agreedVersion: number | null;
  } | null;
  uses: { id: string; dora: boolean }[];
}

export interface KnownUser {
  id: string;
  email: string;
  name: string;
  disabled: boolean;
  ofVendor: boolean;
  membership: { id: string; subscriberId: string; right: MembershipRight } | null;
}

/** What is recorded of those whom a list names. */
export interface KnownParties {
  now: Instant;
  /** The vendor's, in which instants are told. */
  zone: string;
  subscribers: Map<string, KnownSubscriber>;
  users: Map<string, KnownUser>;
  profiles: Map<string, string>;
  services: Map<string, { id: string; core: boolean }>;
}

/**
 * In one statement, whatever the length of the list. What belongs to a subscriber or a user is gathered once and joined:
 * looked up for each of 50,000 it took twenty seconds where the planner had no statistics yet, as after a long list.
 */
export async function knownParties(tx: Transaction, list: PartyList): Promise<KnownParties> {
  const slugs = JSON.stringify(list.subscribers.map(({ slug }) => slug));
  const emails = JSON.stringify(list.subscribers.flatMap(({ users }) => users.map(({ email }) => email)));
  const { rows } = await tx.execute<{
    now: Instant;
    zone: string;
    subscribers: KnownSubscriber[];
    users: KnownUser[];
    profiles: { id: string; name: string }[];
    services: { id: string; name: string; core: boolean }[];
  }>(sql`
    select demur.iso(demur.now()) as now, coalesce((select zone from demur.vendor), 'UTC') as zone,
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'slug', s.slug, 'name', s.name, 'country', s.country,
          'dpa', case when d.id is not null then jsonb_build_object('id', d.id, 'reference', d.reference, 'version', d.version,
            'executedAt', demur.iso(d.executed_at), 'profileId', d.profile_id, 'agreedVersion', d.agreed_version) end,
          'uses', coalesce(u.uses, '[]'))), '[]')
        from jsonb_array_elements_text(${slugs}::jsonb) as asked (slug)
        join demur.subscribers s using (slug)
        left join demur.dpa_records d on d.subscriber_id = s.id and d.ended_at is null
        left join (select subscriber_id, jsonb_agg(jsonb_build_object('id', service_id, 'dora', dora)) as uses
          from demur.services_in_use where dropped_at is null group by subscriber_id) u on u.subscriber_id = s.id) as subscribers,
      (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'email', u.email, 'name', u.name,
          'disabled', u.disabled_at is not null, 'ofVendor', g.id is not null,
          'membership', case when m.id is not null then jsonb_build_object('id', m.id, 'subscriberId', m.subscriber_id, 'right', m."right") end)), '[]')
        from jsonb_array_elements_text(${emails}::jsonb) as asked (email)
        join demur.users u using (email)
        left join demur.vendor_role_grants g on g.user_id = u.id and g.ended_at is null
        left join (select distinct on (user_id) * from demur.memberships where ended_at is null order by user_id, id) m on m.user_id = u.id) as users,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name)), '[]') from demur.dpa_profiles) as profiles,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'core', core)), '[]') from demur.services) as services`);
  const [known] = rows;
  if (!known) throw new Error('a statement without FROM gives one row');
  return {
    now: known.now,
    zone: known.zone,
    subscribers: new Map(known.subscribers.map((one) => [one.slug, one])),
    users: new Map(known.users.map((one) => [one.email, one])),
    profiles: new Map(known.profiles.map(({ id, name }) => [name, id])),
    services: new Map(known.services.map(({ name, ...service }) => [name, service])),
  };
}

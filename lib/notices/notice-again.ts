import { sql } from 'drizzle-orm';

/** A {@link PendingChange} of the change `c` as the notice `n` put it, for a notice that puts it anew. Nothing is urgent then. */
export const changeAgainJson = sql`jsonb_build_object('changeId', c.id, 'policyVersionId', c.policy_version_id,
  'appliesBecause', n.applies_because, 'serviceIds', to_jsonb(n.service_ids), 'dora', n.dora, 'urgent', false)`;

/** The DPA in force of the subscriber of `n`, with what a window of its own is counted by; null: it has none. */
export const dpaInForceJson = sql`(select jsonb_build_object('reference', d.reference, 'profile', jsonb_build_object('id', p.id,
    'length', p.length, 'unit', p.unit, 'rule', p.rule, 'country', p.country, 'region', p.region,
    'emergencyClause', p.emergency_clause, 'incorporatesScc', p.incorporates_scc, 'authorisation', p.authorisation, 'noticeRequired', p.notice_required))
  from demur.dpa_records d join demur.dpa_profiles p on p.id = d.profile_id
  where d.subscriber_id = n.subscriber_id and d.ended_at is null)`;

/** Whether the change `c` that the notice `n` put still concerns its subscriber: it uses what made it apply. */
export const concernsStill = sql`(n.applies_because = 'infrastructure' or exists (
  select from demur.services_concerned(n.subscriber_id, c.to_terms_id, false, (select demur.now()))))`;

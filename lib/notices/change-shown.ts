import { sql } from 'drizzle-orm';
import type { AppliesBecause, ChangeKind } from '#db/schema/vocabulary.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { companyJson, termsJson } from '#lib/register/in-force.ts';
import type { Company, Terms } from '#lib/register/register.ts';

/** A published change with all that its reader is told about it. Services by their names. */
export interface ChangeShown {
  id: string;
  kind: ChangeKind;
  title: string;
  reason: string;
  /** Why a replacement can't wait for the windows; null for every other change. */
  urgentReason: string | null;
  /** Whom it is about; for a replacement the new one. */
  company: Company;
  /** What stands: null for an addition; for a replacement the one that is replaced. */
  from: { company: Company; terms: Terms } | null;
  /** What would stand: null for a removal. */
  to: Terms | null;
  plannedStartOn: CivilDate;
  plannedStartAt: Instant;
  version: number;
  publishedAt: Instant;
  withdrawnAt: Instant | null;
  withdrawalReason: string | null;
  supersededAt: Instant | null;
}

/** Why a change concerns one subscriber. */
export interface Concern {
  because: AppliesBecause;
  /** Of the services in use that make it apply; empty for infrastructure. */
  services: string[];
  serviceIds: string[];
}

/** Terms with their services by name, from the table `alias`. */
const named = (alias: 'ft' | 'tt') => sql`${termsJson(alias)} || jsonb_build_object('services',
  (select coalesce(jsonb_agg(se.name order by se.name), '[]') from demur.terms_services ts join demur.services se on se.id = ts.service_id
    where ts.terms_id = ${sql.raw(alias)}.id))`;

/** A {@link ChangeShown} of the change `c`, over {@link changeShownJoins}. */
export const changeShownJson = sql`jsonb_build_object('id', c.id, 'kind', c.kind, 'title', c.title, 'reason', c.reason, 'urgentReason', c.urgent_reason,
  'company', ${companyJson('sp')},
  'from', case when ft.id is not null then jsonb_build_object('company', ${companyJson('fs')}, 'terms', ${named('ft')}) end,
  'to', case when tt.id is not null then ${named('tt')} end,
  'plannedStartOn', c.planned_start_on, 'plannedStartAt', demur.iso(c.planned_start_at),
  'version', pv.number, 'publishedAt', demur.iso(c.published_at),
  'withdrawnAt', demur.iso(c.withdrawn_at), 'withdrawalReason', c.withdrawal_reason, 'supersededAt', demur.iso(c.superseded_at))`;

export const changeShownJoins = sql`
  join demur.subprocessors sp on sp.id = c.subprocessor_id
  join demur.policy_versions pv on pv.id = c.policy_version_id
  left join demur.terms ft on ft.id = c.from_terms_id
  left join demur.subprocessors fs on fs.id = ft.subprocessor_id
  left join demur.terms tt on tt.id = c.to_terms_id`;

/** A {@link Concern} of the notice `n`. */
export const concernJson = sql`(select jsonb_build_object('because', n.applies_because, 'serviceIds', to_jsonb(n.service_ids),
    'services', coalesce(jsonb_agg(se.name order by se.name), '[]'))
  from demur.services se where se.id = any (n.service_ids))`;

import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { companyJson, termsJson } from '#lib/register/in-force.ts';
import type { Entry } from '#lib/register/register.ts';
import type { Against, KnownCompany, LiveChange } from './change.ts';
import type { VendorPlace } from './closes.ts';
import type { DraftContent } from './inputs.ts';

/** What became of a draft. */
export interface Published {
  /** The number of the policy version. */
  version: number;
  changes: { changeId: string; plannedStartOn: CivilDate }[];
}

/** A draft as it is kept. */
export interface KeptDraft {
  content: DraftContent;
  againstVersion: string;
  updatedAt: Instant;
  published: Published | null;
}

/** All that a draft is placed against. */
export interface Standing extends Against {
  /** The instant at which all of this stands. */
  at: Instant;
  /** The number of the latest policy version; 0 before the first. */
  latest: number;
  coreServiceIds: string[];
  serviceNames: Map<string, string>;
  /** Null before the vendor is configured. */
  vendor: VendorPlace | null;
  /** Null where there is no such draft. */
  draft: KeptDraft | null;
}

interface Row extends Record<string, unknown> {
  at: Instant;
  latest: number;
  draft: KeptDraft | null;
  vendor: VendorPlace | null;
  services: { id: string; slug: string; name: string; core: boolean }[];
  companies: KnownCompany[];
  entries: Entry[];
  live: LiveChange[];
}

/**
 * A draft and what it stands against, in one statement: the register in force, every company known, the services, the
 * live changes, the vendor's place and the latest version's number.
 * @param at the instant of a command; null: the clock's
 */
export async function standingOf(tx: Transaction, draftId: string | null, at: Instant | null): Promise<Standing> {
  const { rows } = await tx.execute<Row>(sql`
    with clock as materialized (select coalesce(${at}::timestamptz, demur.now()) as at)
    select demur.iso(clock.at) as at,
      (select coalesce(max(number), 0) from demur.policy_versions) as latest,
      (select jsonb_build_object('content', content, 'againstVersion', against_version, 'updatedAt', demur.iso(updated_at),
          'published', (select jsonb_build_object('version', v.number, 'changes', (
              select jsonb_agg(jsonb_build_object('changeId', c.id, 'plannedStartOn', c.planned_start_on) order by c.id) from demur.changes c where c.policy_version_id = v.id))
            from demur.policy_versions v where v.id = published_as))
        from demur.change_drafts where id = ${draftId}) as draft,
      (select jsonb_build_object('zone', zone, 'country', country, 'region', region,
          'closures', (select coalesce(jsonb_agg(jsonb_build_object('date', day, 'name', name) order by day), '[]') from demur.closures))
        from demur.vendor) as vendor,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'slug', slug, 'name', name, 'core', core) order by name), '[]') from demur.services) as services,
      (select coalesce(jsonb_agg(jsonb_build_object('subprocessorId', s.id, 'company', ${companyJson('s')}) order by s.legal_name, s.id), '[]')
        from demur.subprocessors s) as companies,
      (select coalesce(jsonb_agg(jsonb_build_object('subprocessorId', s.id, 'termsId', t.id, 'company', ${companyJson('s')}, 'terms', ${termsJson('t')})
          order by s.slug, t.id), '[]')
        from demur.terms_in_force(clock.at) f join demur.subprocessors s on s.id = f.subprocessor_id join demur.terms t on t.id = f.terms_id) as entries,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title,
          'subprocessorIds', jsonb_build_array(c.subprocessor_id, coalesce(f.subprocessor_id, c.subprocessor_id)),
          'undecided', (select count(*) from demur.notices n join demur.objection_progress o on o.notice_id = n.id
            where n.change_id = c.id and o.status in ('filed', 'under_review', 'information_requested', 'awaiting_subscriber'))) order by c.id), '[]')
        from demur.changes c left join demur.terms f on f.id = c.from_terms_id
        where c.withdrawn_at is null and c.superseded_at is null and c.published_at <= clock.at and c.planned_start_at > clock.at) as live
    from clock`);
  const [row] = rows;
  if (!row) throw new Error('one row is always there');
  const { services, ...rest } = row;
  return {
    ...rest,
    services: new Map(services.map(({ id, slug }) => [id, slug])),
    serviceNames: new Map(services.map(({ id, name }) => [id, name])),
    coreServiceIds: services.filter(({ core }) => core).map(({ id }) => id),
  };
}

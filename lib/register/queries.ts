import { sql } from 'drizzle-orm';
import type { ChangeKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { type Amendment, companyBefore } from './amendment.ts';
import { companyJson, termsJson } from './in-force.ts';
import { type Company, type Difference, difference, type Terms } from './register.ts';

/** A policy version, without its snapshot. */
export interface Version {
  number: number;
  publishedAt: Instant;
  note: string;
}

/** An entry of the register as it stood at an instant. */
export interface ListedEntry {
  slug: string;
  company: Company;
  terms: Terms;
  /** From when these terms are in force; of a day to come that may lie ahead: then it is planned. */
  since: Instant;
}

/** A published change that had not started at that instant. */
export interface PlannedChange {
  changeId: string;
  slug: string;
  legalName: string;
  kind: ChangeKind;
  title: string;
  plannedStartOn: CivilDate;
}

export interface RegisterList {
  /** The instant at which this stood. */
  at: Instant;
  now: Instant;
  /** When anything of this was last altered; null: nothing is there yet. */
  changedAt: Instant | null;
  /** The version published last by then; null before the first. */
  version: Version | null;
  entries: ListedEntry[];
  planned: PlannedChange[];
  /** Names of services by slug. */
  services: Record<string, string>;
}

/**
 * The register in force now, or at the end of a civil day of the vendor's, with its companies as they were then known. A
 * day to come shows what is planned by then. One statement.
 */
export async function registerOn({ tx }: { tx: Transaction }, on: CivilDate | null = null): Promise<RegisterList> {
  const { rows } = await tx.execute<
    Omit<RegisterList, 'entries'> & { entries: (ListedEntry & { amended: Amendment[] })[] } & Record<string, unknown>
  >(sql`
    with clock as materialized (
      select now, coalesce((${on}::date + 1)::timestamp at time zone coalesce((select zone from demur.vendor), 'UTC') - interval '1 microsecond', now) as at
      from (select demur.now() as now) reading
    )
    select demur.iso(clock.at) as at, demur.iso(clock.now) as now,
      (select demur.iso(max(altered)) from (
          select published_at from demur.policy_versions
          union all select planned_start_at from demur.changes where withdrawn_at is null and superseded_at is null
          union all select withdrawn_at from demur.changes
          union all select superseded_at from demur.changes
          union all select recorded_at from demur.certifications
          union all select amended_at from demur.company_amendments) as every (altered)
        where altered <= least(clock.at, clock.now)) as "changedAt",
      (select jsonb_build_object('number', number, 'publishedAt', demur.iso(published_at), 'note', note)
        from demur.policy_versions where published_at <= clock.at order by number desc limit 1) as version,
      (select coalesce(jsonb_agg(jsonb_build_object('slug', s.slug, 'company', ${companyJson('s')}, 'terms', ${termsJson('t')}, 'since', demur.iso(f.since),
          'amended', (select coalesce(jsonb_agg(jsonb_build_object('at', demur.iso(a.amended_at), 'differences', a.differences) order by a.amended_at desc, a.id desc), '[]')
            from demur.company_amendments a where a.subprocessor_id = s.id and a.amended_at > clock.at))
          order by s.legal_name, s.slug), '[]')
        from demur.terms_in_force(clock.at) f join demur.subprocessors s on s.id = f.subprocessor_id join demur.terms t on t.id = f.terms_id) as entries,
      (select coalesce(jsonb_agg(jsonb_build_object('changeId', c.id, 'slug', s.slug, 'legalName', s.legal_name, 'kind', c.kind, 'title', c.title,
          'plannedStartOn', c.planned_start_on) order by c.planned_start_on, c.id), '[]')
        from demur.changes c join demur.subprocessors s on s.id = c.subprocessor_id
        where c.published_at <= clock.at and c.planned_start_at > clock.at and coalesce(c.withdrawn_at, 'infinity') > clock.at
          and coalesce(c.superseded_at, 'infinity') > clock.at) as planned,
      (select coalesce(jsonb_object_agg(slug, name), '{}') from demur.services) as services
    from clock`);
  const [row] = rows;
  if (!row) throw new Error('one row is always there');
  const entries = row.entries.map(({ amended, ...entry }) => ({
    ...entry,
    company: companyBefore(entry.company, amended),
  }));
  return { ...row, entries };
}

/** One thing that happened to an entry, with what it altered. */
export interface EntryChange {
  changeId: string;
  kind: ChangeKind;
  title: string;
  reason: string;
  version: number;
  publishedAt: Instant;
  plannedStartOn: CivilDate;
  plannedStartAt: Instant;
  withdrawnAt: Instant | null;
  supersededAt: Instant | null;
  /** For a replacement: whose place it takes, or who takes its place. */
  replaced: { slug: string; legalName: string } | null;
  replacedBy: { slug: string; legalName: string } | null;
  from: Terms | null;
  to: Terms | null;
  difference: Difference[];
}

export interface RegisterEntry {
  /** The instant at which this stands. */
  at: Instant;
  company: Company;
  /** Null when no terms are in force: not yet, or not any more. */
  inForce: { terms: Terms; since: Instant } | null;
  /** The terms with which it came into the register without a change: the first register. */
  baseline: { version: number; publishedAt: Instant; terms: Terms } | null;
  /** The latest first. */
  changes: EntryChange[];
  /** Corrections of what the register says of the company, the latest first. */
  amendments: (Amendment & { reason: string })[];
  services: Record<string, string>;
}

/** One sub-processor with its history, in one statement. Undefined: there is none of that slug. */
export async function registerEntry({ tx }: { tx: Transaction }, slug: string): Promise<RegisterEntry | undefined> {
  const { rows } = await tx.execute<RegisterEntry & Record<string, unknown>>(sql`
    select demur.iso(demur.now()) as at, ${companyJson('s')} as company,
      (select jsonb_build_object('terms', ${termsJson('t')}, 'since', demur.iso(f.since))
        from demur.terms_in_force((select demur.now())) f join demur.terms t on t.id = f.terms_id where f.subprocessor_id = s.id limit 1) as "inForce",
      (select jsonb_build_object('version', v.number, 'publishedAt', demur.iso(v.published_at), 'terms', ${termsJson('t')})
        from demur.terms t join demur.policy_versions v on v.id = t.baseline_version_id where t.subprocessor_id = s.id order by v.number limit 1) as baseline,
      (select coalesce(jsonb_agg(jsonb_build_object('changeId', c.id, 'kind', c.kind, 'title', c.title, 'reason', c.reason, 'version', v.number,
          'publishedAt', demur.iso(c.published_at), 'plannedStartOn', c.planned_start_on, 'plannedStartAt', demur.iso(c.planned_start_at),
          'withdrawnAt', demur.iso(c.withdrawn_at),
          'supersededAt', demur.iso(c.superseded_at),
          'replaced', case when c.kind = 'replacement' and c.subprocessor_id = s.id then jsonb_build_object('slug', fs.slug, 'legalName', fs.legal_name) end,
          'replacedBy', case when c.subprocessor_id <> s.id then jsonb_build_object('slug', ns.slug, 'legalName', ns.legal_name) end,
          'from', case when ft.id is not null then ${termsJson('ft')} end, 'to', case when tt.id is not null then ${termsJson('tt')} end)
          order by v.number desc, c.id desc), '[]')
        from demur.changes c
        join demur.policy_versions v on v.id = c.policy_version_id
        join demur.subprocessors ns on ns.id = c.subprocessor_id
        left join demur.terms ft on ft.id = c.from_terms_id
        left join demur.subprocessors fs on fs.id = ft.subprocessor_id
        left join demur.terms tt on tt.id = c.to_terms_id
        where c.subprocessor_id = s.id or ft.subprocessor_id = s.id) as changes,
      (select coalesce(jsonb_agg(jsonb_build_object('at', demur.iso(a.amended_at), 'differences', a.differences, 'reason', a.reason)
          order by a.amended_at desc, a.id desc), '[]')
        from demur.company_amendments a where a.subprocessor_id = s.id) as amendments,
      (select coalesce(jsonb_object_agg(slug, name), '{}') from demur.services) as services
    from demur.subprocessors s where s.slug = ${slug}`);
  const [row] = rows;
  return row && { ...row, changes: row.changes.map((change) => ({ ...change, difference: altered(change) })) };
}

/** A company that is new, or that leaves, has no terms of its own to be compared with. */
function altered({ kind, from, to, replacedBy }: Omit<EntryChange, 'difference'>): Difference[] {
  if (replacedBy) return difference(from, null);
  return difference(kind === 'replacement' ? null : from, to);
}

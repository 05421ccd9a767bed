import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { companyJson, registerAt } from '#lib/register/in-force.ts';
import { latestVersion } from '#lib/register/policy-version.ts';
import type { Against, KnownCompany, LiveChange } from './change.ts';

/** What a draft is placed against, beside the register itself. */
export interface Standing extends Against {
  latest: number;
  coreServiceIds: string[];
}

interface Known extends Record<string, unknown> {
  services: { id: string; slug: string; core: boolean }[];
  companies: KnownCompany[];
  live: LiveChange[];
}

/** The register as it stands at an instant, every company known, the live changes and the latest version's number. */
export async function standingAt(tx: Transaction, now: Instant): Promise<Standing> {
  const entries = await registerAt(tx, now);
  const { rows } = await tx.execute<Known>(sql`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'slug', slug, 'core', core)), '[]') from demur.services) as services,
      (select coalesce(jsonb_agg(jsonb_build_object('subprocessorId', s.id, 'company', ${companyJson('s')})
        order by s.legal_name, s.id), '[]') from demur.subprocessors s) as companies,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title,
          'subprocessorIds', jsonb_build_array(c.subprocessor_id, coalesce(f.subprocessor_id, c.subprocessor_id)),
          'undecided', (select count(*) from demur.notices n join demur.objection_progress o on o.notice_id = n.id
            where n.change_id = c.id and o.status in ('filed', 'under_review', 'information_requested', 'awaiting_subscriber'))) order by c.id), '[]')
        from demur.changes c left join demur.terms f on f.id = c.from_terms_id
        where c.withdrawn_at is null and c.superseded_at is null and c.published_at <= ${now} and c.planned_start_at > ${now}) as live`);
  const known = rows[0] ?? { services: [], companies: [], live: [] };
  return {
    entries,
    companies: known.companies,
    live: known.live,
    services: new Map(known.services.map(({ id, slug }) => [id, slug])),
    latest: await latestVersion(tx),
    coreServiceIds: known.services.filter(({ core }) => core).map(({ id }) => id),
  };
}

import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { FeedEntry } from './feed.ts';
import { termsJson } from './in-force.ts';

/** So many entries a feed holds; whoever follows it reads it more often than so many changes come. */
const MOST = 100;

/** What the feed tells, the latest published first: each change, and each version that brought a register without any. */
export async function feedEntries({ tx }: { tx: Transaction }): Promise<FeedEntry[]> {
  const { rows } = await tx.execute<FeedEntry & Record<string, unknown>>(sql`
    select c.id, v.number as version, c.title, demur.iso(c.published_at) as "publishedAt",
      demur.iso(greatest(c.published_at, c.withdrawn_at, c.superseded_at)) as "updatedAt",
      jsonb_build_object('kind', c.kind, 'slug', s.slug, 'legalName', s.legal_name, 'reason', c.reason, 'plannedStartOn', c.planned_start_on,
        'withdrawn', c.withdrawn_at is not null, 'superseded', c.superseded_at is not null,
        'from', case when ft.id is not null and c.kind not in ('addition', 'replacement') then ${termsJson('ft')} end,
        'to', case when tt.id is not null then ${termsJson('tt')} end) as change
    from demur.changes c join demur.policy_versions v on v.id = c.policy_version_id join demur.subprocessors s on s.id = c.subprocessor_id
    left join demur.terms ft on ft.id = c.from_terms_id left join demur.terms tt on tt.id = c.to_terms_id
    union all
    select v.id, v.number, v.note, demur.iso(v.published_at), demur.iso(v.published_at), null
    from demur.policy_versions v where not exists (select from demur.changes c where c.policy_version_id = v.id)
    order by "publishedAt" desc, id desc limit ${MOST}`);
  return rows;
}

import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';

export interface LatestChange {
  title: string;
  slug: string;
  publishedAt: Instant;
  plannedStartOn: CivilDate;
  withdrawn: boolean;
}

export interface Face {
  /** Null before the first publication. */
  version: number | null;
  versionPublishedAt: Instant | null;
  infrastructure: number;
  serviceSpecific: number;
  latest: LatestChange[];
}

/** What the first page says of the register: its version, how many are on it, and the five latest changes. */
export async function registerFace(tx: Transaction): Promise<Face> {
  const { rows } = await tx.execute<{ face: Face }>(sql`
    select jsonb_build_object(
      'version', v.number, 'versionPublishedAt', demur.iso(v.published_at),
      'infrastructure', count(f.terms_id) filter (where s.category = 'infrastructure'),
      'serviceSpecific', count(f.terms_id) filter (where s.category = 'service_specific'),
      'latest', (select coalesce(jsonb_agg(c order by c."publishedAt" desc), '[]') from (
        select c.title, s.slug, demur.iso(c.published_at) as "publishedAt", c.planned_start_on as "plannedStartOn", c.withdrawn_at is not null as withdrawn
        from demur.changes c join demur.subprocessors s on s.id = c.subprocessor_id
        where c.superseded_at is null order by c.published_at desc, c.id desc limit 5) c)) as face
    from (select demur.now() as at) clock
    left join lateral (select number, published_at from demur.policy_versions order by number desc limit 1) v on true
    left join lateral demur.terms_in_force(clock.at) f on true
    left join demur.subprocessors s on s.id = f.subprocessor_id
    group by v.number, v.published_at`);
  const face = rows[0]?.face;
  if (!face) throw new Error('one row is always there');
  return face;
}

import { sql } from 'drizzle-orm';
import type { ChangeKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { Version } from './queries.ts';
import {
  type Difference,
  difference,
  type FactDifference,
  factDifferences,
  type Snapshot,
  type Terms,
} from './register.ts';

export interface ListedVersion extends Version {
  changes: { title: string; slug: string; kind: ChangeKind; withdrawn: boolean; superseded: boolean }[];
}

const PAGE = 50;

/**
 * The policy versions, the latest first, with what each proposed. One statement.
 * @param before the number of the last version of the page before; null for the first page
 */
export async function versions(
  { tx }: { tx: Transaction },
  before: number | null = null,
): Promise<{ versions: ListedVersion[]; next: number | null }> {
  const { rows } = await tx.execute<ListedVersion & Record<string, unknown>>(sql`
    select v.number, demur.iso(v.published_at) as "publishedAt", v.note,
      (select coalesce(jsonb_agg(jsonb_build_object('title', c.title, 'slug', s.slug, 'kind', c.kind,
          'withdrawn', c.withdrawn_at is not null, 'superseded', c.superseded_at is not null) order by c.id), '[]')
        from demur.changes c join demur.subprocessors s on s.id = c.subprocessor_id where c.policy_version_id = v.id) as changes
    from demur.policy_versions v
    where v.number < ${before ?? 2_147_483_647}
    order by v.number desc limit ${PAGE + 1}`);
  const shown = rows.slice(0, PAGE);
  return { versions: shown, next: rows.length > PAGE ? (shown.at(-1)?.number ?? null) : null };
}

/** What became of one entry between two snapshots. */
export interface MovedEntry {
  slug: string;
  legalName: string;
  moved: 'came' | 'left' | 'changed' | 'corrected';
  from: Terms | null;
  to: Terms | null;
  /** What is said of the company itself. */
  facts: FactDifference[];
}

export interface VersionPage extends Version {
  /** Lower-case hex, of the snapshot's canonical JSON. */
  sha256: string;
  snapshot: Snapshot;
  /** Each proposal with what it would alter. */
  proposed: (Snapshot['proposed'][number] & { difference: Difference[] })[];
  /** What is other than in the version before: what had come into force since, and what was corrected. */
  since: MovedEntry[];
  /** The numbers around it. */
  previous: number | null;
  next: number | null;
  /** Names of services by slug. */
  services: Record<string, string>;
}

/** One version with its difference to the one before, in one statement. Undefined: there is no such version. */
export async function version({ tx }: { tx: Transaction }, number: number): Promise<VersionPage | undefined> {
  const { rows } = await tx.execute<{ this: Omit<VersionPage, 'proposed' | 'since'>; before: Snapshot | null }>(sql`
    select jsonb_build_object('number', v.number, 'publishedAt', demur.iso(v.published_at), 'note', v.note, 'sha256', encode(v.sha256, 'hex'),
        'snapshot', v.snapshot, 'services', (select coalesce(jsonb_object_agg(slug, name), '{}') from demur.services), 'previous', b.number, 'next', (select min(number) from demur.policy_versions n where n.number > v.number)) as this,
      b.snapshot as before
    from demur.policy_versions v
    left join lateral (select number, snapshot from demur.policy_versions where number < v.number order by number desc limit 1) b on true
    where v.number = ${number}`);
  const [row] = rows;
  if (!row) return undefined;
  const { this: page, before } = row;
  return {
    ...page,
    proposed: page.snapshot.proposed.map((proposal) => ({
      ...proposal,
      difference: difference(standingTerms(page.snapshot, proposal), proposal.to),
    })),
    since: before ? movedBetween(before, page.snapshot) : [],
  };
}

/** What a proposal is compared with: the company's own terms; none for a company that is new. */
function standingTerms({ entries }: Snapshot, { kind, from }: Snapshot['proposed'][number]) {
  if (kind === 'addition' || kind === 'replacement') return null;
  return entries.find(({ terms }) => terms.termsId === from?.termsId)?.terms ?? null;
}

export function movedBetween(before: Snapshot, after: Snapshot): MovedEntry[] {
  const entryOf = ({ entries }: Snapshot, slug: string) => entries.find((entry) => entry.slug === slug);
  const slugs = [...new Set([...before.entries, ...after.entries].map(({ slug }) => slug))].sort();
  return slugs.flatMap((slug): MovedEntry[] => {
    const [was, is] = [entryOf(before, slug), entryOf(after, slug)];
    const legalName = (is ?? was)?.legalName ?? slug;
    const [from, to] = [was?.terms ?? null, is?.terms ?? null];
    const facts = was && is ? factDifferences(was, is) : [];
    const altered = difference(from, to).length > 0;
    if (!altered && facts.length === 0) return [];
    const moved = !altered ? 'corrected' : !was ? 'came' : is ? 'changed' : 'left';
    return [{ slug, legalName, moved, from, to, facts }];
  });
}

/** A version's snapshot in the canonical form that its SHA-256 was taken over. Undefined: there is no such version. */
export async function frozenSnapshot(
  { tx }: { tx: Transaction },
  number: number,
): Promise<{ canonical: string; publishedAt: Instant } | undefined> {
  const { rows } = await tx.execute<{ canonical: string; publishedAt: Instant }>(sql`
    select demur.canonical(snapshot) as canonical, demur.iso(published_at) as "publishedAt" from demur.policy_versions where number = ${number}`);
  return rows[0];
}

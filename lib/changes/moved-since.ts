import { sql } from 'drizzle-orm';
import type { ChangeKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { termsJson } from '#lib/register/in-force.ts';
import type { Terms } from '#lib/register/register.ts';
import type { TermsShown } from './change-shown.ts';
import type { Preview } from './draft-queries.ts';
import { named } from './drafted-shown.ts';

/** A change that was published after a draft was written. */
export interface PublishedSince {
  changeId: string;
  title: string;
  kind: ChangeKind;
  version: number;
  publishedAt: Instant;
  plannedStartOn: CivilDate;
  /** It is about a sub-processor that the draft is about too. */
  concerned: boolean;
}

/** A sub-processor of the draft whose terms in force are others than when it was written. */
export interface MovedTerms {
  subprocessorId: string;
  legalName: string;
  /** As the register stood just before the first version that overtook the draft; null: not in it. */
  before: TermsShown | null;
  after: TermsShown | null;
}

export interface MovedSince {
  published: PublishedSince[];
  terms: MovedTerms[];
}

/** What has moved in the register since a draft was written against it, in one statement. */
export async function movedSince({ tx }: { tx: Transaction }, { draft, standing }: Preview): Promise<MovedSince> {
  const concerned = new Set(
    draft.content.changes.flatMap(({ subprocessorId, replacesId }) =>
      [subprocessorId, replacesId].filter((id) => typeof id === 'string'),
    ),
  );
  const against = Number(draft.againstVersion);
  const { rows } = await tx.execute<{
    entries: { subprocessorId: string; termsId: string; terms: Terms }[];
    published: (Omit<PublishedSince, 'concerned'> & { subprocessorIds: string[] })[];
  }>(sql`
    select (select coalesce(jsonb_agg(jsonb_build_object('subprocessorId', i.subprocessor_id, 'termsId', t.id, 'terms', ${termsJson('t')})), '[]')
        from demur.policy_versions v cross join lateral demur.terms_in_force(v.published_at) i join demur.terms t on t.id = i.terms_id
        where v.number = ${against + 1} and i.subprocessor_id = any (${idArray([...concerned])})) as entries,
      (select coalesce(jsonb_agg(jsonb_build_object('changeId', c.id, 'title', c.title, 'kind', c.kind, 'version', v.number,
          'publishedAt', demur.iso(c.published_at), 'plannedStartOn', c.planned_start_on,
          'subprocessorIds', jsonb_build_array(c.subprocessor_id, coalesce(f.subprocessor_id, c.subprocessor_id))) order by v.number, c.id), '[]')
        from demur.changes c join demur.policy_versions v on v.id = c.policy_version_id left join demur.terms f on f.id = c.from_terms_id
        where v.number > ${against}) as published`);
  const { entries = [], published = [] } = rows[0] ?? {};
  return {
    published: published.map(({ subprocessorIds, ...change }) => ({
      ...change,
      concerned: subprocessorIds.some((id) => concerned.has(id)),
    })),
    terms: standing.companies.flatMap(({ subprocessorId, company }) => {
      if (!concerned.has(subprocessorId)) return [];
      const before = entries.find((entry) => entry.subprocessorId === subprocessorId) ?? null;
      const after = standing.entries.find((entry) => entry.subprocessorId === subprocessorId) ?? null;
      if (before?.termsId === after?.termsId) return [];
      const { legalName } = company;
      return [
        {
          ...{ subprocessorId, legalName },
          before: before && named(before.terms, standing),
          after: after && named(after.terms, standing),
        },
      ];
    }),
  };
}

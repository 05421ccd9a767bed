import { eq, type SQL, sql } from 'drizzle-orm';
import { changeDrafts, changes, windows } from '#db/schema/changes.ts';
import { subprocessors, terms, termsServices } from '#db/schema/register.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { obligeForNotices } from '#lib/letters/oblige-notices.ts';
import { insertVersion } from '#lib/register/policy-version.ts';
import type { Company, Snapshot, Terms } from '#lib/register/register.ts';
import { type Reach, reached } from './audience.ts';
import type { OpenedWindow } from './opened-windows.ts';

/** All that a publication writes. */
export interface Publication {
  draftId: string;
  versionId: string;
  snapshot: Snapshot;
  /** A company that was not known before. */
  company: (Company & { id: string }) | null;
  terms: { id: string; subprocessorId: string; said: Omit<Terms, 'services'>; serviceIds: string[] } | null;
  change: Omit<typeof changes.$inferInsert, 'policyVersionId' | 'publishedAt'> & { id: string };
  windows: OpenedWindow[];
  reach: Reach;
}

/** The notices that a publication gave, as a SELECT of their ids. */
export const givenBy = (changeId: string): SQL => sql`select id from demur.notices where change_id = ${changeId}`;

/** The notices that ended because their change was superseded at that instant, as a SELECT of their ids. */
export const supersededBy = (changeId: string, at: Instant): SQL =>
  sql`select id from demur.notices where change_id = ${changeId} and answer = 'superseded' and answered_at = ${at}`;

export async function savePublication(
  tx: Transaction,
  publication: Publication,
  publishedBy: string,
  now: Instant,
): Promise<void> {
  const { draftId, versionId, snapshot, company, change, windows: opened } = publication;
  await insertVersion(tx, { id: versionId, publishedAt: now, publishedBy, snapshot });
  if (company) await tx.insert(subprocessors).values(company);
  await saveTerms(tx, publication.terms);
  if (change.supersedes) await supersede(tx, change.supersedes, now);
  await tx.insert(changes).values({ ...change, policyVersionId: versionId, publishedAt: now });
  if (opened.length > 0) {
    await tx.insert(windows).values(
      opened.map(({ id, profileId, working }) => ({
        ...{ id, profileId, working },
        policyVersionId: versionId,
        startsAt: now,
        closesAt: working.closesAt,
      })),
    );
    await giveNotices(tx, publication, now);
    await obligeForNotices(tx, 'notice', givenBy(change.id), now);
  }
  await tx.update(changeDrafts).set({ publishedAs: change.id }).where(eq(changeDrafts.id, draftId));
}

async function saveTerms(tx: Transaction, added: Publication['terms']): Promise<void> {
  if (!added) return;
  const { id, subprocessorId, said, serviceIds } = added;
  await tx.insert(terms).values({ id, subprocessorId, ...said });
  if (serviceIds.length > 0)
    await tx.insert(termsServices).values(serviceIds.map((serviceId) => ({ termsId: id, serviceId })));
}

/** The mistaken change and its notices end. Answers given to it fall with it: there is a fresh notice to answer. */
async function supersede(tx: Transaction, changeId: string, now: Instant): Promise<void> {
  await tx.update(changes).set({ supersededAt: now }).where(eq(changes.id, changeId));
  await tx.execute(sql`
    update demur.notices set answer = 'superseded', answered_at = ${now}
    where change_id = ${changeId} and (answer is null or answer in ('accepted', 'objected'))`);
}

/** One INSERT … SELECT for all, by name, so that ids rise as names do. Who had a notice of the superseded change gets this one on that occasion. */
async function giveNotices(tx: Transaction, { versionId, change, reach }: Publication, now: Instant): Promise<void> {
  const because = reach.category === 'infrastructure' ? 'infrastructure' : 'uses_service';
  const occasion = change.supersedes
    ? sql`case when exists (select from demur.notices o where o.change_id = ${change.supersedes} and o.subscriber_id = a.subscriber_id)
        then 'superseding' else 'published' end`
    : sql`'published'`;
  await tx.execute(sql`
    insert into demur.notices (reference, change_id, subscriber_id, occasion, window_id, applies_because, service_ids, dora,
      dpa_reference, given_at, closes_at)
    select demur.new_reference('DEM', ${now}), ${change.id}, a.subscriber_id, ${occasion}, w.id, ${because}, a.service_ids, a.dora,
      a.dpa_reference, ${now}, w.closes_at
    from (${reached(reach)}) a
    join demur.subscribers s on s.id = a.subscriber_id
    join demur.windows w on w.profile_id = a.profile_id and w.policy_version_id = ${versionId} and w.starts_at = ${now}
    order by s.slug`);
}

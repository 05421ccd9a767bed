import { eq, type SQL, sql } from 'drizzle-orm';
import { changeDrafts, changes, windows } from '#db/schema/changes.ts';
import { subprocessors, terms, termsServices } from '#db/schema/register.ts';
import type { Transaction } from '#db/transaction.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { obligeFollowers } from '#lib/letters/oblige-followers.ts';
import { obligeForNotices } from '#lib/letters/oblige-notices.ts';
import { insertVersion } from '#lib/register/policy-version.ts';
import type { Company, Snapshot, Terms } from '#lib/register/register.ts';
import { type Reach, reached } from './audience.ts';
import type { OpenedWindow } from './opened-windows.ts';

/** One change of a publication, with the rows that come with it. */
export interface PublishedChange {
  /** A company that was not known before. */
  company: (Company & { id: string }) | null;
  terms: { id: string; subprocessorId: string; said: Omit<Terms, 'services'>; serviceIds: string[] } | null;
  row: Omit<typeof changes.$inferInsert, 'policyVersionId' | 'publishedAt'> & { id: string; plannedStartOn: CivilDate };
  /** Of the version's windows those that it opens. */
  windows: OpenedWindow[];
  reach: Reach;
}

/** All that a publication writes. */
export interface Publication {
  draftId: string;
  versionId: string;
  snapshot: Snapshot;
  changes: PublishedChange[];
  /** One for each profile, whichever of the changes reach it. */
  windows: OpenedWindow[];
}

/** The notices that published changes gave, as a SELECT of their ids. */
export const givenBy = (changeIds: string[]): SQL =>
  sql`select id from demur.notices where change_id = any(${idArray(changeIds)})`;

/** The notices that ended because their change was superseded at that instant, as a SELECT of their ids. */
export const supersededBy = (changeId: string, at: Instant): SQL =>
  sql`select id from demur.notices where change_id = ${changeId} and answer = 'superseded' and answered_at = ${at}`;

export async function savePublication(
  tx: Transaction,
  publication: Publication,
  publishedBy: string,
  now: Instant,
): Promise<void> {
  const { draftId, versionId, snapshot, changes: published, windows: opened } = publication;
  await insertVersion(tx, { id: versionId, publishedAt: now, publishedBy, snapshot });
  await saveTerms(tx, published);
  for (const { row } of published) if (row.supersedes) await supersede(tx, row.supersedes, now);
  await tx
    .insert(changes)
    .values(published.map(({ row }) => ({ ...row, policyVersionId: versionId, publishedAt: now })));
  if (opened.length > 0) {
    await tx.insert(windows).values(
      opened.map(({ id, profileId, working }) => ({
        ...{ id, profileId, working },
        policyVersionId: versionId,
        startsAt: now,
        closesAt: working.closesAt,
      })),
    );
    const giving = published.filter((change) => change.windows.length > 0);
    for (const change of giving) await giveNotices(tx, versionId, change, now);
    await obligeForNotices(tx, 'notice', givenBy(giving.map(({ row }) => row.id)), now);
  }
  await obligeFollowers(tx, versionId, now);
  await tx.update(changeDrafts).set({ publishedAs: versionId }).where(eq(changeDrafts.id, draftId));
}

/** The companies that are new, and what each is to do. */
async function saveTerms(tx: Transaction, published: PublishedChange[]): Promise<void> {
  const companies = published.flatMap(({ company }) => company ?? []);
  const added = published.flatMap(({ terms: one }) => one ?? []);
  const served = added.flatMap(({ id, serviceIds }) => serviceIds.map((serviceId) => ({ termsId: id, serviceId })));
  if (companies.length > 0) await tx.insert(subprocessors).values(companies);
  if (added.length > 0)
    await tx.insert(terms).values(added.map(({ id, subprocessorId, said }) => ({ id, subprocessorId, ...said })));
  if (served.length > 0) await tx.insert(termsServices).values(served);
}

/** The mistaken change and its notices end. Answers given to it fall with it: there is a fresh notice to answer. */
async function supersede(tx: Transaction, changeId: string, now: Instant): Promise<void> {
  await tx.update(changes).set({ supersededAt: now }).where(eq(changes.id, changeId));
  await tx.execute(sql`
    update demur.notices set answer = 'superseded', answered_at = ${now}
    where change_id = ${changeId} and (answer is null or answer in ('accepted', 'objected'))`);
}

/** One INSERT … SELECT for all, by name, so that ids rise as names do. Who had a notice of the superseded change gets this one on that occasion. */
async function giveNotices(
  tx: Transaction,
  versionId: string,
  { row: change, reach }: PublishedChange,
  now: Instant,
): Promise<void> {
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

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
import { carryOver, supersede, supersessionOf } from './supersede.ts';
import type { Tell } from './tell-publishing.ts';
import { startsUrgently } from './urgent-terms.ts';

/** One change of a publication, with the rows that come with it. */
export interface PublishedChange {
  /** A company that was not known before. */
  company: (Company & { id: string }) | null;
  terms: { id: string; subprocessorId: string; said: Omit<Terms, 'services'>; serviceIds: string[] } | null;
  row: Omit<typeof changes.$inferInsert, 'policyVersionId' | 'publishedAt'> & { id: string; plannedStartOn: CivilDate };
  /** Of the version's windows those that it opens. */
  windows: OpenedWindow[];
  reach: Reach;
  /** Third countries for which no transfer mechanism is stated. */
  withoutMechanism: string[];
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

/** To how many subscribers a change gives a notice. */
export const reachedBy = ({ windows: opened }: Pick<PublishedChange, 'windows'>): number =>
  opened.reduce((sum, window) => sum + window.subscribers, 0);

export async function savePublication(
  tx: Transaction,
  publication: Publication,
  { by: publishedBy, now, tell }: { by: string; now: Instant; tell: Tell },
): Promise<void> {
  const { draftId, versionId, snapshot, changes: published, windows: opened } = publication;
  const total = published.reduce((sum, change) => sum + reachedBy(change), 0);
  tell({ step: 'register', done: 0, total });
  // many changes to many subscribers, or the end of as many notices, may take longer than a request is given otherwise;
  // a timer that runs is not set anew, only ended and begun
  await tx.execute(
    sql`select set_config('transaction_timeout', '0', true), set_config('transaction_timeout', '600s', true), set_config('statement_timeout', '120s', true)`,
  );
  await insertVersion(tx, { id: versionId, publishedAt: now, publishedBy, snapshot });
  await saveTerms(tx, published);
  const supersessions = published.flatMap(({ row }) => supersessionOf(row) ?? []);
  for (const { superseded } of supersessions) await supersede(tx, superseded, now);
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
    let done = 0;
    for (const change of giving) {
      tell({ step: 'notices', done, total });
      await giveNotices(tx, versionId, change, now);
      done += reachedBy(change);
    }
    tell({ step: 'letters', done: 0, total });
    await obligeForNotices(tx, 'notice', givenBy(giving.map(({ row }) => row.id)), now);
  }
  await obligeFollowers(tx, versionId, now);
  for (const supersession of supersessions) await carryOver(tx, supersession, now);
  await tx.update(changeDrafts).set({ publishedAs: versionId }).where(eq(changeDrafts.id, draftId));
  tell({ step: 'log', done: 0, total });
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
    with given as materialized (
      select row_number() over (order by s.slug) as place, a.*, w.id as window_id, w.closes_at, ${occasion} as occasion,
        ${change.urgentReason === null ? sql`false` : startsUrgently} as urgent
      from (${reached(reach)}) a
      join demur.subscribers s on s.id = a.subscriber_id
      join demur.dpa_profiles p on p.id = a.profile_id
      join demur.windows w on w.profile_id = a.profile_id and w.policy_version_id = ${versionId} and w.starts_at = ${now}
    )
    insert into demur.notices (reference, change_id, subscriber_id, occasion, window_id, applies_because, service_ids, dora,
      urgent, dpa_reference, given_at, closes_at)
    select r.reference, ${change.id}, g.subscriber_id, g.occasion, g.window_id, ${because}, g.service_ids, g.dora, g.urgent, g.dpa_reference,
      ${now}, g.closes_at
    from given g join demur.new_references('DEM', ${now}, (select count(*) from given)) r using (place) order by place`);
}

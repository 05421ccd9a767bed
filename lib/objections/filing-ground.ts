import { and, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { acceptances, changes, notices, windows } from '#db/schema/changes.ts';
import { files, objectionProgress, objections } from '#db/schema/objections.ts';
import { dpaProfiles, dpaRecords, services } from '#db/schema/parties.ts';
import type { ObjectionStatus } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberId } from '#lib/access/actor.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { Notice } from '#lib/notices/notice.ts';
import { noticeUnderLock } from '#lib/notices/queries.ts';
import type { Filed } from './letter.ts';
import { responseTargetOf } from './queries.ts';
import type { ResponseTarget } from './response-target.ts';

/** What the filer gets at once; the whole receipt is read from the record by its reference. */
export interface FiledReceipt {
  objectionId: string;
  reference: string;
  noticeId: string;
  late: boolean;
  receivedAt: Instant;
  /** SHA-256 of the letter's canonical JSON, in hex. */
  textSha256: string;
  /** Of the event in the log. */
  position: number;
}

/** All that the filing of an objection follows from, read under the lock of its case. */
export interface FilingGround {
  notice: Notice;
  /** Of the notice and its terms: what the letter says that the filer does not type. */
  frozen: Pick<Filed, 'noticeReference' | 'changeTitle' | 'dpaReference' | 'objectionClause'>;
  /** Of the objections to this notice that were not retracted. */
  standing: ObjectionStatus[];
  /** The "no objection" on record and not taken back. */
  acceptanceId: string | null;
  target: ResponseTarget;
  /** Of the files asked for, those that are there whole, unfiled and this subscriber's. `sha256` in hex. */
  files: { id: string; name: string; size: number; sha256: string }[];
  unknownServices: boolean;
  /** A new one, for this objection. */
  reference: string;
}

/** Whether there is such a change at all; every published change is public. */
export async function isPublishedChange(tx: Transaction, changeId: string): Promise<boolean> {
  const rows = await tx.select({ id: changes.id }).from(changes).where(eq(changes.id, changeId));
  return rows.length > 0;
}

/** Why a subscriber that was given no notice of a change can't object to it. */
export async function whyNoNotice(tx: Transaction, subscriberId: SubscriberId): Promise<Refusal> {
  const executed = await tx
    .select({ id: dpaRecords.id })
    .from(dpaRecords)
    .where(and(eq(dpaRecords.subscriberId, subscriberId), isNull(dpaRecords.endedAt)));
  if (executed.length === 0)
    return refuse(
      'no_executed_dpa',
      'Your organisation has no executed data processing agreement, and the right to object comes with it. Leave a concern, or write to the privacy contact to have one executed.',
    );
  return refuse(
    'not_open',
    'This change does not concern the services that your organisation uses, so it takes no objection. You can leave a concern.',
  );
}

/** Undefined: there is no such notice of this subscriber. */
export async function filingGround(
  tx: Transaction,
  { noticeId, fileIds, serviceIds }: { noticeId: string; fileIds: string[]; serviceIds: string[] },
  now: Instant,
): Promise<FilingGround | undefined> {
  const notice = await noticeUnderLock(tx, noticeId);
  const [said] = await tx
    .select({
      frozen: {
        noticeReference: notices.reference,
        changeTitle: changes.title,
        dpaReference: notices.dpaReference,
        objectionClause: dpaProfiles.objectionClause,
      },
      acceptanceId: acceptances.id,
      reference: sql<string>`demur.new_reference('OBJ', ${now})`,
      known: sql<number>`(select count(*)::integer from ${services} where ${inArray(services.id, serviceIds)}
        and (${notices.appliesBecause} = 'infrastructure' or ${services.id} = any (${notices.serviceIds})))`,
    })
    .from(notices)
    .innerJoin(changes, eq(changes.id, notices.changeId))
    .innerJoin(windows, eq(windows.id, notices.windowId))
    .innerJoin(dpaProfiles, eq(dpaProfiles.id, windows.profileId))
    .leftJoin(acceptances, and(eq(acceptances.noticeId, notices.id), isNull(acceptances.takenBackAt)))
    .where(eq(notices.id, noticeId));
  if (!notice || !said) return undefined;
  const { known, ...rest } = said;
  return {
    ...rest,
    notice,
    standing: await standingObjections(tx, noticeId),
    target: await responseTargetOf(tx, notice.windowId),
    files: await wholeFiles(tx, noticeId, fileIds),
    unknownServices: known < serviceIds.length,
  };
}

/** Of the objections to a notice that were not retracted. */
export async function standingObjections(tx: Transaction, noticeId: string): Promise<ObjectionStatus[]> {
  const rows = await tx
    .select({ status: objectionProgress.status })
    .from(objectionProgress)
    .where(and(eq(objectionProgress.noticeId, noticeId), ne(objectionProgress.status, 'retracted')));
  return rows.map(({ status }) => status);
}

async function wholeFiles(tx: Transaction, noticeId: string, fileIds: string[]): Promise<FilingGround['files']> {
  if (fileIds.length === 0) return [];
  return tx
    .select({ id: files.id, name: files.name, size: files.size, sha256: sql<string>`encode(${files.sha256}, 'hex')` })
    .from(files)
    .where(
      and(
        inArray(files.id, fileIds),
        eq(files.noticeId, noticeId),
        isNull(files.filedAt),
        isNotNull(files.completedAt),
      ),
    );
}

/** The receipt already given for an idempotency key of this subscriber. */
export async function earlierFiling(
  tx: Transaction,
  subscriberId: string,
  idempotencyKey: string,
): Promise<FiledReceipt | undefined> {
  const [row] = await tx
    .select({
      objectionId: objections.id,
      reference: objections.reference,
      noticeId: objections.noticeId,
      late: objections.late,
      receivedAt: objections.receivedAt,
      textSha256: sql<string>`encode(${objections.textSha256}, 'hex')`,
      position: sql<number>`(select min(e.position)::integer from demur.events e
        where e.case_id = ${objections.noticeId} and e.type in ('objection.filed', 'objection.filed_late', 'objection.recorded')
          and convert_from(e.content, 'UTF8')::jsonb -> 'facts' ->> 'objection' = ${objections.id}::text)`,
    })
    .from(objections)
    .where(and(eq(objections.subscriberId, subscriberId), eq(objections.idempotencyKey, idempotencyKey)));
  return row;
}

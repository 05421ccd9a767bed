import { createHash } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import { files, objectionFiles, objectionProgress, objections, requestedActions } from '#db/schema/objections.ts';
import type { ObjectionStatus } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { canonical } from '#lib/evidence/canonical.ts';
import type { BoundRow } from '#lib/evidence/log.ts';
import { type Filed, letterValue } from './letter.ts';

/** An objection about to be put on record, by its subscriber or by the vendor who received it elsewhere. */
export interface Filing {
  id: string;
  reference: string;
  noticeId: string;
  /** What the letter says; its hash follows from it. */
  filed: Filed;
  filedBy: string | null;
  recordedBy: string | null;
  receivedAt: Instant;
  recordedAt: Instant;
  late: boolean;
  status: ObjectionStatus;
  respondBy: Instant | null;
  idempotencyKey: string;
  /** Ids for the requested actions, in their order. */
  actionIds: string[];
  fileIds: string[];
}

/** SHA-256 of the letter's canonical JSON. */
export function letterHash(filed: Filed): Buffer {
  return createHash('sha256')
    .update(canonical(letterValue(filed)))
    .digest();
}

/** Puts it on record: the objection as it will always be, where it stands, its actions numbered, its files filed. */
export async function saveFiling(tx: Transaction, filing: Filing): Promise<void> {
  const { id, filed, status, respondBy, actionIds, fileIds, ...record } = filing;
  const { subscriberId } = filed;
  await tx.insert(objections).values({
    id,
    ...record,
    subscriberId,
    channel: filed.channel,
    filerName: filed.filerName,
    capacity: filed.capacity,
    actingAs: filed.actingAs,
    onBehalfOf: filed.onBehalfOf,
    groundsText: filed.groundsText,
    groundCategories: [...filed.groundCategories],
    dataCategories: [...filed.dataCategories],
    serviceIds: [...filed.serviceIds],
    textSha256: letterHash(filed),
  });
  await tx.insert(objectionProgress).values({ id, noticeId: filing.noticeId, subscriberId, status, respondBy });
  const asked = filed.requestedActions.map((text, index) => ({
    id: actionIds[index] ?? '',
    objectionId: id,
    subscriberId,
    number: index + 1,
    text,
    requestedAt: filing.receivedAt,
  }));
  if (asked.length > 0) await tx.insert(requestedActions).values(asked);
  if (fileIds.length === 0) return;
  await tx.update(files).set({ filedAt: filing.recordedAt }).where(inArray(files.id, fileIds));
  await tx
    .insert(objectionFiles)
    .values(fileIds.map((fileId, index) => ({ objectionId: id, subscriberId, fileId, position: index + 1 })));
}

/** Every row that `saveFiling` writes, for the event that stands for it. */
export function rowsOfFiling({ id, actionIds, fileIds }: Filing): BoundRow[] {
  return [
    { table: 'objections', id },
    { table: 'objection_progress', id },
    ...actionIds.map((actionId) => ({ table: 'requested_actions', id: actionId })),
    ...fileIds.map((fileId) => ({ table: 'files', id: fileId })),
  ];
}

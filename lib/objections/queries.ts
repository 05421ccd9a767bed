import { and, eq, sql } from 'drizzle-orm';
import { windows } from '#db/schema/changes.ts';
import { files, objectionProgress, objections, requestedActions } from '#db/schema/objections.ts';
import { dpaProfiles, vendor } from '#db/schema/parties.ts';
import type { MessageKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { vendorPlace } from '#lib/changes/closes.ts';
import { isSaid, type Message } from '#lib/notices/message.ts';
import { lockNotice, noticeUnderLock } from '#lib/notices/queries.ts';
import type { Objection } from './objection.ts';
import type { ResponseTarget } from './response-target.ts';

/** Locks the case of an objection: its notice is its lock. False for a foreign id and for none alike. */
export async function lockObjection(tx: Transaction, objectionId: string): Promise<boolean> {
  const [row] = await tx
    .select({ noticeId: objections.noticeId })
    .from(objections)
    .where(eq(objections.id, objectionId));
  return row ? lockNotice(tx, row.noticeId) : false;
}

/** The objection as its law sees it, with its notice, under the caller's own policies. */
export async function objectionUnderLock(tx: Transaction, objectionId: string): Promise<Objection | undefined> {
  const [row] = await tx
    .select({
      id: objections.id,
      reference: objections.reference,
      subscriberId: objections.subscriberId,
      noticeId: objections.noticeId,
      status: objectionProgress.status,
      channel: objections.channel,
      receivedAt: objections.receivedAt,
      respondBy: objectionProgress.respondBy,
      pausedAt: objectionProgress.pausedAt,
      lastAction: sql<number>`(select coalesce(max(a.number), 0)::integer from demur.requested_actions a where a.objection_id = ${objections.id})`,
      openProposalId: sql<
        string | null
      >`(select p.id from demur.proposals p where p.objection_id = ${objections.id} and p.answer is null)`,
      carriedTo: sql<
        string | null
      >`(select l.reference from demur.objections l where l.carried_from = ${objections.id})`,
    })
    .from(objections)
    .innerJoin(objectionProgress, eq(objectionProgress.id, objections.id))
    .where(eq(objections.id, objectionId));
  if (!row) return undefined;
  const notice = await noticeUnderLock(tx, row.noticeId);
  return notice && { ...row, notice };
}

/** Locks the case that a file belongs to, where the caller may see the file. */
export async function lockFile(tx: Transaction, fileId: string): Promise<boolean> {
  const [row] = await tx.select({ noticeId: files.noticeId }).from(files).where(eq(files.id, fileId));
  return row ? lockNotice(tx, row.noticeId) : false;
}

/** An objection that somebody says something on; `said`: already on record under this key. */
export interface ObjectionSaid {
  objection: Objection;
  said: boolean;
}

export async function objectionSaid(
  tx: Transaction,
  { objectionId, idempotencyKey }: { objectionId: string; idempotencyKey: string },
): Promise<ObjectionSaid | undefined> {
  const objection = await objectionUnderLock(tx, objectionId);
  if (!objection) return undefined;
  const added = await tx
    .select({ id: requestedActions.id })
    .from(requestedActions)
    .where(and(eq(requestedActions.id, idempotencyKey), eq(requestedActions.objectionId, objectionId)));
  return { objection, said: added.length > 0 || (await isSaid(tx, idempotencyKey, { noticeId: objection.notice.id })) };
}

/** Something said on an objection, under the key that its form was opened with. */
export function messageOn(objection: Objection, kind: MessageKind, id: string, body: string): Message {
  const { subscriberId } = objection;
  return { id, noticeId: objection.notice.id, changeId: null, objectionId: objection.id, subscriberId, kind, body };
}

/** How the vendor's own target for an answer is counted for one window. */
export async function responseTargetOf(tx: Transaction, windowId: string): Promise<ResponseTarget> {
  const { id, length, unit, rule, country, region } = dpaProfiles;
  const [row] = await tx
    .select({ days: vendor.responseTargetDays, profile: { id, length, unit, rule, country, region } })
    .from(windows)
    .innerJoin(dpaProfiles, eq(id, windows.profileId))
    .innerJoin(vendor, sql`true`)
    .where(eq(windows.id, windowId));
  const place = await vendorPlace(tx);
  if (!row || !place) throw new Error('a window without its profile, or an installation without its vendor');
  return { ...row, place };
}

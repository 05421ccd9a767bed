import { and, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { filePieces, files } from '#db/schema/objections.ts';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor, VendorActor } from '#lib/access/actor.ts';
import { recordId } from '#lib/command/inputs.ts';
import { newId } from '#lib/command/new-id.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { lockNotice, noticeUnderLock } from '#lib/notices/queries.ts';
import { standingObjections } from './filing-ground.ts';
import { limits } from './inputs.ts';
import { refuseFiling } from './objection.ts';

/** The most that one file may hold: 20 MB, each 1,048,576 bytes. The database refuses more. */
export const FILE_LIMIT = 20_971_520;

/** A subscriber attaches to its draft; a privacy admin the original of an objection that came by e-mail or post. */
export type Attacher = SubscriberActor | VendorActor;

export const sideOf = (actor: Attacher) => (actor.role === 'subscriber' ? 'subscriber' : 'vendor');

/** Begins an upload: a row without a hash, which no list shows until `finish-file` completes it. */
export const attachFile: Unrecorded<
  { noticeId: string; name: string; mediaType: string },
  { fileId: string },
  Attacher
> = {
  name: 'attach-file',
  input: z.object({ noticeId: recordId, name: z.string().min(1), mediaType: z.string().min(1) }),
  lock: (tx, { noticeId }) => lockNotice(tx, noticeId),
  async work(tx, { noticeId, name, mediaType }, { now, actor }) {
    const notice = await noticeUnderLock(tx, noticeId);
    if (!notice) return undefined;
    const standing = await standingObjections(tx, noticeId);
    const refusal =
      refuseFiling(notice, standing, now) ?? (await refuseTooMany(tx, noticeId, sideOf(actor), 'and those arriving'));
    if (refusal) return refusal;
    const fileId = newId();
    await tx.insert(files).values({
      id: fileId,
      noticeId,
      subscriberId: notice.subscriberId,
      side: sideOf(actor),
      name,
      mediaType,
      size: 0,
      uploadedBy: actor.userId,
      startedAt: now,
    });
    return { value: { fileId } };
  },
};

/** One piece of an upload that has begun, in a transaction of its own: none is open while the network is slow. */
export const attachPiece: Unrecorded<{ fileId: string; position: number; content: Buffer }, null, Attacher> = {
  name: 'attach-file',
  input: z.object({ fileId: recordId, position: z.int().min(0), content: z.instanceof(Buffer) }),
  async work(tx, { fileId, position, content }) {
    const [begun] = await tx
      .select({ id: files.id })
      .from(files)
      .where(and(eq(files.id, fileId), isNull(files.completedAt)));
    if (!begun) return undefined;
    await tx.insert(filePieces).values({ fileId, position, content });
    return { value: null };
  },
};

/** Uploads that broke off without a word stop counting after an hour; the worker removes them after a day. */
export async function refuseTooMany(
  tx: Transaction,
  noticeId: string,
  side: 'subscriber' | 'vendor',
  counted: 'whole' | 'and those arriving',
): Promise<Refusal | undefined> {
  const arriving = gt(files.startedAt, sql`demur.now() - interval '1 hour'`);
  const [row] = await tx
    .select({ count: sql<number>`count(*)::integer` })
    .from(files)
    .where(
      and(
        eq(files.noticeId, noticeId),
        eq(files.side, side),
        isNull(files.filedAt),
        counted === 'whole' ? isNotNull(files.completedAt) : or(isNotNull(files.completedAt), arriving),
      ),
    );
  if ((row?.count ?? 0) < limits.files) return undefined;
  return refuse('too_many_files', `${limits.files} files are the most. Remove one before you attach another.`);
}

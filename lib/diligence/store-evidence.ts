import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { evidenceFiles, evidencePieces } from '#db/schema/diligence.ts';
import { subprocessors } from '#db/schema/register.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import { recordId } from '#lib/command/inputs.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuse } from '#lib/command/refusal.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';

/** So many files may wait for something to name them, of one company. */
export const MOST_WAITING = 50;

/** Begins an upload: a row without a hash, which no list shows until it is finished. */
export const beginEvidence: Unrecorded<
  { subprocessorId: string; name: string; mediaType: string },
  { fileId: string },
  VendorActor
> = {
  name: 'store-evidence',
  input: z.object({ subprocessorId: recordId, name: z.string().min(1), mediaType: z.string().min(1) }),
  async lock(tx, { subprocessorId }) {
    const [company] = await tx
      .select({ id: subprocessors.id })
      .from(subprocessors)
      .where(eq(subprocessors.id, subprocessorId))
      .for('update');
    return company !== undefined;
  },
  async work(tx, { subprocessorId, name, mediaType }, { now, actor }) {
    const [waiting] = await tx
      .select({ count: sql<number>`count(*)::integer` })
      .from(evidenceFiles)
      .where(and(eq(evidenceFiles.subprocessorId, subprocessorId), isNull(evidenceFiles.attachedAt)));
    if ((waiting?.count ?? 0) >= MOST_WAITING)
      return refuse(
        'too_many_files',
        `${MOST_WAITING} files that nothing names yet are the most. Use or remove some before you add another.`,
      );
    const fileId = newId();
    await tx.insert(evidenceFiles).values({
      ...{ id: fileId, subprocessorId, name, mediaType, size: 0 },
      uploadedBy: actor.userId,
      startedAt: now,
    });
    return { value: { fileId } };
  },
};

/** One piece of an upload that has begun, in a transaction of its own. */
export const keepEvidencePiece: Unrecorded<{ fileId: string; position: number; content: Buffer }, null, VendorActor> = {
  name: 'store-evidence',
  input: z.object({ fileId: recordId, position: z.int().min(0), content: z.instanceof(Buffer) }),
  async work(tx, { fileId, position, content }) {
    const [begun] = await tx
      .select({ id: evidenceFiles.id })
      .from(evidenceFiles)
      .where(and(eq(evidenceFiles.id, fileId), isNull(evidenceFiles.completedAt)));
    if (!begun) return undefined;
    await tx.insert(evidencePieces).values({ fileId, position, content });
    return { value: null };
  },
};

/** Completes an upload whose pieces are all there: from now on it is listed, and something can name it. */
export const finishEvidence: Unrecorded<
  { fileId: string; size: number; sha256: Buffer },
  { fileId: string },
  VendorActor
> = {
  name: 'store-evidence',
  input: z.object({ fileId: recordId, size: z.int().min(1), sha256: z.instanceof(Buffer) }),
  async work(tx, { fileId, size, sha256 }, { now }) {
    const [begun] = await tx
      .select({
        stored: sql<number>`(select coalesce(sum(octet_length(p.content)), 0)::integer from ${evidencePieces} p where p.file_id = ${fileId})`,
      })
      .from(evidenceFiles)
      .where(and(eq(evidenceFiles.id, fileId), isNull(evidenceFiles.completedAt)))
      .for('update');
    if (!begun) return undefined;
    if (begun.stored !== size) return refuse('file_incomplete', 'The upload broke off. Add the file again.');
    await tx.update(evidenceFiles).set({ size, sha256, completedAt: now }).where(eq(evidenceFiles.id, fileId));
    return { value: { fileId } };
  },
};

/** Removes a file that nothing names; one that is named stays. */
export const removeEvidence: Unrecorded<{ fileId: string }, { fileId: string }, VendorActor> = {
  name: 'store-evidence',
  input: z.object({ fileId: recordId }),
  async work(tx, { fileId }) {
    const removed = await tx
      .delete(evidenceFiles)
      .where(and(eq(evidenceFiles.id, fileId), isNull(evidenceFiles.attachedAt)))
      .returning({ id: evidenceFiles.id });
    return removed.length > 0 ? { value: { fileId } } : undefined;
  },
};

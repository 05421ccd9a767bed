import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { filePieces, files } from '#db/schema/objections.ts';
import { recordId } from '#lib/command/inputs.ts';
import { refuse } from '#lib/command/refusal.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { type Attacher, refuseTooMany, sideOf } from './attach-file.ts';
import { lockFile } from './queries.ts';

/** Completes an upload whose pieces are all there: from now on it is listed and can be filed. */
export const finishFile: Unrecorded<{ fileId: string; size: number; sha256: Buffer }, { fileId: string }, Attacher> = {
  name: 'finish-file',
  input: z.object({ fileId: recordId, size: z.int().min(1), sha256: z.instanceof(Buffer) }),
  lock: (tx, { fileId }) => lockFile(tx, fileId),
  async work(tx, { fileId, size, sha256 }, { now, actor }) {
    const [begun] = await tx
      .select({
        noticeId: files.noticeId,
        stored: sql<number>`(select coalesce(sum(octet_length(p.content)), 0)::integer from ${filePieces} p where p.file_id = ${fileId})`,
      })
      .from(files)
      .where(and(eq(files.id, fileId), isNull(files.completedAt)));
    if (!begun) return undefined;
    if (begun.stored !== size) return refuse('file_incomplete', 'The upload broke off. Attach the file again.');
    const refusal = await refuseTooMany(tx, begun.noticeId, sideOf(actor), 'whole');
    if (refusal) return refusal;
    await tx.update(files).set({ size, sha256, completedAt: now }).where(eq(files.id, fileId));
    return { value: { fileId } };
  },
};

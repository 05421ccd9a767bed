import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { files } from '#db/schema/objections.ts';
import { recordId } from '#lib/command/inputs.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { type Attacher, sideOf } from './attach-file.ts';
import { lockFile } from './queries.ts';

export const aboutFile = z.object({ fileId: recordId });

/** Removes a file of one's own side that is not filed; what was filed stays. */
export const removeFile: Unrecorded<z.infer<typeof aboutFile>, { fileId: string }, Attacher> = {
  name: 'remove-file',
  input: aboutFile,
  lock: (tx, { fileId }) => lockFile(tx, fileId),
  async work(tx, { fileId }, { actor }) {
    const removed = await tx
      .delete(files)
      .where(and(eq(files.id, fileId), eq(files.side, sideOf(actor)), isNull(files.filedAt)))
      .returning({ id: files.id });
    return removed.length > 0 ? { value: { fileId } } : undefined;
  },
};

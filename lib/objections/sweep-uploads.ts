import { and, isNull, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { evidenceFiles, registerUploads } from '#db/schema/diligence.ts';
import { files } from '#db/schema/objections.ts';
import { partyUploads } from '#db/schema/parties.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';

/** Removes uploads that broke off more than a day ago, with the pieces that had come, and registers and lists of subscribers that nobody confirmed. */
export const sweepUploads: Unrecorded<Record<string, never>, { removed: number }, Actor> = {
  name: 'sweep-uploads',
  input: z.strictObject({}),
  async work(tx) {
    const aDayAgo = sql`demur.now() - interval '1 day'`;
    const removed = await tx
      .delete(files)
      .where(and(isNull(files.completedAt), lt(files.startedAt, aDayAgo)))
      .returning({ id: files.id });
    const evidence = await tx
      .delete(evidenceFiles)
      .where(and(isNull(evidenceFiles.completedAt), lt(evidenceFiles.startedAt, aDayAgo)))
      .returning({ id: evidenceFiles.id });
    await tx.delete(registerUploads).where(lt(registerUploads.uploadedAt, aDayAgo));
    await tx.delete(partyUploads).where(lt(partyUploads.uploadedAt, aDayAgo));
    return { value: { removed: removed.length + evidence.length } };
  },
};

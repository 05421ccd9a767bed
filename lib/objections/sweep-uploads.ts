import { and, isNull, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { files } from '#db/schema/objections.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';

/** Removes uploads that broke off more than a day ago, with the pieces that had come. */
export const sweepUploads: Unrecorded<Record<string, never>, { removed: number }, Actor> = {
  name: 'sweep-uploads',
  input: z.strictObject({}),
  async work(tx) {
    const removed = await tx
      .delete(files)
      .where(and(isNull(files.completedAt), lt(files.startedAt, sql`demur.now() - interval '1 day'`)))
      .returning({ id: files.id });
    return { value: { removed: removed.length } };
  },
};

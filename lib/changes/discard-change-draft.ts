import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { changeDrafts, publishingProgress } from '#db/schema/changes.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import { refuse } from '#lib/command/refusal.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { draftId } from './inputs.ts';

/** Deletes a draft that is not published. What was asked and answered about it stays on the record. */
export const discardChangeDraft: Unrecorded<z.infer<typeof draftId>, { draftId: string }, VendorActor> = {
  name: 'discard-change-draft',
  input: draftId,
  async work(tx, { draftId: id }) {
    const [gone] = await tx
      .delete(changeDrafts)
      .where(and(eq(changeDrafts.id, id), isNull(changeDrafts.publishedAs)))
      .returning({ draftId: changeDrafts.id });
    if (gone) {
      await tx.delete(publishingProgress).where(eq(publishingProgress.draftId, id));
      return { value: gone };
    }
    const [published] = await tx.select({ id: changeDrafts.id }).from(changeDrafts).where(eq(changeDrafts.id, id));
    return published && refuse('already_done', 'This draft is published, so it can’t be deleted any more.');
  },
};

import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { changeDrafts, publishingProgress } from '#db/schema/changes.ts';
import type { Opening } from '#db/transaction.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import { keep, type Unrecorded } from '#lib/command/unrecorded.ts';
import { type PublishingTold, publishingTold } from './inputs.ts';

/** Says how far a publication has come, in a transaction of its own; null takes that away again. */
export const tellPublishing: Unrecorded<z.infer<typeof publishingTold>, { draftId: string }, VendorActor> = {
  name: 'tell-publishing',
  input: publishingTold,
  async work(tx, { draftId, progress }, { now }) {
    if (progress === null) {
      await tx.delete(publishingProgress).where(eq(publishingProgress.draftId, draftId));
      return { value: { draftId } };
    }
    const [draft] = await tx.select({ id: changeDrafts.id }).from(changeDrafts).where(eq(changeDrafts.id, draftId));
    if (!draft) return undefined;
    const told = { ...progress, toldAt: now };
    await tx
      .insert(publishingProgress)
      .values({ draftId, ...told })
      .onConflictDoUpdate({ target: publishingProgress.draftId, set: told });
    return { value: { draftId } };
  },
};

/** What a publication is given to say how far it has come. It does not wait to be heard. */
export type Tell = (progress: PublishingTold) => void;

/** Tells over connections of its own, one thing after the other. Who can't be told is not told: the publication goes on. */
export function teller(opening: Opening, draftId: string): { tell: Tell; over: () => Promise<void> } {
  let last: Promise<unknown> = Promise.resolve();
  const say = (progress: PublishingTold | null) => {
    last = last.then(() => keep(tellPublishing, opening, { draftId, progress })).catch(() => undefined);
  };
  return {
    tell: say,
    async over() {
      say(null);
      await last;
    },
  };
}

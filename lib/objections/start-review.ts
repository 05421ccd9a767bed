import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { objectionProgress } from '#db/schema/objections.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { aboutObjection } from './inputs.ts';
import type { Objection } from './objection.ts';
import { lockObjection, objectionUnderLock } from './queries.ts';
import { refuseReview } from './triage.ts';

interface Started extends Decided {
  objectionId: string;
}

/** A privacy admin takes a filed objection into review. */
export const startReview: Command<
  z.infer<typeof aboutObjection>,
  Objection,
  Started,
  { objectionId: string },
  VendorActor
> = {
  name: 'start-review',
  input: aboutObjection,
  lock: (tx, { objectionId }) => lockObjection(tx, objectionId),
  load: (tx, { objectionId }) => objectionUnderLock(tx, objectionId),
  decide(objection) {
    const refusal = refuseReview(objection);
    if (refusal) return refusal;
    return {
      objectionId: objection.id,
      events: [
        {
          type: 'review.started',
          caseId: objection.notice.id,
          subscriberId: objection.subscriberId,
          facts: { objection: objection.id },
          rows: [{ table: 'objection_progress', id: objection.id }],
        },
      ],
    };
  },
  async save(tx, { objectionId }) {
    await tx.update(objectionProgress).set({ status: 'under_review' }).where(eq(objectionProgress.id, objectionId));
  },
  result: ({ objectionId }) => ({ objectionId }),
};

import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { objectionProgress } from '#db/schema/objections.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { aboutObjection } from './inputs.ts';
import type { Objection } from './objection.ts';
import { lockObjection, objectionUnderLock } from './queries.ts';
import { resumed } from './response-target.ts';
import { refuseResumption } from './triage.ts';

interface Resumed extends Decided {
  objectionId: string;
  respondBy: Instant | null;
}

/** The desk goes on without the information it asked for; its own target goes on too. */
export const resumeReview: Command<
  z.infer<typeof aboutObjection>,
  Objection,
  Resumed,
  { objectionId: string },
  VendorActor
> = {
  name: 'resume-review',
  input: aboutObjection,
  lock: (tx, { objectionId }) => lockObjection(tx, objectionId),
  load: (tx, { objectionId }) => objectionUnderLock(tx, objectionId),
  decide(objection, _input, { now, zone }) {
    const refusal = refuseResumption(objection);
    if (refusal) return refusal;
    const { respondBy } = resumed(objection, now, zone);
    return {
      objectionId: objection.id,
      respondBy,
      events: [
        {
          type: 'review.resumed',
          caseId: objection.notice.id,
          subscriberId: objection.subscriberId,
          facts: { objection: objection.id, respondBy },
          rows: [{ table: 'objection_progress', id: objection.id }],
        },
      ],
    };
  },
  async save(tx, { objectionId, respondBy }) {
    await tx
      .update(objectionProgress)
      .set({ status: 'under_review', respondBy, pausedAt: null })
      .where(eq(objectionProgress.id, objectionId));
  },
  result: ({ objectionId }) => ({ objectionId }),
};

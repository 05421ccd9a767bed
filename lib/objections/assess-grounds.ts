import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { groundsAssessed, objections } from '#db/schema/objections.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { assessmentInput } from './desk-inputs.ts';
import { lockObjection } from './queries.ts';
import { refuseAssessment } from './triage.ts';

type Input = z.infer<typeof assessmentInput>;

interface Assessable {
  subscriberId: string;
  noticeId: string;
  categories: string[];
}

interface Assessed extends Decided {
  assessmentId: string;
  subscriberId: string;
  input: Input;
}

/** A privacy admin's view of whether one ground is shown. It warns and never blocks; the latest one stands. */
export const assessGrounds: Command<Input, Assessable, Assessed, { assessmentId: string }, VendorActor> = {
  name: 'assess-grounds',
  input: assessmentInput,
  lock: (tx, { objectionId }) => lockObjection(tx, objectionId),
  async load(tx, { objectionId }) {
    const [row] = await tx
      .select({
        subscriberId: objections.subscriberId,
        noticeId: objections.noticeId,
        categories: objections.groundCategories,
      })
      .from(objections)
      .where(eq(objections.id, objectionId));
    return row;
  },
  decide({ subscriberId, noticeId, categories }, input) {
    const refusal = refuseAssessment(categories, input.category);
    if (refusal) return refusal;
    const assessmentId = newId();
    return {
      assessmentId,
      subscriberId,
      input,
      events: [
        {
          type: 'grounds.assessed',
          caseId: noticeId,
          subscriberId,
          facts: { objection: input.objectionId, category: input.category, assessment: input.assessment },
          rows: [{ table: 'grounds_assessed', id: assessmentId }],
        },
      ],
    };
  },
  async save(tx, { assessmentId, subscriberId, input }, { now, actor }) {
    await tx
      .insert(groundsAssessed)
      .values({ id: assessmentId, subscriberId, ...input, assessedBy: actor.userId, assessedAt: now });
  },
  result: ({ assessmentId }) => ({ assessmentId }),
};

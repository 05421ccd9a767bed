import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { actionCompletions } from '#db/schema/resolutions.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { type Action, actionUnderLock, refuseDispute } from './action.ts';
import { actionDisputeInput } from './inputs.ts';
import { lockAction } from './queries.ts';

interface Disputed extends Decided {
  completionId: string;
  dispute: string;
}

/** The subscriber disputes that an action is done: no effect on authorisation, on the record. */
export const disputeAction: Command<
  z.infer<typeof actionDisputeInput>,
  Action,
  Disputed,
  { completionId: string },
  SubscriberActor
> = {
  name: 'dispute-action',
  input: actionDisputeInput,
  lock: (tx, { actionId }) => lockAction(tx, actionId),
  load: (tx, { actionId }) => actionUnderLock(tx, actionId),
  decide(action, { dispute }) {
    const refusal = refuseDispute(action);
    if (refusal) return refusal;
    const completionId = action.completion?.id ?? '';
    return {
      completionId,
      dispute,
      events: [
        {
          type: 'action.disputed',
          caseId: action.noticeId,
          subscriberId: action.subscriberId,
          facts: { objection: action.objectionId, resolution: action.resolutionId, action: action.id },
          rows: [{ table: 'action_completions', id: completionId }],
        },
      ],
    };
  },
  async save(tx, { completionId, dispute }, { now, actor }) {
    await tx
      .update(actionCompletions)
      .set({ disputedBy: actor.userId, disputedAt: now, dispute })
      .where(eq(actionCompletions.id, completionId));
  },
  result: ({ completionId }) => ({ completionId }),
};

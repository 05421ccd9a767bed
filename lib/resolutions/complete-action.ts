import type { z } from 'zod';
import { actionCompletions } from '#db/schema/resolutions.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { type Action, actionUnderLock, refuseCompletion } from './action.ts';
import { completionInput } from './inputs.ts';
import { lockAction } from './queries.ts';

interface Completed extends Decided {
  completionId: string;
  action: Action;
  evidence: string;
}

/** A corrective action done, with its evidence. With the last one the new terms are no longer on hold. */
export const completeAction: Command<
  z.infer<typeof completionInput>,
  Action,
  Completed,
  { completionId: string },
  VendorActor
> = {
  name: 'complete-action',
  input: completionInput,
  lock: (tx, { actionId }) => lockAction(tx, actionId),
  load: (tx, { actionId }) => actionUnderLock(tx, actionId),
  decide(action, { evidence }) {
    const refusal = refuseCompletion(action);
    if (refusal) return refusal;
    const completionId = newId();
    return {
      completionId,
      action,
      evidence,
      events: [
        {
          type: 'action.completed',
          caseId: action.noticeId,
          subscriberId: action.subscriberId,
          facts: { objection: action.objectionId, resolution: action.resolutionId, action: action.id },
          rows: [{ table: 'action_completions', id: completionId }],
        },
      ],
    };
  },
  async save(tx, { completionId, action, evidence }, { now, actor }) {
    await tx.insert(actionCompletions).values({
      id: completionId,
      actionId: action.id,
      subscriberId: action.subscriberId,
      evidence,
      completedBy: actor.userId,
      completedAt: now,
    });
  },
  letters: ({ completionId, action: { id, subscriberId, noticeId } }) => [
    {
      kind: 'action_done',
      subscriberId,
      noticeId,
      about: { corrective_actions: id, action_completions: completionId },
    },
  ],
  result: ({ completionId }) => ({ completionId }),
};

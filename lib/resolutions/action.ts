import { eq, sql } from 'drizzle-orm';
import { actionCompletions, correctiveActions, resolutions } from '#db/schema/resolutions.ts';
import type { Transaction } from '#db/transaction.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** A corrective action as its completion, and the dispute of it, see it. */
export interface Action {
  id: string;
  subscriberId: string;
  objectionId: string;
  noticeId: string;
  resolutionId: string;
  /** A later decision has taken the place of the one that it belongs to. */
  replaced: boolean;
  completion: { id: string; disputedAt: Instant | null } | null;
}

export function refuseCompletion({ completion, replaced }: Action): Refusal | undefined {
  if (completion) return refuse('already_done', 'This action is already recorded as done.');
  return replaced ? refuseReplaced() : undefined;
}

/** A dispute has no effect on authorisation. It is on the record, once. */
export function refuseDispute({ completion, replaced }: Action): Refusal | undefined {
  if (!completion)
    return refuse('wrong_status', 'This action is not recorded as done, so there is nothing to dispute.');
  if (completion.disputedAt)
    return refuse('already_done', 'You have disputed this already. Write a message to add to it.');
  return replaced ? refuseReplaced() : undefined;
}

const refuseReplaced = () =>
  refuse('wrong_status', 'A later decision has taken the place of the one that this action belongs to. Read that one.');

export async function actionUnderLock(tx: Transaction, actionId: string): Promise<Action | undefined> {
  const [row] = await tx
    .select({
      id: correctiveActions.id,
      subscriberId: correctiveActions.subscriberId,
      objectionId: correctiveActions.objectionId,
      resolutionId: correctiveActions.resolutionId,
      noticeId: sql<string>`(select o.notice_id from demur.objections o where o.id = ${correctiveActions.objectionId})`,
      replaced: sql<boolean>`exists (select from demur.resolutions l where l.objection_id = ${correctiveActions.objectionId} and l.supersedes = ${resolutions.id})`,
      completion: { id: actionCompletions.id, disputedAt: actionCompletions.disputedAt },
    })
    .from(correctiveActions)
    .innerJoin(resolutions, eq(resolutions.id, correctiveActions.resolutionId))
    .leftJoin(actionCompletions, eq(actionCompletions.actionId, correctiveActions.id))
    .where(eq(correctiveActions.id, actionId));
  return row;
}

import { eq } from 'drizzle-orm';
import { notices } from '#db/schema/changes.ts';
import { objections } from '#db/schema/objections.ts';
import type { Transaction } from '#db/transaction.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import {
  lockChange,
  saveWithdrawal,
  type Withdrawable,
  type Withdrawal,
  withdrawable,
  withdrawal,
} from '#lib/changes/withdrawal.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { lockObjection } from '#lib/objections/queries.ts';
import { decisionLetter, numbered, ofNoOption, type Resolution, resolutionEvent, saveResolution } from './decided.ts';
import { type ResolutionInput, resolutionInput } from './inputs.ts';
import { type DecidableCase, decidable } from './queries.ts';
import { refuseResolution } from './resolution.ts';

interface State {
  case: DecidableCase;
  /** The change, where it is to be withdrawn for everyone. */
  change: Withdrawable | null;
}

interface Resolved extends Decided {
  reference: string;
  resolution: Resolution;
  withdrawal: Withdrawal | null;
}

const forEveryone = (input: ResolutionInput) => input.option === 'cease' && input.ceaseScope === 'everyone';

/**
 * The vendor's decision on an objection, by one of three options. It is never edited: a mistake is put right by a new
 * decision that names the one that it replaces. Of several admins at once one decides, and the others are told who did.
 * Ceasing for everyone withdraws the change in the same transaction.
 */
export const resolveObjection: Command<
  ResolutionInput,
  State,
  Resolved,
  { resolutionId: string; objectionId: string; reference: string },
  VendorActor
> = {
  name: 'resolve-objection',
  input: resolutionInput,
  async lock(tx, input) {
    if (!forEveryone(input)) return lockObjection(tx, input.objectionId);
    const changeId = await changeOf(tx, input.objectionId);
    return changeId !== undefined && lockChange(tx, changeId);
  },
  async load(tx, input) {
    const found = await decidable(tx, input);
    if (!found) return undefined;
    return { case: found, change: forEveryone(input) ? ((await withdrawable(tx, found.changeId)) ?? null) : null };
  },
  decide({ case: decided, change }, input, { now, zone, actor }) {
    const refusal = refuseResolution(decided, input, now, zone);
    if (refusal) return refusal;
    const resolution = resolutionOf(decided, input, actor.userId);
    const ending =
      change && input.option === 'cease' && input.withdrawalReason
        ? withdrawal(change, input.withdrawalReason, now, decided.noticeId)
        : null;
    return {
      reference: decided.reference,
      resolution,
      withdrawal: ending,
      noticeEvents: ending?.noticeEvents,
      events: [resolutionEvent(resolution), ...(ending?.events ?? [])],
    };
  },
  async save(tx, { resolution, withdrawal: ending }, { now, actor }) {
    await saveResolution(tx, resolution, now);
    if (ending) await saveWithdrawal(tx, ending, actor.userId, now);
  },
  letters: ({ resolution }) => [decisionLetter(resolution)],
  result: ({ reference, resolution: { id, objectionId } }) => ({ resolutionId: id, objectionId, reference }),
};

function resolutionOf(decided: DecidableCase, input: ResolutionInput, resolvedBy: string): Resolution {
  const { objectionId, subscriberId, noticeId } = decided;
  const { reasons, supersedes } = input;
  const common = {
    id: newId(),
    objectionId,
    subscriberId,
    noticeId,
    supersedes,
    proposalId: null,
    reasons,
    resolvedBy,
  };
  const { option } = input;
  switch (option) {
    case 'cease': {
      const { ceaseScope, ceaseOn, dataPlan } = input;
      return { ...common, ...ofNoOption, option, ceaseScope, ceaseOn, dataPlan };
    }
    case 'corrective_action': {
      // in the order in which they were requested, whatever order the form sent
      const actions = decided.requestedActions.flatMap(({ id, text }) =>
        input.actions
          .filter(({ requestedActionId }) => requestedActionId === id)
          .map(({ requestedActionId, owner, dueOn }) => ({ requestedActionId, text, owner, dueOn })),
      );
      return { ...common, ...ofNoOption, option, actions: numbered(actions) };
    }
    case 'feature_withdrawal': {
      const { serviceIds, withdrawalBasis, withdrawalDuration, coreConditions } = input;
      const untilDay = withdrawalDuration === 'temporary' ? input.untilDay : null;
      return {
        ...common,
        ...ofNoOption,
        option,
        serviceIds,
        withdrawalBasis,
        withdrawalDuration,
        untilDay,
        coreConditions,
      };
    }
  }
}

async function changeOf(tx: Transaction, objectionId: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ changeId: notices.changeId })
    .from(objections)
    .innerJoin(notices, eq(notices.id, objections.noticeId))
    .where(eq(objections.id, objectionId));
  return row?.changeId;
}

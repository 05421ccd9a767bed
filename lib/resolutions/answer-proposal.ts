import type { z } from 'zod';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { parseCivilDate } from '#lib/deadlines/instant.ts';
import { decisionLetter, numbered, ofNoOption, type Resolution, resolutionEvent, saveResolution } from './decided.ts';
import { answerInput } from './inputs.ts';
import { type Proposal, proposalUnderLock, refuseAnswer, saveAnswer } from './proposal.ts';
import { lockProposal } from './queries.ts';

type Input = z.infer<typeof answerInput>;

interface Answered extends Decided {
  proposal: Proposal;
  answer: Input['answer'];
  /** The decision that acceptance makes of it. */
  resolution: Resolution | null;
}

/**
 * A signatory accepts or declines what the vendor proposes. Accepted it is the decision at once, taken by the admin who
 * proposed it; declined, the case is back under review.
 */
export const answerProposal: Command<
  Input,
  Proposal,
  Answered,
  { objectionId: string; resolutionId: string | null },
  SubscriberActor
> = {
  name: 'answer-proposal',
  input: answerInput,
  lock: (tx, { proposalId }) => lockProposal(tx, proposalId),
  load: (tx, { proposalId }) => proposalUnderLock(tx, proposalId),
  decide(proposal, { answer }, { now }) {
    const refusal = refuseAnswer(proposal, now);
    if (refusal) return refusal;
    const { id, objectionId, subscriberId, noticeId } = proposal;
    const resolution = answer === 'accepted' ? resolutionOf(proposal) : null;
    return {
      proposal,
      answer,
      resolution,
      events: [
        {
          type: resolution ? 'proposal.accepted' : 'proposal.declined',
          caseId: noticeId,
          subscriberId,
          facts: { objection: objectionId, proposal: id },
          rows: [{ table: 'proposals', id }, ...(resolution ? [] : [{ table: 'objection_progress', id: objectionId }])],
        },
        ...(resolution ? [resolutionEvent(resolution)] : []),
      ],
    };
  },
  async save(tx, { proposal, answer, resolution }, { now, actor }) {
    await saveAnswer(tx, proposal, answer, { by: actor.userId, now });
    if (resolution) await saveResolution(tx, resolution, now);
  },
  letters: ({ resolution }) => (resolution ? [decisionLetter(resolution)] : []),
  result: ({ proposal, resolution }) => ({
    objectionId: proposal.objectionId,
    resolutionId: resolution?.id ?? null,
  }),
};

function resolutionOf(proposal: Proposal): Resolution {
  const { id: proposalId, objectionId, subscriberId, noticeId, option, reasons, proposedBy: resolvedBy } = proposal;
  const common = {
    id: newId(),
    objectionId,
    subscriberId,
    noticeId,
    supersedes: null,
    proposalId,
    reasons,
    resolvedBy,
  };
  if (option === 'corrective_action') {
    const actions = proposal.actions.map((action) => ({ ...action, dueOn: parseCivilDate(action.dueOn) }));
    return { ...common, ...ofNoOption, option, actions: numbered(actions) };
  }
  const { serviceIds, duration: withdrawalDuration, untilDay, coreConditions } = proposal;
  return {
    ...common,
    ...ofNoOption,
    option,
    serviceIds,
    withdrawalBasis: 'subscriber_agrees',
    withdrawalDuration,
    untilDay,
    coreConditions,
  };
}

import { eq } from 'drizzle-orm';
import { objectionProgress } from '#db/schema/objections.ts';
import { type ProposedAction, proposals } from '#db/schema/resolutions.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuse } from '#lib/command/refusal.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { closesAtOf, takesPlace } from '#lib/deadlines/zone.ts';
import { lockObjection } from '#lib/objections/queries.ts';
import { resumed } from '#lib/objections/response-target.ts';
import { type ProposalInput, proposalInput } from './inputs.ts';
import { type DecidableCase, decidable } from './queries.ts';
import { refuseProposal } from './resolution.ts';

interface Proposed extends Decided {
  case: DecidableCase;
  proposal: {
    id: string;
    option: 'corrective_action' | 'feature_withdrawal';
    actions: ProposedAction[];
    serviceIds: string[];
    duration: 'temporary' | 'permanent' | null;
    untilDay: CivilDate | null;
    coreConditions: string | null;
    reasons: string;
    answerByDay: CivilDate;
    answerBy: Instant;
  };
  respondBy: Instant | null;
}

/**
 * Other or fewer measures than were requested, or a withdrawal by agreement: what only the subscriber's word can make a
 * decision. It waits for that until the end of a day; the vendor's own target goes on meanwhile.
 */
export const makeProposal: Command<
  ProposalInput,
  DecidableCase,
  Proposed,
  { proposalId: string; answerBy: Instant },
  VendorActor
> = {
  name: 'make-proposal',
  input: proposalInput,
  lock: (tx, { objectionId }) => lockObjection(tx, objectionId),
  load: (tx, { objectionId }) => decidable(tx, { objectionId }),
  decide(found, input, { now, zone }) {
    const refusal = refuseProposal(found, input, now, zone);
    if (refusal) return refusal;
    if (!takesPlace(input.answerByDay, zone)) {
      const sentence = 'This day does not take place in your time zone. Give another one.';
      return refuse('invalid_input', sentence, { fields: { answerByDay: sentence } });
    }
    const proposal = proposalOf(input, closesAtOf(input.answerByDay, zone));
    const { respondBy } = resumed(found, now, zone);
    return {
      case: found,
      proposal,
      respondBy,
      events: [
        {
          type: 'proposal.made',
          caseId: found.noticeId,
          subscriberId: found.subscriberId,
          facts: {
            objection: found.objectionId,
            proposal: proposal.id,
            option: proposal.option,
            answerBy: proposal.answerBy,
          },
          rows: [
            { table: 'proposals', id: proposal.id },
            { table: 'objection_progress', id: found.objectionId },
          ],
        },
      ],
    };
  },
  async save(tx, { case: { objectionId, subscriberId }, proposal, respondBy }, { now, actor }) {
    await tx
      .insert(proposals)
      .values({ ...proposal, objectionId, subscriberId, proposedBy: actor.userId, proposedAt: now });
    await tx
      .update(objectionProgress)
      .set({ status: 'awaiting_subscriber', respondBy, pausedAt: null })
      .where(eq(objectionProgress.id, objectionId));
  },
  letters: ({ case: { subscriberId, noticeId, objectionId }, proposal }) => [
    { kind: 'proposal', subscriberId, noticeId, about: { objections: objectionId, proposals: proposal.id } },
  ],
  result: ({ proposal: { id, answerBy } }) => ({ proposalId: id, answerBy }),
};

function proposalOf(input: ProposalInput, answerBy: Instant): Proposed['proposal'] {
  const { option, reasons, answerByDay } = input;
  const common = { id: newId(), reasons, answerByDay, answerBy };
  if (option === 'corrective_action')
    return {
      ...common,
      option,
      actions: input.actions,
      serviceIds: [],
      duration: null,
      untilDay: null,
      coreConditions: null,
    };
  const { serviceIds, withdrawalDuration: duration, coreConditions } = input;
  const untilDay = duration === 'temporary' ? input.untilDay : null;
  return { ...common, option, actions: [], serviceIds, duration, untilDay, coreConditions };
}

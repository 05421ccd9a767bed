import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { type Opening, transaction } from '#db/transaction.ts';
import { type Command, type Decided, run } from '#lib/command/command.ts';
import { aboutProposal } from './inputs.ts';
import { type Proposal, proposalUnderLock, refuseLapse, saveAnswer } from './proposal.ts';
import { lockProposal } from './queries.ts';

interface Lapsed extends Decided {
  proposal: Proposal;
}

/** The day to answer is over without an answer: the proposal lapses, and the case is back under review. */
export const lapseProposal: Command<z.infer<typeof aboutProposal>, Proposal, Lapsed, { objectionId: string }> = {
  name: 'lapse-proposal',
  input: aboutProposal,
  lock: (tx, { proposalId }) => lockProposal(tx, proposalId),
  load: (tx, { proposalId }) => proposalUnderLock(tx, proposalId),
  decide(proposal, _input, { now }) {
    const refusal = refuseLapse(proposal, now);
    if (refusal) return refusal;
    const { id, objectionId, subscriberId, noticeId, answerBy } = proposal;
    return {
      proposal,
      events: [
        {
          type: 'proposal.lapsed',
          caseId: noticeId,
          subscriberId,
          facts: { objection: objectionId, proposal: id, answerBy },
          rows: [
            { table: 'proposals', id },
            { table: 'objection_progress', id: objectionId },
          ],
        },
      ],
    };
  },
  save: (tx, { proposal }, { now }) => saveAnswer(tx, proposal, 'lapsed', { by: null, now }),
  result: ({ proposal: { objectionId } }) => ({ objectionId }),
};

/** As many as one sweep takes, each in a transaction of its own. */
const BATCH = 100;

/**
 * Lapses the proposals whose day to answer is over, oldest first. Two workers at once do no harm: each proposal is
 * decided under the lock of its case.
 *
 * @returns how many lapsed now; at the limit of 100, more may be due
 */
export async function lapseDueProposals(opening: Opening): Promise<number> {
  const due = await transaction(opening, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select id from demur.proposals where answer is null and answer_by <= (select demur.now()) order by answer_by limit ${BATCH}`);
    return rows;
  });
  let lapsed = 0;
  for (const { id } of due) if ((await run(lapseProposal, opening, { proposalId: id })).ok) lapsed += 1;
  return lapsed;
}

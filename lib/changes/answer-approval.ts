import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { publicationApprovals } from '#db/schema/changes.ts';
import type { Transaction } from '#db/transaction.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { refuse } from '#lib/command/refusal.ts';
import { refuseApprover } from './approval.ts';
import { lockDraft } from './draft.ts';
import { approvalAnswer } from './inputs.ts';
import { approvableOf, approvalOf, type KeptDraft, type Standing, standingOf } from './standing.ts';

type Answer = z.infer<typeof approvalAnswer>;

interface State {
  draftId: string;
  kept: KeptDraft;
  standing: Standing;
}

interface Answered extends Decided {
  draftId: string;
  approvalId: string;
  answer: Answer['answer'];
  reason: string | null;
}

/** Another privacy admin approves a draft as they saw it, or sends it back with a reason. */
export const answerApproval: Command<Answer, State, Answered, { draftId: string }, VendorActor> = {
  name: 'answer-approval',
  input: approvalAnswer,
  async lock(tx, { approvalId }) {
    const draftId = await draftAskedAbout(tx, approvalId);
    return draftId !== undefined && lockDraft(tx, draftId);
  },
  async load(tx, { approvalId }, { now }) {
    const draftId = await draftAskedAbout(tx, approvalId);
    if (draftId === undefined) return undefined;
    const standing = await standingOf(tx, draftId, now);
    return standing.draft ? { draftId, kept: standing.draft, standing } : undefined;
  },
  decide({ draftId, kept, standing }, { approvalId, contentSha256, answer, reason }, { actor }) {
    const { approval } = kept;
    if (kept.published) return refuse('already_done', 'This draft is published already.');
    if (!approval || approval.approvalId !== approvalId)
      return refuse('stale_draft', 'Approval was asked for anew since. Look at the draft as it is now.');
    if (approval.answer === answer && approval.answeredBy === actor.userId) return { already: { draftId } };
    if (approval.answer !== null) return refuse('already_done', 'Somebody else has answered this already.');
    if (approvalOf(kept, standing) === 'void' || contentSha256 !== approval.contentSha256)
      return refuse(
        'stale_draft',
        'The draft or the register has changed since approval was asked for. Whoever publishes it asks again.',
      );
    const refusal = refuseApprover(actor.userId, approval, approvableOf(kept, standing));
    if (refusal) return refusal;
    return {
      draftId,
      approvalId,
      answer,
      reason,
      events: [
        {
          type: answer === 'approved' ? 'approval.given' : 'approval.sent_back',
          caseId: null,
          subscriberId: null,
          facts: { draftId, against: approval.againstVersion, contentSha256 },
          rows: [{ table: 'publication_approvals', id: approvalId }],
        },
      ],
    };
  },
  async save(tx, { approvalId, answer, reason }, { now, actor }) {
    await tx
      .update(publicationApprovals)
      .set({ answer, reason, answeredBy: actor.userId, answeredAt: now })
      .where(eq(publicationApprovals.id, approvalId));
  },
  result: ({ draftId }) => ({ draftId }),
};

async function draftAskedAbout(tx: Transaction, approvalId: string): Promise<string | undefined> {
  const [asked] = await tx
    .select({ draftId: publicationApprovals.draftId })
    .from(publicationApprovals)
    .where(eq(publicationApprovals.id, approvalId));
  return asked?.draftId;
}

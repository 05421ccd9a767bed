import { eq } from 'drizzle-orm';
import { objectionProgress } from '#db/schema/objections.ts';
import { type ProposedAction, proposals } from '#db/schema/resolutions.ts';
import type { ObjectionStatus, proposalAnswers } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import { type CivilDate, type Instant, parseCivilDate } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import { refuseAsItStands } from '#lib/objections/objection.ts';

type Answer = (typeof proposalAnswers)[number];

/** A proposal with its case, as its answer sees it. */
export interface Proposal {
  id: string;
  objectionId: string;
  subscriberId: string;
  noticeId: string;
  status: ObjectionStatus;
  option: 'corrective_action' | 'feature_withdrawal';
  actions: ProposedAction[];
  serviceIds: string[];
  duration: 'temporary' | 'permanent' | null;
  untilDay: CivilDate | null;
  coreConditions: string | null;
  reasons: string;
  answerByDay: CivilDate;
  /** The first instant after that day. */
  answerBy: Instant;
  proposedBy: string;
  answer: Answer | null;
}

/** Whether the subscriber can still answer. Silence past the day is not agreement, and so is no refusal either. */
export function refuseAnswer({ answer, answerBy, answerByDay, status }: Proposal, now: Instant): Refusal | undefined {
  if (answer === 'accepted') return refuse('already_done', 'This proposal is already accepted.');
  if (answer === 'declined') return refuse('already_done', 'This proposal is already declined.');
  if (answer === 'lapsed' && now < answerBy)
    return refuse('not_awaiting', 'This proposal ended together with the objection, so there is nothing to answer.');
  if (now >= answerBy)
    return refuse(
      'not_awaiting',
      `This proposal lapsed at the end of ${dayInWords(answerByDay)}, and the case is back under review. Write a message if you would still accept it.`,
      { facts: { answerBy } },
    );
  return status === 'awaiting_subscriber' ? undefined : refuseAsItStands({ status, carriedTo: null });
}

/** Whether the clock has ended it. */
export function refuseLapse({ answer, answerBy }: Proposal, now: Instant): Refusal | undefined {
  if (answer !== null) return refuse('already_done', 'This proposal is already answered.');
  if (now < answerBy) return refuse('window_open', 'The day to answer is not over.', { facts: { answerBy } });
  return undefined;
}

export async function proposalUnderLock(tx: Transaction, proposalId: string): Promise<Proposal | undefined> {
  const [row] = await tx
    .select({
      id: proposals.id,
      objectionId: proposals.objectionId,
      subscriberId: proposals.subscriberId,
      noticeId: objectionProgress.noticeId,
      status: objectionProgress.status,
      option: proposals.option,
      actions: proposals.actions,
      serviceIds: proposals.serviceIds,
      duration: proposals.duration,
      untilDay: proposals.untilDay,
      coreConditions: proposals.coreConditions,
      reasons: proposals.reasons,
      answerByDay: proposals.answerByDay,
      answerBy: proposals.answerBy,
      proposedBy: proposals.proposedBy,
      answer: proposals.answer,
    })
    .from(proposals)
    .innerJoin(objectionProgress, eq(objectionProgress.id, proposals.objectionId))
    .where(eq(proposals.id, proposalId));
  return (
    row && {
      ...row,
      answerByDay: parseCivilDate(row.answerByDay),
      untilDay: row.untilDay === null ? null : parseCivilDate(row.untilDay),
    }
  );
}

/** Writes the answer; unless it is acceptance, which decides the case, this puts the case back under review. */
export async function saveAnswer(
  tx: Transaction,
  { id, objectionId }: Pick<Proposal, 'id' | 'objectionId'>,
  answer: Answer,
  { by, now }: { by: string | null; now: Instant },
): Promise<void> {
  await tx.update(proposals).set({ answer, answeredBy: by, answeredAt: now }).where(eq(proposals.id, id));
  if (answer !== 'accepted')
    await tx.update(objectionProgress).set({ status: 'under_review' }).where(eq(objectionProgress.id, objectionId));
}

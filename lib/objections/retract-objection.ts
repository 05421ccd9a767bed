import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { notices } from '#db/schema/changes.ts';
import { objectionProgress, retractions } from '#db/schema/objections.ts';
import { proposals } from '#db/schema/resolutions.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { aboutObjection } from './inputs.ts';
import { afterRetraction, type Objection, refuseRetraction } from './objection.ts';
import { lockObjection, objectionUnderLock } from './queries.ts';

interface Retracted extends Decided {
  retractionId: string;
  objectionId: string;
  subscriberId: string;
  noticeId: string;
  /** The proposal that ends with it. */
  proposalId: string | null;
  beforeClose: boolean;
  notice: 'open' | 'accepted' | 'unchanged';
}

/**
 * A subscriber takes its objection back. Before the close the notice is open again; after it the change is accepted at
 * once. It takes the same lock as a resolution, so of the two one wins and the other is told.
 */
export const retractObjection: Command<
  z.infer<typeof aboutObjection>,
  Objection,
  Retracted,
  { objectionId: string; notice: Retracted['notice'] },
  SubscriberActor
> = {
  name: 'retract-objection',
  input: aboutObjection,
  lock: (tx, { objectionId }) => lockObjection(tx, objectionId),
  load: (tx, { objectionId }) => objectionUnderLock(tx, objectionId),
  decide(objection, _input, { now }) {
    const refusal = refuseRetraction(objection);
    if (refusal) return refusal;
    const retractionId = newId();
    const { id: objectionId, subscriberId, openProposalId: proposalId } = objection;
    const noticeId = objection.notice.id;
    const notice = afterRetraction(objection, now);
    return {
      retractionId,
      objectionId,
      subscriberId,
      noticeId,
      proposalId,
      beforeClose: now < objection.notice.closesAt,
      notice,
      events: [
        {
          type: 'objection.retracted',
          caseId: noticeId,
          subscriberId,
          facts: { objection: objectionId, notice, closesAt: objection.notice.closesAt },
          rows: [
            { table: 'retractions', id: retractionId },
            { table: 'objection_progress', id: objectionId },
            ...(notice === 'unchanged' ? [] : [{ table: 'notices', id: noticeId }]),
            ...(proposalId ? [{ table: 'proposals', id: proposalId }] : []),
          ],
        },
      ],
    };
  },
  async save(
    tx,
    { retractionId, objectionId, subscriberId, noticeId, proposalId, beforeClose, notice },
    { now, actor },
  ) {
    await tx.insert(retractions).values({
      id: retractionId,
      objectionId,
      subscriberId,
      retractedBy: actor.userId,
      retractedAt: now,
      beforeClose,
    });
    await tx
      .update(objectionProgress)
      .set({ status: 'retracted', respondBy: null, pausedAt: null })
      .where(eq(objectionProgress.id, objectionId));
    if (notice === 'open')
      await tx.update(notices).set({ answer: null, answeredAt: null }).where(eq(notices.id, noticeId));
    if (notice === 'accepted')
      await tx.update(notices).set({ answer: 'accepted', answeredAt: now }).where(eq(notices.id, noticeId));
    if (proposalId)
      await tx.update(proposals).set({ answer: 'lapsed', answeredAt: now }).where(eq(proposals.id, proposalId));
  },
  letters: ({ retractionId, objectionId, subscriberId, noticeId }) => [
    { kind: 'retraction', subscriberId, noticeId, about: { objections: objectionId, retractions: retractionId } },
  ],
  result: ({ objectionId, notice }) => ({ objectionId, notice }),
};

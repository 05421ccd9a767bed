import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { publicationApprovals } from '#db/schema/changes.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuse } from '#lib/command/refusal.ts';
import { lockDraft, type PlacedDraft, placedDraft, refuseStale } from './draft.ts';
import { draftId } from './inputs.ts';
import { firstObstacle } from './obstacles.ts';
import { approvalOf } from './standing.ts';

interface Asked extends Decided {
  request: Pick<
    typeof publicationApprovals.$inferInsert,
    'draftId' | 'againstVersion' | 'contentSha256' | 'askedBy' | 'askedAt'
  > & { id: string };
  /** An earlier request that nobody answered, and that is void by now. */
  lapsed: string | null;
}

/** A privacy admin asks another to approve a draft as it stands, against the register as it stands. */
export const askApproval: Command<z.infer<typeof draftId>, PlacedDraft, Asked, { approvalId: string }, VendorActor> = {
  name: 'ask-approval',
  input: draftId,
  lock: (tx, { draftId: id }) => lockDraft(tx, id),
  load: (tx, { draftId: id }, { now }) => placedDraft(tx, id, now),
  decide({ kept, standing, version }, { draftId: id }, { now, actor }) {
    if (kept.published) return refuse('already_done', 'This draft is published already.');
    const refusal = refuseStale(kept, standing) ?? firstObstacle(version, standing);
    if (refusal) return refusal;
    const { approval } = kept;
    const state = approvalOf(kept, standing);
    if (approval && state === 'asked') return { already: { approvalId: approval.approvalId } };
    if (state === 'approved') return refuse('already_done', 'This draft is approved already. It can be published.');
    const request = {
      id: newId(),
      draftId: id,
      againstVersion: standing.latest,
      contentSha256: Buffer.from(kept.contentSha256, 'hex'),
      askedBy: actor.userId,
      askedAt: now,
    };
    const lapsed = approval && approval.answer === null ? approval.approvalId : null;
    return {
      request,
      lapsed,
      events: [
        {
          type: 'approval.asked',
          caseId: null,
          subscriberId: null,
          facts: { draftId: id, against: standing.latest, contentSha256: kept.contentSha256, lapsed },
          rows: [request.id, ...(lapsed ? [lapsed] : [])].map((row) => ({ table: 'publication_approvals', id: row })),
        },
      ],
    };
  },
  async save(tx, { request, lapsed }, { now }) {
    if (lapsed)
      await tx
        .update(publicationApprovals)
        .set({ answer: 'lapsed', answeredAt: now })
        .where(and(eq(publicationApprovals.id, lapsed), isNull(publicationApprovals.answer)));
    await tx.insert(publicationApprovals).values(request);
  },
  result: ({ request }) => ({ approvalId: request.id }),
};

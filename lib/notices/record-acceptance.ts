import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { acceptances, notices } from '#db/schema/changes.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { aboutNotice } from './inputs.ts';
import { type Notice, refuseAcceptance } from './notice.ts';
import { lockNotice, noticeUnderLock } from './queries.ts';

interface Accepted extends Decided {
  acceptanceId: string;
  noticeId: string;
}

/** "No objection", said by a signatory before the close. It can be taken back until then. */
export const recordAcceptance: Command<
  z.infer<typeof aboutNotice>,
  Notice,
  Accepted,
  { noticeId: string },
  SubscriberActor
> = {
  name: 'record-acceptance',
  input: aboutNotice,
  lock: (tx, { noticeId }) => lockNotice(tx, noticeId),
  load: (tx, { noticeId }) => noticeUnderLock(tx, noticeId),
  decide(notice, _input, { now, actor }) {
    const refusal = refuseAcceptance(notice, now);
    if (refusal) return refusal;
    const acceptanceId = newId();
    return {
      acceptanceId,
      noticeId: notice.id,
      events: [
        {
          type: 'notice.accepted',
          caseId: notice.id,
          subscriberId: actor.subscriberId,
          facts: { closesAt: notice.closesAt },
          rows: [
            { table: 'acceptances', id: acceptanceId },
            { table: 'notices', id: notice.id },
          ],
        },
      ],
    };
  },
  async save(tx, { acceptanceId, noticeId }, { now, actor }) {
    await tx.insert(acceptances).values({
      id: acceptanceId,
      noticeId,
      subscriberId: actor.subscriberId,
      acceptedBy: actor.userId,
      acceptedAt: now,
    });
    await tx.update(notices).set({ answer: 'accepted', answeredAt: now }).where(eq(notices.id, noticeId));
  },
  result: ({ noticeId }) => ({ noticeId }),
};

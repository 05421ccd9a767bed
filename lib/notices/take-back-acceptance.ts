import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { acceptances, notices } from '#db/schema/changes.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { aboutNotice } from './inputs.ts';
import { type Notice, refuseTakingBack } from './notice.ts';
import { lockNotice, noticeUnderLock } from './queries.ts';

interface TakenBack extends Decided {
  acceptanceId: string;
  noticeId: string;
}

interface State {
  notice: Notice;
  acceptanceId: string | null;
}

/** Takes "no objection" back, before the close: the notice is open again. */
export const takeBackAcceptance: Command<
  z.infer<typeof aboutNotice>,
  State,
  TakenBack,
  { noticeId: string },
  SubscriberActor
> = {
  name: 'take-back-acceptance',
  input: aboutNotice,
  lock: (tx, { noticeId }) => lockNotice(tx, noticeId),
  async load(tx, { noticeId }) {
    const notice = await noticeUnderLock(tx, noticeId);
    const [standing] = await tx
      .select({ id: acceptances.id })
      .from(acceptances)
      .where(and(eq(acceptances.noticeId, noticeId), isNull(acceptances.takenBackAt)));
    return notice && { notice, acceptanceId: standing?.id ?? null };
  },
  decide({ notice, acceptanceId }, _input, { now, actor }) {
    const refusal = refuseTakingBack(notice, now);
    if (refusal) return refusal;
    if (!acceptanceId) throw new Error('an accepted notice in its window without an acceptance');
    return {
      acceptanceId,
      noticeId: notice.id,
      events: [
        {
          type: 'notice.acceptance_taken_back',
          caseId: notice.id,
          subscriberId: actor.subscriberId,
          facts: { acceptance: acceptanceId, closesAt: notice.closesAt },
          rows: [
            { table: 'acceptances', id: acceptanceId },
            { table: 'notices', id: notice.id },
          ],
        },
      ],
    };
  },
  async save(tx, { acceptanceId, noticeId }, { now, actor }) {
    await tx
      .update(acceptances)
      .set({ takenBackBy: actor.userId, takenBackAt: now })
      .where(eq(acceptances.id, acceptanceId));
    await tx.update(notices).set({ answer: null, answeredAt: null }).where(eq(notices.id, noticeId));
  },
  result: ({ noticeId }) => ({ noticeId }),
};

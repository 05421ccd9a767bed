import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { notices } from '#db/schema/changes.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { aboutNotice } from './inputs.ts';
import { type Notice, refuseEarlyStart } from './notice.ts';
import { lockNotice, noticeUnderLock } from './queries.ts';

interface Requested extends Decided {
  noticeId: string;
}

/**
 * A signatory's express wish to be served under the new terms before their planned start or the close. It needs an
 * accepted change, and can't be taken back: data may be sent on the strength of it at once.
 */
export const requestEarlyStart: Command<
  z.infer<typeof aboutNotice>,
  Notice,
  Requested,
  { noticeId: string },
  SubscriberActor
> = {
  name: 'request-early-start',
  input: aboutNotice,
  lock: (tx, { noticeId }) => lockNotice(tx, noticeId),
  load: (tx, { noticeId }) => noticeUnderLock(tx, noticeId),
  decide(notice, _input, { now, actor }) {
    const refusal = refuseEarlyStart(notice, now);
    if (refusal) return refusal;
    return {
      noticeId: notice.id,
      events: [
        {
          type: 'early_start.requested',
          caseId: notice.id,
          subscriberId: actor.subscriberId,
          facts: { plannedStartAt: notice.plannedStartAt, closesAt: notice.closesAt },
          rows: [{ table: 'notices', id: notice.id }],
        },
      ],
    };
  },
  async save(tx, { noticeId }, { now }) {
    await tx.update(notices).set({ earlyStartAt: now }).where(eq(notices.id, noticeId));
  },
  result: ({ noticeId }) => ({ noticeId }),
};

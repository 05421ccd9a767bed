import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { notices, readings } from '#db/schema/changes.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { aboutNotice } from './inputs.ts';
import type { Notice } from './notice.ts';
import { type Shown, shownBy } from './proof.ts';
import { lockNotice, noticeUnderLock } from './queries.ts';

interface Read extends Decided {
  readingId: string;
  noticeId: string;
  /** What it proves of the notice; undefined: that stood already. */
  shown: Shown | undefined;
}

interface State {
  notice: Notice;
  readBefore: boolean;
}

/** The first time that a user reads a notice in Demur: recorded once a user, when the page was shown, never by prefetch. */
export const recordReading: Command<z.infer<typeof aboutNotice>, State, Read, { noticeId: string }, SubscriberActor> = {
  name: 'record-reading',
  input: aboutNotice,
  lock: (tx, { noticeId }) => lockNotice(tx, noticeId),
  async load(tx, { noticeId }, { actor }) {
    const notice = await noticeUnderLock(tx, noticeId);
    const before = await tx
      .select({ id: readings.id })
      .from(readings)
      .where(and(eq(readings.noticeId, noticeId), eq(readings.userId, actor.userId)));
    return notice && { notice, readBefore: before.length > 0 };
  },
  decide({ notice, readBefore }, { noticeId }, { now, actor }) {
    if (readBefore) return { already: { noticeId } };
    const readingId = newId();
    const shown = shownBy(notice, notice.shownAt ?? now, now);
    return {
      readingId,
      noticeId,
      shown,
      events: [
        {
          type: 'notice.read',
          caseId: noticeId,
          subscriberId: actor.subscriberId,
          facts: { shown: shown !== undefined },
          rows: [{ table: 'readings', id: readingId }, ...(shown ? [{ table: 'notices', id: noticeId }] : [])],
        },
      ],
    };
  },
  async save(tx, { readingId, noticeId, shown }, { now, actor }) {
    const { subscriberId, userId } = actor;
    await tx.insert(readings).values({ id: readingId, noticeId, subscriberId, userId, readAt: now });
    if (shown) await tx.update(notices).set(shown).where(eq(notices.id, noticeId));
  },
  result: ({ noticeId }) => ({ noticeId }),
};

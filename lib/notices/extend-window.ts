import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { notices } from '#db/schema/changes.ts';
import type { Answer } from '#db/schema/vocabulary.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import { lockChange } from '#lib/changes/withdrawal.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { idArray } from '#lib/command/id-array.ts';
import { civilDate, recordId } from '#lib/command/inputs.ts';
import { newId } from '#lib/command/new-id.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import { text } from '#lib/command/text.ts';
import { type Extension, extendTo } from '#lib/deadlines/deadline.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { endOfDayInWords } from '#lib/deadlines/speak.ts';
import { obligeForNotices } from '#lib/letters/oblige-notices.ts';
import { lockNotice } from './queries.ts';

export const extensionInput = z.object({
  noticeId: recordId,
  /** All of the same change whose windows close with this one. */
  scope: z.enum(['one', 'all_closing_that_day']).default('one'),
  lastDay: civilDate('The new last day'),
  reason: text({ label: 'The reason', max: 5000 }),
});
type ExtensionInput = z.infer<typeof extensionInput>;

interface Closing {
  noticeId: string;
  subscriberId: string;
  closesAt: Instant;
  answer: Answer | null;
}

interface State {
  named: Closing;
  /** With the named one, where it is still to be answered. */
  closing: Closing[];
}

interface Extended extends Decided {
  extensions: { id: string; noticeId: string; subscriberId: string }[];
  from: Instant;
  extension: Extension;
  reason: string;
}

/**
 * A privacy admin moves a close later, before it comes: for one notice, or for all of the change that close that day.
 * Never earlier, and the original stays on the record. A planned start that would now come first waits for that
 * subscriber, since the new terms are pending until its window has closed.
 */
export const extendWindow: Command<
  ExtensionInput,
  State,
  Extended,
  { closesAt: Instant; lastDay: CivilDate; extended: number },
  VendorActor
> = {
  name: 'extend-window',
  input: extensionInput,
  async lock(tx, { noticeId, scope }) {
    if (scope === 'one') return lockNotice(tx, noticeId);
    const [notice] = await tx.select({ changeId: notices.changeId }).from(notices).where(eq(notices.id, noticeId));
    return notice !== undefined && lockChange(tx, notice.changeId);
  },
  async load(tx, { noticeId, scope }) {
    const columns = {
      noticeId: notices.id,
      subscriberId: notices.subscriberId,
      closesAt: notices.closesAt,
      answer: notices.answer,
    };
    const [named] = await tx.select(columns).from(notices).where(eq(notices.id, noticeId));
    if (!named) return undefined;
    if (scope === 'one') return { named, closing: [named] };
    const closing = await tx
      .select(columns)
      .from(notices)
      .where(
        sql`${notices.changeId} = (select change_id from demur.notices where id = ${noticeId}) and ${notices.closesAt} = ${named.closesAt}
          and (${notices.answer} is null or ${notices.answer} in ('accepted', 'objected'))`,
      )
      .orderBy(notices.id);
    return { named, closing };
  },
  decide({ named, closing }, { lastDay, reason }, { now, zone }) {
    const refusal = refuseExtension(named, now, zone);
    if (refusal) return refusal;
    const extension = extendedTo(named.closesAt, lastDay, zone);
    if ('ok' in extension) return extension;
    const granted = closing.map(({ noticeId, subscriberId }) => ({ id: newId(), noticeId, subscriberId }));
    return {
      extensions: granted,
      from: named.closesAt,
      extension,
      reason,
      events: granted.map(({ id, noticeId, subscriberId }) => ({
        type: 'window.extended',
        caseId: noticeId,
        subscriberId,
        facts: { from: named.closesAt, to: extension.closesAt, lastDay: extension.lastDay },
        rows: [
          { table: 'extensions', id },
          { table: 'notices', id: noticeId },
        ],
      })),
    };
  },
  async save(tx, { extensions: granted, from, extension, reason }, { now, actor }) {
    const { closesAt, lastDay } = extension;
    const ids = idArray(granted.map(({ id }) => id));
    const noticeIds = idArray(granted.map(({ noticeId }) => noticeId));
    await tx.execute(sql`
      insert into demur.extensions (id, notice_id, subscriber_id, from_closes_at, to_closes_at, last_day, reason, extended_by, extended_at)
      select e.id, n.id, n.subscriber_id, ${from}, ${closesAt}, ${lastDay}, ${reason}, ${actor.userId}, ${now}
      from unnest(${ids}, ${noticeIds}) as e (id, notice_id) join demur.notices n on n.id = e.notice_id`);
    await tx.execute(sql`update demur.notices set closes_at = ${closesAt} where id = any(${noticeIds})`);
    await obligeForNotices(tx, 'window_extended', sql`select unnest(${noticeIds})`, now);
  },
  result: ({ extension: { closesAt, lastDay }, extensions: granted }) => ({
    ...{ closesAt, lastDay },
    extended: granted.length,
  }),
};

function refuseExtension({ answer, closesAt }: Closing, now: Instant, zone: string): Refusal | undefined {
  if (answer === 'change_withdrawn')
    return refuse('change_withdrawn', 'The change is withdrawn, so no window is left.');
  if (answer === 'superseded')
    return refuse('change_superseded', 'A corrected notice has taken the place of this one. Extend that one.');
  if (answer === 'not_concerned')
    return refuse('not_open', 'This change no longer concerns the subscriber, so no window is left.');
  if (now >= closesAt)
    return refuse(
      'window_closed',
      `This window closed on ${endOfDayInWords(closesAt, zone)}. After that there is admission, or a fresh notice.`,
      { facts: { closedAt: closesAt } },
    );
  return undefined;
}

function extendedTo(closesAt: Instant, lastDay: CivilDate, zone: string): Extension | Refusal {
  try {
    return extendTo({ closesAt, zone }, lastDay);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const sentence = `A window is only ever extended: choose a last day after ${endOfDayInWords(closesAt, zone)}.`;
    return refuse('only_later', sentence, { facts: { closesAt }, fields: { lastDay: sentence } });
  }
}

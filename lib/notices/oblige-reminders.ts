import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Opening, type Transaction, transaction } from '#db/transaction.ts';
import type { Actor } from '#lib/access/actor.ts';
import { carriedOut } from '#lib/command/refusal.ts';
import { BATCH, type Place, type Swept, sweep, untilDone } from '#lib/command/sweep-mark.ts';
import { keep, type Unrecorded } from '#lib/command/unrecorded.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { oblige } from '#lib/letters/obligation.ts';
import { daysLeft, remindedUpTo, reminds } from './reminder.ts';

const days = z.int().min(1).max(365);
const input = z.object({
  /** Before the last day of a window. */
  days,
  /** The next reminder after this one: who is due for that is left to it. */
  nearer: days.nullable(),
});

/**
 * Obliges to remind those who have not answered, so many days before their window's last day. Of several reminders missed
 * while no worker ran one is made up, the nearest. A close moved later crosses anew.
 */
export const obligeReminders: Unrecorded<z.infer<typeof input>, Swept, Actor> = {
  name: 'oblige-reminders',
  input,
  async work(tx, { days, nearer }, { now, zone }) {
    const nearest = nearer === null ? now : remindedUpTo(now, nearer, zone);
    const since = nearest > now ? nearest : now;
    const upTo = remindedUpTo(now, days, zone);
    const value = await sweep(tx, { name: `reminder ${days}`, since, upTo }, async (after) => {
      const read = await unanswered(tx, after, upTo);
      const due = read.filter((notice) => reminds({ ...notice, closesAt: notice.at }, days, zone));
      await oblige(
        tx,
        due.map(({ id, subscriberId, changeId, at }) => ({
          kind: 'reminder',
          subscriberId,
          noticeId: id,
          about: { notices: id, changes: changeId },
          facts: { days: daysLeft(at, now, zone), closesAt: at },
        })),
        now,
      );
      return { read, obliged: due.length };
    });
    return { value };
  },
};

/** A notice that nobody has answered, at its close. */
interface Unanswered extends Place {
  subscriberId: string;
  changeId: string;
  givenAt: Instant;
}

/** In the order of `notices_by_close`. Exported for the test that looks at its plan. */
export async function unanswered(tx: Transaction, after: Place, upTo: Instant): Promise<Unanswered[]> {
  const { rows } = await tx.execute<Unanswered & Record<string, unknown>>(sql`
    select n.id, n.subscriber_id as "subscriberId", n.change_id as "changeId", demur.iso(n.given_at) as "givenAt", demur.iso(n.closes_at) as at
    from demur.notices n
    where n.answer is null and (n.closes_at, n.id) > (${after.at}::timestamptz, ${after.id}::uuid) and n.closes_at <= ${upTo}
    order by n.closes_at, n.id limit ${BATCH}`);
  return rows;
}

/** All reminders that are due, by the vendor's setting, the nearest first. */
export async function obligeDueReminders(opening: Opening, stop?: AbortSignal): Promise<number> {
  const { rows } = await transaction(opening, (tx) =>
    tx.execute<{ days: number }>(
      sql`select distinct days from demur.vendor, unnest(reminder_days) as days where days between 1 and 365 order by days`,
    ),
  );
  let obliged = 0;
  let nearer: number | null = null;
  for (const { days } of rows) {
    const asked = { days, nearer };
    obliged += await untilDone(async () => carriedOut(await keep(obligeReminders, opening, asked)), stop);
    nearer = days;
  }
  return obliged;
}

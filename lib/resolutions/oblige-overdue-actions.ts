import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Opening, Transaction } from '#db/transaction.ts';
import type { Actor } from '#lib/access/actor.ts';
import { carriedOut } from '#lib/command/refusal.ts';
import { BATCH, type Place, type Swept, sweep, untilDone } from '#lib/command/sweep-mark.ts';
import { keep, type Unrecorded } from '#lib/command/unrecorded.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { type CivilDate, type Instant, parseInstant } from '#lib/deadlines/instant.ts';
import { civilDayAt } from '#lib/deadlines/zone.ts';
import { oblige } from '#lib/letters/obligation.ts';

/** Obliges to tell a subscriber that a corrective action is not done although its day is over: once for each. */
export const obligeOverdueActions: Unrecorded<Record<string, never>, Swept, Actor> = {
  name: 'oblige-overdue-actions',
  input: z.strictObject({}),
  async work(tx, _, { now, zone }) {
    const yesterday = firstInstant(addDays(civilDayAt(now, zone), -1));
    const value = await sweep(tx, { name: 'action day', upTo: yesterday }, async (after) => {
      const read = await dueBy(tx, after, yesterday);
      const due = read.filter(({ outstanding }) => outstanding);
      await oblige(
        tx,
        due.map(({ id, objectionId, noticeId, subscriberId, dueOn }) => ({
          kind: 'action_overdue',
          subscriberId,
          noticeId,
          about: { objections: objectionId, corrective_actions: id },
          facts: { dueOn },
        })),
        now,
      );
      return { read, obliged: due.length };
    });
    return { value };
  },
};

/** Days are swept in the order of their first instants in UTC, whatever the vendor's zone: a mark is an instant. */
const firstInstant = (day: CivilDate) => parseInstant(`${day}T00:00:00Z`);

/** A corrective action, at its day. */
interface Action extends Place {
  dueOn: CivilDate;
  objectionId: string;
  noticeId: string;
  subscriberId: string;
  /** Not done, and promised by a decision that stands on a change that stands. */
  outstanding: boolean;
}

/** In the order of `actions_by_due_day`. Exported for the test that looks at its plan. */
export async function dueBy(tx: Transaction, after: Place, upTo: Instant): Promise<Action[]> {
  const { rows } = await tx.execute<Action & Record<string, unknown>>(sql`
    select a.id, a.due_on as "dueOn", demur.iso(a.due_on::timestamp at time zone 'UTC') as at, a.objection_id as "objectionId", o.notice_id as "noticeId",
      a.subscriber_id as "subscriberId", c.withdrawn_at is null
        and not exists (select from demur.action_completions d where d.action_id = a.id)
        and not exists (select from demur.resolutions l where l.objection_id = a.objection_id and l.supersedes = a.resolution_id) as outstanding
    from demur.corrective_actions a
    join demur.objections o on o.id = a.objection_id
    join demur.notices n on n.id = o.notice_id
    join demur.changes c on c.id = n.change_id
    where (a.due_on, a.id) > ((${after.at}::timestamptz at time zone 'UTC')::date, ${after.id}::uuid) and a.due_on <= (${upTo}::timestamptz at time zone 'UTC')::date
    order by a.due_on, a.id limit ${BATCH}`);
  return rows;
}

/** All whose day has ended since the last look. */
export function obligeDueActions(opening: Opening, stop?: AbortSignal): Promise<number> {
  return untilDone(async () => carriedOut(await keep(obligeOverdueActions, opening, {})), stop);
}

import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { notices } from '#db/schema/changes.ts';
import { type Outcome, outcomes } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';

/** A notice whose window is over and was not answered, with what the clock makes of that. */
interface Due {
  noticeId: string;
  subscriberId: string;
  outcome: Outcome;
}

interface Closed extends Decided {
  due: Due[];
}

const input = z.object({ atMost: z.int().min(1).max(5000) });

/**
 * Records what the close made of silence. Outcomes need no recording to hold: this puts them into the log, and obliges
 * to send the record that no objection was received. It locks the notices that filing locks, and passes over those that
 * somebody holds: the next round finds them, or their answer.
 */
export const closeWindows: Command<z.infer<typeof input>, Due[], Closed, { closed: number }, Actor> = {
  name: 'close-windows',
  input,
  lock: (tx, { atMost }) => lockDue(tx, atMost),
  load: (tx, _input, { now }) => outcomesOfLocked(tx, now),
  decide(due) {
    if (due.length === 0) return { already: { closed: 0 } };
    return {
      due,
      events: [],
      noticeEvents: outcomes
        .map((outcome) => ({ outcome, noticeIds: idsOf(due, outcome) }))
        .filter(({ noticeIds }) => noticeIds.length > 0)
        .map(({ outcome, noticeIds }) => ({ type: 'window.closed', noticeIds, facts: { outcome } })),
    };
  },
  async save(tx, { due }, { now }) {
    for (const outcome of new Set(due.map((each) => each.outcome)))
      await tx
        .update(notices)
        .set({ closeRecordedAt: now, recordedOutcome: outcome })
        .where(sql`${notices.id} = any(${`{${idsOf(due, outcome).join(',')}}`}::uuid[])`);
  },
  // what is unproven needs a fresh notice first, and no record of silence
  letters: ({ due }) =>
    due
      .filter(({ outcome }) => outcome === 'deemed_accepted' || outcome === 'not_authorised')
      .map(({ noticeId, subscriberId }) => ({
        kind: 'no_objection_record',
        subscriberId,
        noticeId,
        about: { notices: noticeId },
      })),
  result: ({ due }) => ({ closed: due.length }),
};

const idsOf = (due: Due[], outcome: Outcome) =>
  due.filter((each) => each.outcome === outcome).map(({ noticeId }) => noticeId);

/**
 * Locks the earliest that are due, and notes which they are for the rest of this transaction: the clock is read after
 * the locks, in a statement of its own, and a second search could find others. The clock is a scalar subquery, since a
 * volatile function is no condition of an index.
 */
async function lockDue(tx: Transaction, atMost: number): Promise<boolean> {
  await tx.execute(sql`
    select set_config('demur.locked', coalesce(string_agg(due.id::text, ','), ''), true) from (
      select n.id from demur.notices n
      where n.answer is null and n.close_recorded_at is null and n.closes_at <= (select demur.now())
      order by n.closes_at, n.id limit ${atMost} for update skip locked
    ) due`);
  return true;
}

async function outcomesOfLocked(tx: Transaction, now: string): Promise<Due[]> {
  const { rows } = await tx.execute<Due & Record<string, unknown>>(sql`
    select n.id as "noticeId", n.subscriber_id as "subscriberId",
      demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, ${now}) as outcome
    from demur.notices n
    join demur.windows w on w.id = n.window_id
    join demur.dpa_profiles p on p.id = w.profile_id
    where n.id = any (string_to_array(nullif(current_setting('demur.locked'), ''), ',')::uuid[])
    order by n.closes_at, n.id`);
  return rows;
}

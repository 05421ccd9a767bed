import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Opening, Transaction } from '#db/transaction.ts';
import type { Actor } from '#lib/access/actor.ts';
import { carriedOut } from '#lib/command/refusal.ts';
import { BATCH, type Place, type Swept, sweep, untilDone } from '#lib/command/sweep-mark.ts';
import { keep, type Unrecorded } from '#lib/command/unrecorded.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { oblige } from '#lib/letters/obligation.ts';

/**
 * Obliges to tell the privacy admins that the vendor's own target for an answer has passed: once for each target, since one
 * that moves later after a pause crosses anew. Nothing else follows from it.
 */
export const obligeOverdueResponses: Unrecorded<Record<string, never>, Swept, Actor> = {
  name: 'oblige-overdue-responses',
  input: z.strictObject({}),
  async work(tx, _, { now }) {
    const value = await sweep(tx, { name: 'response target', upTo: now }, async (after) => {
      const read = await undecided(tx, after, now);
      const due = read.filter(({ paused }) => !paused);
      await oblige(
        tx,
        due.map(({ id, noticeId, at }) => ({
          kind: 'response_overdue',
          noticeId,
          about: { objections: id, notices: noticeId },
          facts: { respondBy: at },
        })),
        now,
      );
      return { read, obliged: due.length };
    });
    return { value };
  },
};

/** An objection that is not decided, at its target. */
interface Undecided extends Place {
  noticeId: string;
  /** Its target stands still, and will have moved when it goes on. */
  paused: boolean;
}

/** In the order of `objection_queue`. Exported for the test that looks at its plan. */
export async function undecided(tx: Transaction, after: Place, upTo: Instant): Promise<Undecided[]> {
  const { rows } = await tx.execute<Undecided & Record<string, unknown>>(sql`
    select g.id, g.notice_id as "noticeId", demur.iso(g.respond_by) as at, g.paused_at is not null as paused
    from demur.objection_progress g
    where g.status in ('filed', 'under_review', 'information_requested', 'awaiting_subscriber')
      and (g.respond_by, g.id) > (${after.at}::timestamptz, ${after.id}::uuid) and g.respond_by <= ${upTo}
    order by g.respond_by, g.id limit ${BATCH}`);
  return rows;
}

/** All that have passed since the last look. */
export function obligeDueResponses(opening: Opening, stop?: AbortSignal): Promise<number> {
  return untilDone(async () => carriedOut(await keep(obligeOverdueResponses, opening, {})), stop);
}

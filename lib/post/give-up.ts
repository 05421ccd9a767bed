import { sql } from 'drizzle-orm';
import type { Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { OLD_AFTER } from './late.ts';
import { markDeliveries } from './mark-deliveries.ts';
import { TRIED_FOR } from './trying.ts';

/** So many are given up in one transaction. */
const TOGETHER = 500;

/**
 * Gives up what has been due for two days while no server could be reached: it has failed as if it had been tried, and is
 * seen to have.
 */
export async function giveUpUnreachable(opening: Opening, answer: string, host: string | null): Promise<void> {
  for (;;) {
    const ids = await read(opening, async ({ tx }) => {
      const { rows } = await tx.execute<{ id: string }>(sql`
        select q.id from demur.delivery_queue q join demur.mail_relay r on r.unreachable_since <= demur.now() - make_interval(hours => ${TRIED_FOR})
        where coalesce(q.first_tried_at, q.next_try_at) <= demur.now() - make_interval(hours => ${TRIED_FOR})
          and (q.leased_until is null or q.leased_until <= demur.now()) limit ${TOGETHER}`);
      return rows.map(({ id }) => id);
    });
    if (ids.length === 0) return;
    const results = ids.map((deliveryId) => ({ deliveryId, is: 'unreachable' as const, host, code: null, answer }));
    await run(markDeliveries, opening, { results });
  }
}

/**
 * Gives up what has waited for a month and was never tried, since no mail server was named or no worker ran: it is seen to
 * have failed, and does not go out one day as if it were new.
 */
export async function giveUpOld(opening: Opening): Promise<void> {
  for (;;) {
    const ids = await read(opening, async ({ tx }) => {
      const { rows } = await tx.execute<{ id: string }>(sql`
        select q.id from demur.delivery_queue q
        where q.next_try_at <= demur.now() - make_interval(days => ${OLD_AFTER}) and q.first_tried_at is null and q.leased_until is null limit ${TOGETHER}`);
      return rows.map(({ id }) => id);
    });
    if (ids.length === 0) return;
    const answer = `Not sent: it has waited for ${OLD_AFTER} days.`;
    const results = ids.map((deliveryId) => ({ deliveryId, is: 'withheld' as const, host: null, code: null, answer }));
    await run(markDeliveries, opening, { results });
  }
}

import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { carriedOut } from '#lib/command/refusal.ts';
import { BATCH } from '#lib/command/sweep-mark.ts';
import { closeWindows } from '#lib/notices/close-windows.ts';

/** Milliseconds. A close that was moved nearer meanwhile is found within this time. */
const AT_LEAST_EACH = 5_000;

/**
 * Records the closes that have come. Two workers at once do the same work in turns: rows held by one are passed over by
 * the other.
 * @returns in how many milliseconds the next window closes, from 100 (somebody holds one that is due) to five seconds
 */
export async function closing(opening: Opening, log: Logger, stop?: AbortSignal): Promise<{ nextIn: number }> {
  for (let closed = BATCH; closed === BATCH && !stop?.aborted; ) {
    closed = carriedOut(await run(closeWindows, opening, { atMost: BATCH })).closed;
    if (closed > 0) log.info({ closed }, 'windows closed');
  }
  return { nextIn: await nextClose(opening) };
}

async function nextClose(opening: Opening): Promise<number> {
  return read(opening, async ({ tx }) => {
    const { rows } = await tx.execute<{ wait: number }>(sql`
      select least(${AT_LEAST_EACH}, greatest(100, coalesce(ceil(extract(epoch from min(n.closes_at) - demur.now()) * 1000), ${AT_LEAST_EACH})))::integer as wait
      from demur.notices n where n.answer is null and n.close_recorded_at is null`);
    return rows[0]?.wait ?? AT_LEAST_EACH;
  });
}

import { sql } from 'drizzle-orm';
import type pg from 'pg';
import type { Logger } from 'pino';
import { asWorker, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import type { Outcome } from '#lib/command/refusal.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { sweepFollowers } from '#lib/followers/sweep-followers.ts';
import { closeWindows } from '#lib/notices/close-windows.ts';
import { sweepUploads } from '#lib/objections/sweep-uploads.ts';
import { endDueWithdrawals } from '#lib/resolutions/end-withdrawal.ts';
import { lapseDueProposals } from '#lib/resolutions/lapse-proposal.ts';

/** Notices recorded in one transaction: large enough for 100,000 at one midnight, small enough to hold no lock for long. */
const BATCH = 1_000;

/**
 * All that the clock has made due, once. Two workers at once do the same work in turns: rows held by one are passed
 * over by the other.
 *
 * @param leftovers whether uploads that broke off and addresses that nobody confirmed are looked for too
 * @returns in how many milliseconds the next window closes, from 100 (somebody holds one that is due) to an hour
 */
export async function round(
  pool: pg.Pool,
  log: Logger,
  { leftovers }: { leftovers: boolean },
): Promise<{ nextIn: number }> {
  const opening = asWorker(pool);
  for (let closed = BATCH; closed === BATCH; ) {
    closed = accepted(await run(closeWindows, opening, { atMost: BATCH })).closed;
    if (closed > 0) log.info({ closed }, 'windows closed');
  }
  const lapsed = await lapseDueProposals(opening);
  if (lapsed > 0) log.info({ lapsed }, 'proposals lapsed');
  const ended = await endDueWithdrawals(opening);
  if (ended > 0) log.info({ ended }, 'temporary withdrawals ended, fresh notices given');
  if (leftovers) {
    const { removed } = accepted(await keep(sweepUploads, opening, {}));
    if (removed > 0) log.info({ removed }, 'uploads that had broken off removed');
    const { erased } = accepted(await keep(sweepFollowers, opening, {}));
    if (erased > 0) log.info({ erased }, 'addresses that were not confirmed erased');
  }
  return { nextIn: await nextClose(opening) };
}

async function nextClose(opening: Opening): Promise<number> {
  return read(opening, async ({ tx }) => {
    const { rows } = await tx.execute<{ wait: number }>(sql`
      select least(3600000, greatest(100, ceil(extract(epoch from min(n.closes_at) - demur.now()) * 1000)))::integer as wait
      from demur.notices n where n.answer is null and n.close_recorded_at is null`);
    return rows[0]?.wait ?? 3_600_000;
  });
}

/** @throws {Error} when the worker is refused its own work: a defect, since nobody else can be told */
function accepted<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`${outcome.code}: ${outcome.sentence}`);
}

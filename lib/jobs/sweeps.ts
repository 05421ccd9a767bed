import type { Logger } from 'pino';
import type { Opening } from '#db/transaction.ts';
import { sweepSessions } from '#lib/auth/sweep-sessions.ts';
import { carriedOut } from '#lib/command/refusal.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { sweepFollowers } from '#lib/followers/sweep-followers.ts';
import { obligeDueReminders } from '#lib/notices/oblige-reminders.ts';
import { obligeDueResponses } from '#lib/objections/oblige-overdue-responses.ts';
import { sweepUploads } from '#lib/objections/sweep-uploads.ts';
import { endDueWithdrawals } from '#lib/resolutions/end-withdrawal.ts';
import { lapseDueProposals } from '#lib/resolutions/lapse-proposal.ts';
import { obligeDueActions } from '#lib/resolutions/oblige-overdue-actions.ts';
import { obligeDueDigest } from './oblige-digest.ts';

/** A batch of what is decided one by one. */
const FULL = 100;

type Sweep = (opening: Opening, stop?: AbortSignal) => Promise<number>;

/** What the clock makes due beside closes, by what is logged where there was any. */
const sweeps: [did: string, sweep: Sweep][] = [
  ['proposals lapsed', oneByOne(lapseDueProposals)],
  ['temporary withdrawals ended, fresh notices given', oneByOne(endDueWithdrawals)],
  ['reminders obliged', obligeDueReminders],
  ['passed response targets to be told', obligeDueResponses],
  ['actions past their day to be told', obligeDueActions],
  ['weekly digests obliged', obligeDueDigest],
];

/** What is left over: uploads that broke off, addresses that nobody confirmed, sessions that ended long ago. */
const leftovers: [did: string, sweep: Sweep][] = [
  ['uploads that had broken off removed', async (opening) => carriedOut(await keep(sweepUploads, opening, {})).removed],
  [
    'addresses that were not confirmed erased',
    async (opening) => carriedOut(await keep(sweepFollowers, opening, {})).erased,
  ],
  ['sessions that had ended long ago removed', endedSessions],
];

/** All that is due now. */
export const sweepDue = (opening: Opening, log: Logger, stop?: AbortSignal) => carryOut(sweeps, opening, log, stop);

/** All that is left over. */
export const tidyUp = (opening: Opening, log: Logger, stop?: AbortSignal) => carryOut(leftovers, opening, log, stop);

/** One that fails does not keep the others from their turn; its fault is thrown after theirs. */
async function carryOut(list: typeof sweeps, opening: Opening, log: Logger, stop?: AbortSignal): Promise<void> {
  const faults: unknown[] = [];
  for (const [did, sweep] of list) {
    if (stop?.aborted) break;
    try {
      const count = await sweep(opening, stop);
      if (count > 0) log.info({ count }, did);
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length === 1) throw faults[0];
  if (faults.length > 1) throw new AggregateError(faults, 'several sweeps failed');
}

/** Batch after batch of what is decided one by one, as long as there are full ones. */
function oneByOne(batch: (opening: Opening) => Promise<number>): Sweep {
  return async (opening, stop) => {
    let all = 0;
    for (let some = FULL; some === FULL && !stop?.aborted; all += some) some = await batch(opening);
    return all;
  };
}

async function endedSessions(opening: Opening, stop?: AbortSignal): Promise<number> {
  let removed = 0;
  for (let more = true; more && !stop?.aborted; ) {
    const batch = carriedOut(await keep(sweepSessions, opening, {}));
    removed += batch.removed;
    more = batch.more;
  }
  return removed;
}

import { setImmediate as immediately, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { carriedOut } from '#lib/command/refusal.ts';
import type { Carried } from './carrier.ts';
import { markDeliveries } from './mark-deliveries.ts';

/** `withheld`: it was not tried, and will not be. */
type Result = Omit<Carried, 'is'> & { is: Carried['is'] | 'withheld'; deliveryId: string };

/** Milliseconds between two tries to put down what came of a letter, and after being asked to stop how long that goes on. */
const AGAIN_IN = 500;
const LAST_TRIES = 4_000;
/** Milliseconds in which marks gather while many letters leave: one transaction for twenty costs hardly more than for one. */
const GATHERING = 40;

/**
 * Puts down what came of each dispatch as soon as it is known: whatever arrives while one mark is being written, and
 * in a moment after it, goes into the next, in one transaction. A database that is away meanwhile is waited for: a letter that has left and is not marked
 * would leave a second time.
 */
export function marker({ opening, log, stop }: { opening: Opening; log: Logger; stop: AbortSignal }) {
  let arrived: { result: Result; done: () => void; failed: (fault: unknown) => void }[] = [];
  let writing = false;

  async function write(): Promise<void> {
    writing = true;
    // those that are known at the same moment go together
    await immediately();
    while (arrived.length > 0) {
      const now = arrived;
      arrived = [];
      try {
        await persist(now.map(({ result }) => result));
        for (const { done } of now) done();
      } catch (fault) {
        for (const { failed } of now) failed(fault);
      }
      await sleep(GATHERING);
    }
    writing = false;
  }

  async function persist(results: Result[]): Promise<void> {
    let stoppingSince: number | undefined;
    for (;;) {
      try {
        carriedOut(await run(markDeliveries, opening, { results }));
        return;
      } catch (fault) {
        if (stop.aborted) stoppingSince ??= performance.now();
        if (stoppingSince !== undefined && performance.now() - stoppingSince > LAST_TRIES) throw fault;
        log.error({ err: fault, letters: results.length }, 'what came of letters could not be put down yet');
        await sleep(AGAIN_IN);
      }
    }
  }

  return (result: Result): Promise<void> =>
    new Promise((done, failed) => {
      arrived.push({ result, done, failed });
      if (!writing) void write();
    });
}

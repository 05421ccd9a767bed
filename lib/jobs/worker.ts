import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { workerPool } from '#db/client.ts';
import { round } from './round.ts';

/** Milliseconds. The longest pause between two rounds, and after the first fault; each further one doubles it. */
const LONGEST_PAUSE = 5_000;
const AFTER_FAULT = 500;
const LONGEST_AFTER_FAULT = 30_000;
/** Rounds: what is left over waits for a day at least, so an hour more or less is nothing. */
const LEFTOVERS_EVERY = 500;

const log = pino({ name: 'demur worker', base: undefined });
const stopping = new AbortController();

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
// whoever started it is gone: no orphan stays
process.once('disconnect', () => stopping.abort());

process.send?.('ready');
log.info('ready');
await work();
await workerPool().end();
if (process.connected) process.disconnect?.();
log.info('stopped');

/** One round after another until asked to stop; a round that has begun is finished. */
async function work(): Promise<void> {
  let faults = 0;
  for (let rounds = 0; !stopping.signal.aborted; rounds += 1) {
    let pause: number;
    try {
      const done = await round(workerPool(), log, { leftovers: rounds % LEFTOVERS_EVERY === 0 });
      pause = Math.min(LONGEST_PAUSE, done.nextIn);
      faults = 0;
    } catch (fault) {
      // the database restarts, or can't be reached: nothing is lost, since outcomes hold without a record
      pause = Math.min(LONGEST_AFTER_FAULT, AFTER_FAULT * 2 ** faults);
      faults += 1;
      log.error({ err: fault, againInMs: pause }, 'a round failed');
    }
    await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
  }
}

import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Runner } from 'graphile-worker';
import pino from 'pino';
import { queuePool, workerPool } from '#db/client.ts';
import { env } from '#db/env.ts';
import { asWorker } from '#db/transaction.ts';
import { postRound } from '#lib/post/round.ts';
import { webhookRound } from '#lib/webhooks/round.ts';
import { closing } from './closing.ts';
import { heartbeat } from './heartbeat.ts';
import { look } from './look.ts';
import { lowerPriority } from './lower-priority.ts';
import { runQueue } from './queue.ts';
import { sweepDue, tidyUp } from './sweeps.ts';

/** Milliseconds. */
const AN_HOUR = 3_600_000;
const AFTER_FAULT = 500;
const LONGEST_AFTER_FAULT = 30_000;
/** Less than whoever starts it waits before it kills. */
const TIME_TO_STOP = 9_000;

const log = pino({ name: 'demur worker', base: undefined, level: env().LOG_LEVEL });
const stopping = new AbortController();
const stop = stopping.signal;
const opening = asWorker(workerPool());
const { WEB_URL: web } = env();

// people who wait for a page go before letters and sweeps
lowerPriority();

const untilNextSweep = async (work: Promise<void>) => work.then(() => ({ nextIn: AN_HOUR }));
const at = { log, stop };
const looks = {
  closing: look('recording closes', () => closing(opening, log, stop), at),
  sweep: look('a sweep', () => untilNextSweep(sweepDue(opening, log, stop)), at),
  tidy: look('tidying up', () => untilNextSweep(tidyUp(opening, log, stop)), at),
  letters: look('the post', () => postRound({ opening, log, stop }), at),
  webhooks: look('webhooks', () => webhookRound({ opening, log, stop }), at),
  heartbeat: look('the heartbeat', () => heartbeat(opening, log, web), at),
};

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
// whoever started it is gone: no orphan stays
process.once('disconnect', () => stopping.abort());

process.send?.('ready');
log.info('ready');
for (const name of ['closing', 'sweep', 'letters', 'webhooks', 'heartbeat'] as const) void looks[name].wake();
await queue();
await Promise.all(Object.values(looks).map((each) => each.idle()));
await Promise.all([workerPool().end(), queuePool().end()]);
if (process.connected) process.disconnect?.();
log.info('stopped');

/** Listens for what is enqueued until asked to stop; when it breaks off, it begins anew. */
async function queue(): Promise<void> {
  const tasks = {
    sweep: async () => {
      await Promise.all([looks.closing, looks.sweep, looks.letters, looks.webhooks].map((each) => each.wake()));
    },
    tidy: () => looks.tidy.wake(),
    letters: () => looks.letters.wake(),
    // one that is under way looks again at once, however slow the receiver is that it waits for
    webhooks: async () => {
      await Promise.all([looks.webhooks.wake(), webhookRound({ opening, log, stop })]);
    },
  };
  for (let faults = 0; !stop.aborted; ) {
    try {
      const runner = await runQueue(queuePool(), tasks, log);
      faults = 0;
      await ended(runner);
    } catch (fault) {
      const againInMs = Math.min(LONGEST_AFTER_FAULT, AFTER_FAULT * 2 ** faults);
      faults += 1;
      log.error({ err: fault, againInMs }, 'the queue failed');
      await sleep(againInMs, undefined, { signal: stop }).catch(() => undefined);
    }
  }
}

/** Once a runner has ended: by itself, or because it was asked to. What it has begun is finished first. */
async function ended(runner: Runner): Promise<void> {
  const asked = () => {
    setTimeout(() => process.exit(1), TIME_TO_STOP).unref();
    runner.stop().catch(() => undefined);
  };
  if (stop.aborted) asked();
  stop.addEventListener('abort', asked, { once: true });
  try {
    await runner.promise;
  } finally {
    stop.removeEventListener('abort', asked);
  }
}

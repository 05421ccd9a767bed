import { parseCrontab, Logger as QueueLogger, type Runner, run, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';

/** One more than there is to look at, so that a call to look again is always heard. */
const AT_ONCE = 5;

/**
 * Sweeps run each minute, and need no making up one by one: each does all that has become due, a worker that starts looks
 * at once, and of several calls that wait the last stands for all. What is left over is seen to each hour, and once where
 * hours were missed. A call that a killed worker held is no obstacle to the next.
 */
const CRONTAB = `
* * * * * sweep ?jobKey=sweep&jobKeyMode=replace&max=3
17 * * * * tidy ?fill=1d&jobKey=tidy&jobKeyMode=replace&max=3
`;

/** Runs the tasks that causes have enqueued in their own transactions, and those of the clock, until `runner.stop`. */
export function runQueue(pgPool: pg.Pool, tasks: TaskList, log: Logger): Promise<Runner> {
  return run({
    pgPool,
    taskList: tasks,
    parsedCronItems: parseCrontab(CRONTAB),
    concurrency: AT_ONCE,
    pollInterval: 10_000,
    noHandleSignals: true,
    logger: new QueueLogger(() => (level, message) => {
      // each job done is worth no line: what it did is logged where it was done
      if (level === 'error') log.error(message);
      else if (level === 'warning') log.warn(message);
      else log.debug(message);
    }),
  });
}

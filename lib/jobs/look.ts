import type { Logger } from 'pino';

/** Milliseconds. The pause after a first fault, which each further one doubles, and the longest one. */
const AFTER_FAULT = 500;
const LONGEST_AFTER_FAULT = 30_000;

/** What a worker does whenever it is woken, and again when its next turn comes. */
export interface Look {
  /** Looks now; while it is at it, it looks once more afterwards, and this returns at once. Faults are logged, not thrown. */
  wake(): Promise<void>;
  /** Fulfilled when nothing is under way; with its signal aborted, nothing begins any more. */
  idle(): Promise<void>;
}

/**
 * Work that finds by itself whatever is due, one turn at a time in this process. After a fault (the database restarts) it
 * is tried again with growing pauses: nothing is lost, since what is due stands in rows.
 *
 * @param work does all that is due and says in how many milliseconds more will be, if nobody wakes it before
 */
export function look(
  name: string,
  work: () => Promise<{ nextIn: number }>,
  { log, stop }: { log: Logger; stop: AbortSignal },
): Look {
  let underWay: Promise<void> | undefined;
  let again = false;
  let faults = 0;
  let timer: NodeJS.Timeout | undefined;
  stop.addEventListener('abort', () => clearTimeout(timer));

  async function turns(): Promise<void> {
    let pause = 0;
    do {
      again = false;
      pause = await turn();
    } while (again && !stop.aborted);
    underWay = undefined;
    if (!stop.aborted) timer = setTimeout(wake, pause);
  }

  async function turn(): Promise<number> {
    try {
      const { nextIn } = await work();
      faults = 0;
      return nextIn;
    } catch (fault) {
      const againInMs = Math.min(LONGEST_AFTER_FAULT, AFTER_FAULT * 2 ** faults);
      faults += 1;
      log.error({ err: fault, againInMs }, `${name} failed`);
      return againInMs;
    }
  }

  async function wake(): Promise<void> {
    if (stop.aborted) return;
    if (underWay) {
      again = true;
      return;
    }
    clearTimeout(timer);
    underWay = turns();
    await underWay;
  }

  return { wake, idle: async () => underWay };
}

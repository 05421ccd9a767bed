import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** The share of the machine's processor time that letters leave to others. */
const LEFT = 0.2;
/** Milliseconds: how often is looked; the longest that one letter waits, and what many begin with. */
const LOOK = 200;
const LONGEST = 250;
const FIRST = 60;

/** How fast letters go, so that people who read a page do not wait for those who get one. */
export interface Pace {
  /** Waits as long as so many letters should; not at all while the machine has time to spare. */
  letGo(letters: number): Promise<void>;
  /** There are many to come: they begin slowly, before it is known what else there is to do. */
  many(): void;
  end(): void;
}

/**
 * Looks at how much of the machine's time is left, whoever uses it, and waits longer while it is little. That the worker
 * runs at a lower priority holds for itself, and not for its connections in the database: they count here.
 */
export function pace(): Pace {
  let wait = 0;
  let begun = false;
  let before = spent();
  const looking = setInterval(() => {
    const now = spent();
    const left = (now.idle - before.idle) / Math.max(1, now.all - before.all);
    before = now;
    wait = left < LEFT ? Math.min(LONGEST, wait * 1.5 + 10) : Math.max(0, wait * 0.7 - 3);
  }, LOOK);
  looking.unref();
  return {
    async letGo(letters) {
      if (wait > 0) await sleep(wait * letters);
    },
    many() {
      if (!begun) wait = Math.max(wait, FIRST);
      begun = true;
    },
    end: () => clearInterval(looking),
  };
}

/** Milliseconds since the machine started, of all its processors. */
function spent(): { idle: number; all: number } {
  let [idle, all] = [0, 0];
  for (const { times } of os.cpus()) {
    idle += times.idle;
    all += times.user + times.nice + times.sys + times.idle + times.irq;
  }
  return { idle, all };
}

import { webPool } from '#db/client.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** Milliseconds between two writings of one process. */
const EVERY = 60_000;

/** Remembers when tokens were used, and writes it all at once, now and then. */
export function uses(write: (used: Map<string, Instant>) => Promise<unknown>, every = EVERY) {
  let used = new Map<string, Instant>();
  let waiting = false;
  let last = Number.NEGATIVE_INFINITY;
  async function flush(): Promise<void> {
    const due = used;
    used = new Map();
    waiting = false;
    last = performance.now();
    // a note of when a token was last used is not worth a failed answer: the next use makes another
    await write(due).catch((fault: unknown) => console.error('The last use of tokens was not noted:', fault));
  }
  return (token: string, at: Instant): void => {
    used.set(token, at);
    if (waiting) return;
    waiting = true;
    setTimeout(flush, Math.max(0, last + every - performance.now())).unref();
  };
}

/** Notes that a token was used. Written once a minute at most; a process that ends forgets what it has not written. */
export const noteUse = uses((used) =>
  webPool().query('SELECT demur.note_api_uses($1, $2)', [[...used.keys()], [...used.values()]]),
);

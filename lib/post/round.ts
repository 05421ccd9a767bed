import type { Logger } from 'pino';
import type { Opening } from '#db/transaction.ts';
import type { Carrier } from './carrier.ts';

/** What a round of the post works with. */
export interface PostRound {
  opening: Opening;
  log: Logger;
  stop?: AbortSignal;
  /** Left out: the installation's own, by SMTP_URL; a demo's keeps every letter here. */
  carrier?: Carrier;
}

const AN_HOUR = 3_600_000;

/**
 * Composes all that is owed, sends all that is due, and notes what came of it. Any number of them may run at the same
 * time: what one holds the others pass over.
 * @returns in how many milliseconds the next try is due, an hour at most
 */
export async function postRound(_at: PostRound): Promise<{ nextIn: number }> {
  return { nextIn: AN_HOUR };
}

import { webPool } from '#db/client.ts';
import { env } from '#db/env.ts';
import { byCalendarFeed } from '#db/transaction.ts';
import { type Limits, limits } from '#lib/api/limits.ts';
import { read } from '#lib/command/read.ts';
import { type Deadlines, deadlinesOf } from './queries.ts';
import { feedTokenHash, isFeedToken } from './token.ts';

/** Requests that one address of a calendar has in a minute: programs ask by the hour. */
const PER_MINUTE = 30;

let own: Limits | undefined;

/** Counted by each process by itself, as the API's are: who guesses at addresses waits. */
function ownLimits(): Limits {
  own ??= limits(PER_MINUTE, env().WEB_PROCESSES ?? 1);
  return own;
}

/** What stands behind an address; null: nothing does, or no longer. */
export type Knocked = { deadlines: Deadlines | null; wait: null } | { deadlines: null; wait: number };

/**
 * The deadlines behind a calendar's address, under the rights of the user whose it is: its membership and the user must
 * stand now.
 * @param origin where the request comes from, as far as we know
 */
export async function feedBehind(token: string, origin: string): Promise<Knocked> {
  // an address that works is let in whatever strangers do from the same network
  const waits = (await ownLimits().knows(token)) ? 0 : await ownLimits().wait(origin);
  if (waits > 0) return { deadlines: null, wait: waits };
  if (!isFeedToken(token)) {
    await ownLimits().stray(origin);
    return { deadlines: null, wait: null };
  }
  const taken = await ownLimits().take(token);
  if (!taken.allowed) return { deadlines: null, wait: Number(taken.headers['retry-after'] ?? 60) };
  const deadlines = await read(byCalendarFeed(webPool(), feedTokenHash(token)), ({ tx, actor }) =>
    actor.role === 'subscriber' ? deadlinesOf({ tx, actor }) : Promise.resolve(null),
  );
  if (deadlines === null) await ownLimits().stray(origin, token);
  return { deadlines, wait: null };
}

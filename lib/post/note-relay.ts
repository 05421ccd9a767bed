import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { mailRelay } from '#db/schema/post.ts';
import { carriers } from '#db/schema/vocabulary.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { pauseAfter } from './trying.ts';

const input = z.object({
  carrier: z.enum(carriers),
  host: z.string().nullable(),
  /** What was met in place of a server; null: letters can leave. */
  unreachable: z.string().nullable(),
});

/** Keeps how letters leave the house, and since when they can't: the desk is told, and no letter's tries are used up meanwhile. */
export const noteRelay: Unrecorded<z.infer<typeof input>, null, Actor> = {
  name: 'note-relay',
  input,
  async work(tx, { carrier, host, unreachable }, { now }) {
    const known = await tx.select().from(mailRelay).for('update');
    const before = known[0];
    const tries = unreachable === null ? 0 : (before?.tries ?? 0) + 1;
    const row = {
      carrier,
      host,
      seenAt: now,
      unreachableSince: unreachable === null ? null : (before?.unreachableSince ?? now),
      answer: unreachable,
      tries: Math.min(tries, 10_000),
      nextTryAt: unreachable === null ? null : sql`${now}::timestamptz + make_interval(secs => ${pauseAfter(tries)})`,
    };
    await tx.insert(mailRelay).values(row).onConflictDoUpdate({ target: mailRelay.id, set: row });
    return { value: null };
  },
};

import { and, isNull, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import { followers } from '#db/schema/followers.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';

/** Erases the addresses that were not confirmed in time. */
export const sweepFollowers: Unrecorded<Record<string, never>, { erased: number }, Actor> = {
  name: 'sweep-followers',
  input: z.strictObject({}),
  async work(tx, _, { now }) {
    const erased = await tx
      .update(followers)
      .set({ email: null, endedAt: now })
      .where(and(isNull(followers.confirmedAt), isNull(followers.endedAt), lte(followers.expiresAt, sql`demur.now()`)))
      .returning({ id: followers.id });
    return { value: { erased: erased.length } };
  },
};

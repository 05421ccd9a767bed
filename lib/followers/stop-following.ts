import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { type FollowerProof, followerProof } from './inputs.ts';

/** Ends it and erases the address, also before it was confirmed. Once more changes nothing. */
export const stopFollowing: Unrecorded<FollowerProof, null, Actor> = {
  name: 'stop-following',
  input: followerProof,
  async work(tx, { followerId, tokenHash }) {
    const { rows } = await tx.execute<{ done: boolean }>(
      sql`select demur.stop_following(${followerId}, ${tokenHash}) as done`,
    );
    return rows[0]?.done ? { value: null } : undefined;
  },
};

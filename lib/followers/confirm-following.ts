import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { type FollowerProof, followerProof } from './inputs.ts';

/** Whoever reads the mailbox confirms that it wants letters. Once more changes nothing. */
export const confirmFollowing: Unrecorded<FollowerProof, null, Actor> = {
  name: 'confirm-following',
  input: followerProof,
  async work(tx, { followerId, tokenHash }) {
    const { rows } = await tx.execute<{ done: boolean }>(
      sql`select demur.confirm_following(${followerId}, ${tokenHash}) as done`,
    );
    return rows[0]?.done ? { value: null } : undefined;
  },
};

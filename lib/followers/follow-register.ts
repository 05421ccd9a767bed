import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { refuse } from '#lib/command/refusal.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { type FollowInput, followInput } from './inputs.ts';

/**
 * Asks an address whether it wants to follow the register. The answer says nothing of the address; only in the demo,
 * where no letter is sent, it names who is to confirm.
 */
export const followRegister: Unrecorded<FollowInput, { toConfirm: string | null }, Actor> = {
  name: 'follow-register',
  input: followInput,
  async work(tx, { id, email, tokenHash, origin }) {
    const { rows } = await tx.execute<{ wait: number; follower: string | null }>(
      sql`select wait, follower from demur.follow_register(${id}, ${email}, ${tokenHash}, ${origin})`,
    );
    const { wait, follower } = rows[0] ?? { wait: 0, follower: null };
    if (wait > 0)
      return refuse('busy', `Too many requests from your network. Try again in ${Math.ceil(wait / 60)} minutes.`, {
        facts: { seconds: wait },
      });
    return { value: { toConfirm: follower } };
  },
};

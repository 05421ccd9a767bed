import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import { proofOf } from './token.ts';

export interface Follower {
  email: string;
  confirmed: boolean;
}

/** Whose a link's token is, for whoever holds it. Undefined: nobody's, ended, or not confirmed in time. */
export async function followerOf({ tx }: { tx: Transaction }, token: string): Promise<Follower | undefined> {
  const proof = proofOf(token);
  if (!proof) return undefined;
  const { rows } = await tx.execute<Follower & Record<string, unknown>>(
    sql`select email, confirmed from demur.follower_of(${proof.followerId}, ${proof.tokenHash})`,
  );
  return rows[0];
}

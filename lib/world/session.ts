import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asOwner, transaction } from '#db/transaction.ts';
import type { World } from './world.ts';

/** A session as signing in would start it, without the password: its secret, and what the database knows of it. */
export async function session(
  { pool }: Pick<World, 'pool'>,
  userId: string,
): Promise<{ secret: string; secretHash: Buffer }> {
  const secret = randomBytes(32).toString('base64url');
  const secretHash = createHash('sha256').update(secret).digest();
  await transaction(asOwner(pool), (tx) =>
    tx.execute(sql`select demur.start_session(${userId}, ${secretHash}, interval '12 hours')`),
  );
  return { secret, secretHash };
}

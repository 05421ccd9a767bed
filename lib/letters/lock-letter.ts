import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';

/** One at a time about one letter: two admins, or an admin and the worker that is writing it. */
export async function lockLetter(tx: Transaction, letterId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select from demur.letters where id = ${letterId} for no key update`);
  return rows.length > 0;
}

import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';

export interface Logo {
  mediaType: string;
  content: Buffer;
}

/** The picture that is set, if its hash begins so. */
export async function logoShown(tx: Transaction, hash: string): Promise<Logo | undefined> {
  const { rows } = await tx.execute<{ media_type: string; content: Buffer }>(
    sql`select media_type, content from demur.logos where left(encode(sha256, 'hex'), 16) = ${hash}`,
  );
  const [row] = rows;
  return row && { mediaType: row.media_type, content: row.content };
}

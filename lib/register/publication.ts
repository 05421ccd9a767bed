import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';

const PUBLICATION_LOCK = 7_301_118_274;

/**
 * One publication at a time, held to the commit: policy versions are numbered without gaps, and no sub-processor gets
 * two live changes.
 */
export async function lockPublication(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${PUBLICATION_LOCK})`);
}

/**
 * For whatever alters whether a subscriber is reached (a DPA, a service in use): it gets its notice of a change from
 * the publication or from this, and of several such at once from one, and from none twice.
 */
export async function lockAudience(tx: Transaction, subscriberId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${PUBLICATION_LOCK})`);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${subscriberId}, ${PUBLICATION_LOCK}))`);
}

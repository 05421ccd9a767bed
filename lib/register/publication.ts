import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';

const PUBLICATION_LOCK = 7_301_118_274;

/**
 * One publication at a time, held to the commit: policy versions are numbered without gaps, and no sub-processor gets
 * two live changes. Whatever alters who is reached (a DPA, a service in use) takes it shared, so that each subscriber
 * gets its notice from the one or from the other, and from neither twice.
 */
export async function lockPublication(tx: Transaction, mode: 'alone' | 'shared'): Promise<void> {
  await tx.execute(
    mode === 'alone'
      ? sql`select pg_advisory_xact_lock(${PUBLICATION_LOCK})`
      : sql`select pg_advisory_xact_lock_shared(${PUBLICATION_LOCK})`,
  );
}

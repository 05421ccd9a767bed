import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';

const PUBLISHING = 7_301_118_275;

const keyOf = (draftId: SQL) => sql`hashtextextended(${draftId}::text, ${PUBLISHING})`;

/**
 * Marks a draft as being published until this transaction is over, however it ends: a lock is gone with the connection
 * that held it, so that nobody waits for a publication that has died.
 */
export async function markPublishing(tx: Transaction, draftId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${keyOf(sql`${draftId}`)})`);
}

/** Whether a transaction is publishing the draft now, as an SQL expression. */
export const isPublishing = (draftId: SQL): SQL => sql`exists (
  select from pg_locks l where l.locktype = 'advisory' and l.granted and l.objsubid = 1
    and l.database = (select oid from pg_database where datname = current_database())
    and (l.classid::bigint << 32 | l.objid::bigint) = ${keyOf(draftId)})`;

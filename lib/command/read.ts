import { sql } from 'drizzle-orm';
import { type Opening, type Transaction, transaction } from '#db/transaction.ts';
import type { Actor, Installation } from '#lib/access/actor.ts';
import { actorOf, installationOf } from './command.ts';

/** What a page knows of its reader before it asks anything. */
export interface Reader {
  tx: Transaction;
  actor: Actor;
  installation: Installation;
  /** Of a page: what awaits its reader. */
  awaiting?: Awaiting;
}

/** What awaits whoever opens a page. */
export interface Awaiting {
  /** News that they have not read; 100 means that many or more. */
  unread: number;
  /** The desk made their password, and they have not put their own in its place. */
  passwordDue: boolean;
}

/** One read-only transaction for one page, under the reader's own role. */
export function read<T>(opening: Opening, work: (reader: Reader) => Promise<T>): Promise<T> {
  return transaction(
    opening,
    (tx, row) => {
      const { unread = 0, password_due: passwordDue = false } = row;
      return work({ tx, actor: actorOf(row), installation: installationOf(row), awaiting: { unread, passwordDue } });
    },
    'READ ONLY',
  );
}

/**
 * One read-only transaction that sees one state throughout, for what takes longer than a page: a check of the log, an
 * export. It may run for as long as its reader keeps reading.
 */
export function readSnapshot<T>(opening: Opening, work: (reader: Reader) => Promise<T>): Promise<T> {
  return transaction(
    opening,
    async (tx, row) => {
      await tx.execute(
        sql`select set_config('transaction_timeout', '0', true), set_config('statement_timeout', '0', true)`,
      );
      return work({ tx, actor: actorOf(row), installation: installationOf(row) });
    },
    'ISOLATION LEVEL REPEATABLE READ READ ONLY',
  );
}

import { type Opening, type Transaction, transaction } from '#db/transaction.ts';
import type { Actor, Installation } from '#lib/access/actor.ts';
import { actorOf, installationOf } from './command.ts';

/** What a page knows of its reader before it asks anything. */
export interface Reader {
  tx: Transaction;
  actor: Actor;
  installation: Installation;
}

/** One read-only transaction for one page, under the reader's own role. */
export function read<T>(opening: Opening, work: (reader: Reader) => Promise<T>): Promise<T> {
  return transaction(
    opening,
    (tx, row) => work({ tx, actor: actorOf(row), installation: installationOf(row) }),
    'READ ONLY',
  );
}

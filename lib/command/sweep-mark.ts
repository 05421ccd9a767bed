import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import { type Instant, parseInstant } from '#lib/deadlines/instant.ts';

/** A place in what is ordered by instant and id. */
export interface Place {
  at: Instant;
  id: string;
}

/** What one batch of a sweep did. */
export interface Swept {
  /** Letters obliged. */
  obliged: number;
  /** Whether the batch was full, so that more may be due. */
  more: boolean;
}

/** Rows of one transaction: enough for 100,000 at one instant, few enough to hold nothing for long. */
export const BATCH = 1_000;

const FIRST = '00000000-0000-0000-0000-000000000000';
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const EVER = parseInstant('0001-01-01T00:00:00Z');

/**
 * One batch of what has crossed a threshold since a sweep last looked. The sweep's mark says how far it has come, and is
 * held meanwhile: nothing has its turn twice, however many workers there are, and what lies before the mark is not read.
 *
 * @param since where the order has something that is no longer to be swept, whatever the mark says: up to this instant
 * @param batch reads what comes after a place, up to `upTo`, at most `BATCH` rows in the order of instant and id; and does
 *   what it asks for. It says of all that it read where each stands, and how many letters it obliged.
 */
export async function sweep(
  tx: Transaction,
  { name, since, upTo }: { name: string; since?: Instant; upTo: Instant },
  batch: (after: Place) => Promise<{ read: Place[]; obliged: number }>,
): Promise<Swept> {
  const mark = await holdMark(tx, name);
  if (!mark) return { obliged: 0, more: false };
  const after = since !== undefined && since > mark.at ? { at: since, id: LAST } : mark;
  if (upTo < after.at) return { obliged: 0, more: false };
  const { read, obliged } = await batch(after);
  const more = read.length === BATCH;
  const reached = (more && read.at(-1)) || { at: upTo, id: LAST };
  await tx.execute(
    sql`update demur.sweep_marks set at = ${reached.at}, id = ${reached.id} where name = ${name} and (at, id) < (${reached.at}, ${reached.id}::uuid)`,
  );
  return { obliged, more };
}

/** The mark of a sweep, locked; undefined while somebody else is at it. A sweep that never ran begins before everything. */
async function holdMark(tx: Transaction, name: string): Promise<Place | undefined> {
  await tx.execute(
    sql`insert into demur.sweep_marks (name, at, id) values (${name}, ${EVER}, ${FIRST}) on conflict do nothing`,
  );
  const { rows } = await tx.execute<Place & Record<string, unknown>>(
    sql`select demur.iso(at) as at, id from demur.sweep_marks where name = ${name} for update skip locked`,
  );
  return rows[0];
}

/** Batch after batch, until one is not full or the worker is asked to stop. */
export async function untilDone(batch: () => Promise<Swept>, stop?: AbortSignal): Promise<number> {
  let obliged = 0;
  for (let more = true; more && !stop?.aborted; ) {
    const done = await batch();
    obliged += done.obliged;
    more = done.more;
  }
  return obliged;
}

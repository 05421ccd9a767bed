import { sql } from 'drizzle-orm';
import type { Opening, Transaction } from '#db/transaction.ts';
import { readSnapshot } from '#lib/command/read.ts';
import { type Instant, parseInstant } from '#lib/deadlines/instant.ts';
import { fromHex, hex } from './commitment.ts';
import { inspectRows, type LatestEvents } from './inspected-rows.ts';
import { inspectServed, noteServed, type ServedByTerms } from './inspected-services.ts';
import type { EventContent } from './verified-event.ts';
import { beginning, type Difference, difference, type Entry, type Head, isDifference, verifyEntry } from './verify.ts';

/** What an inspection of the whole log found, and up to where. */
export interface Finding {
  ok: boolean;
  at: Instant;
  /** Entries and rows that hold. */
  entries: number;
  rows: number;
  /** The log's last hash, in hex: whoever has it from an earlier day can tell whether that log is the beginning of this one. */
  head: string;
  difference: Difference | null;
}

/** How far an inspection has come. */
export interface Progress {
  stage: 'entries' | 'rows';
  done: number;
  /** How many entries there are; null while rows are compared, whose number nobody counts first. */
  of: number | null;
}

const BATCH = 1000;

/**
 * Reads the whole log and every row that it answers for, in one snapshot: re-derives every hash, looks for gaps, and
 * compares each row with the latest event that names it. Ends at the first difference. Memory holds one batch, and for
 * each row its id and the position of its latest event.
 */
export function inspectLog(opening: Opening, told: (progress: Progress) => void = () => undefined): Promise<Finding> {
  return readSnapshot(opening, async ({ tx }) => {
    const { at, head } = await now(tx);
    const latest: LatestEvents = new Map();
    const served: ServedByTerms = new Map();
    const chain = await inspectChain(tx, head, { latest, served }, told);
    const finding = { at, entries: chain.head.count, head: hex(chain.head.hash) };
    if (chain.difference) return { ...finding, ok: false, rows: 0, difference: chain.difference };

    const { rows, difference: ofRows } = await inspectRows(tx, latest, (done) =>
      told({ stage: 'rows', done, of: null }),
    );
    const first = ofRows ?? (await inspectServed(tx, served));
    return { ...finding, ok: first === null, rows, difference: first };
  });
}

async function now(tx: Transaction): Promise<{ at: Instant; head: Head }> {
  const { rows } = await tx.execute<{ at: string; count: string; hash: string }>(
    sql`select demur.iso(demur.now()) as at, count, encode(hash, 'hex') as hash from demur.log_head`,
  );
  const row = rows[0];
  if (!row) throw new Error('The log has no head: this database is not migrated.');
  return { at: parseInstant(row.at), head: { count: Number(row.count), hash: fromHex(row.hash) } };
}

async function inspectChain(
  tx: Transaction,
  kept: Head,
  noted: { latest: LatestEvents; served: ServedByTerms },
  told: (progress: Progress) => void,
): Promise<{ head: Head; difference: Difference | null }> {
  let head = await beginning();
  for (;;) {
    const batch = await entriesAfter(tx, head.count);
    for (const { entry, index } of batch) {
      const verified = await verifyEntry(entry, head);
      if (isDifference(verified)) return { head, difference: verified };
      const wrong = misindexed(verified.content, index, entry.position);
      if (wrong) return { head, difference: wrong };
      head = verified.head;
      note(noted.latest, verified.content, entry.position);
      noteServed(noted.served, verified.content, entry.position);
    }
    told({ stage: 'entries', done: head.count, of: kept.count });
    if (batch.length < BATCH) break;
  }
  if (head.count === kept.count && hex(head.hash) === hex(kept.hash)) return { head, difference: null };
  const [expected, found] = [kept, head].map(({ count, hash }) => `${count} ${hex(hash)}`);
  return { head, difference: difference('head', { position: head.count + 1, expected, found }) };
}

/** The columns beside an entry's bytes, by which lists find it. */
type Index = {
  at: string;
  type: string;
  case: string | null;
  subscriber: string | null;
  user: string | null;
  role: string;
};
type EntryRow = Index & { position: string; content: Buffer; hash: Buffer };

async function entriesAfter(tx: Transaction, position: number): Promise<{ entry: Entry; index: Index }[]> {
  const { rows } = await tx.execute<EntryRow>(sql`
    select position, content, hash, demur.iso(at) as at, type, case_id as case, subscriber_id as subscriber, actor_id as user, role
    from demur.events where position > ${position} order by position limit ${BATCH}`);
  return rows.map(({ position: at, content, hash, ...index }) => ({
    entry: { position: Number(at), content: new Uint8Array(content), hash: new Uint8Array(hash) },
    index,
  }));
}

function misindexed(content: EventContent, index: Index, position: number): Difference | undefined {
  const said: Index = {
    at: content.at,
    type: content.type,
    case: content.case,
    subscriber: content.subscriber,
    user: content.actor.user,
    role: content.actor.role,
  };
  for (const name of Object.keys(said) as (keyof Index)[])
    if (said[name] !== index[name])
      return difference('index', { position, table: 'events', column: name, expected: said[name], found: index[name] });
  return undefined;
}

function note(latest: LatestEvents, content: EventContent, position: number): void {
  for (const { table, id } of content.rows) {
    const rows = latest.get(table) ?? new Map<string, number>();
    latest.set(table, rows.set(id, position));
  }
}

import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import { boundTables } from './bound-tables.ts';
import { canonical, parseExactly } from './canonical.ts';
import { hex, sha256 } from './commitment.ts';
import { eventContent, type RowImage } from './verified-event.ts';
import { type Difference, difference, type StoredRow, verifyRow } from './verify.ts';

/** For each table, which row's latest event stands where. */
export type LatestEvents = Map<string, Map<string, number>>;

interface Inspected {
  rows: number;
  difference: Difference | null;
}

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Compares every row of every bound table with the latest event that names it. Empties `latest` as it goes. */
export async function inspectRows(
  tx: Transaction,
  latest: LatestEvents,
  told: (done: number) => void,
): Promise<Inspected> {
  let rows = 0;
  for (const table of new Set([...Object.keys(boundTables), ...latest.keys()])) {
    const named = latest.get(table) ?? new Map<string, number>();
    for (let after = FIRST; ; ) {
      const batch = boundTables[table] ? await storedAfter(tx, table, after) : [];
      const first = await inspectBatch(tx, table, batch, named);
      if (first) return { rows, difference: first };
      rows += batch.length;
      told(rows);
      const last = batch.at(-1);
      if (!last || batch.length < BATCH) break;
      after = last.id;
    }
    const [gone] = named;
    if (gone) return { rows, difference: difference('row_missing', { position: gone[1], table, row: gone[0] }) };
  }
  return { rows, difference: null };
}

async function inspectBatch(
  tx: Transaction,
  table: string,
  batch: Stored[],
  named: Map<string, number>,
): Promise<Difference | undefined> {
  const unrecorded = batch.find(({ id }) => !named.has(id));
  if (unrecorded) return difference('row_unrecorded', { table, row: unrecorded.id });
  const events = await imagesAt(tx, table, [...new Set(batch.map(({ id }) => named.get(id) ?? 0))]);
  for (const { id, row } of batch) {
    const position = named.get(id) ?? 0;
    const { image, salts } = events.get(`${position} ${id}`) ?? {};
    if (!image) return difference('row_unrecorded', { position, table, row: id });
    const first = (await verifyRow(position, image, row, salts ?? {})) ?? (await beneath(tx, table, id, row, position));
    if (first) return first;
    named.delete(id);
  }
  return undefined;
}

type Stored = { id: string; row: StoredRow };

async function storedAfter(tx: Transaction, table: string, after: string): Promise<Stored[]> {
  const { columns = '*', recorded = 'true' } = boundTables[table] ?? {};
  const { rows } = await tx.execute<{ id: string; row: string }>(sql`
    select r.id, to_jsonb(r)::text as row from (
      select ${sql.raw(columns)} from demur.${sql.identifier(table)}
      where id > ${after} and ${sql.raw(recorded)} order by id limit ${BATCH}
    ) r order by r.id`);
  return rows.map(({ id, row }) => ({ id, row: parseExactly(row) as StoredRow }));
}

/** The images of one table's rows in these events, with their salts, by position and row. */
async function imagesAt(tx: Transaction, table: string, positions: number[]) {
  const { rows } = await tx.execute<{
    position: string;
    content: Buffer;
    salts: Record<string, Record<string, string>>;
  }>(sql`
    select e.position, e.content, coalesce(
      (select jsonb_object_agg(s.row_id, s.salts) from demur.salts s where s.position = e.position and s.table_name = ${table}), '{}') as salts
    from demur.events e where e.position = any (${`{${positions.join(',')}}`}::bigint[])`);
  const images = new Map<string, { image: RowImage; salts: Record<string, string> | undefined }>();
  for (const { position, content, salts } of rows)
    for (const image of eventContent.parse(parseExactly(content.toString('utf8'))).rows)
      if (image.table === table) images.set(`${position} ${image.id}`, { image, salts: salts[image.id] });
  return images;
}

/** What a row stands for by a hash: a policy version for the register frozen in it, a file for its bytes. */
async function beneath(tx: Transaction, table: string, id: string, row: StoredRow, position: number) {
  const derived =
    table === 'policy_versions' ? await sha256(canonical(row.snapshot)).then(hex) : await fileHash(tx, table, id);
  if (derived === undefined || `\\x${derived}` === row.sha256) return undefined;
  const [kind, column] = table in piecesOf ? (['file', 'sha256'] as const) : (['snapshot', 'snapshot'] as const);
  return difference(kind, { position, table, row: id, column, expected: String(row.sha256).slice(2), found: derived });
}

/** Where the bytes of a table of files are. */
const piecesOf: Record<string, string> = { files: 'file_pieces', evidence_files: 'evidence_pieces' };

async function fileHash(tx: Transaction, table: string, id: string): Promise<string | undefined> {
  const pieces = piecesOf[table];
  if (pieces === undefined) return undefined;
  const hash = createHash('sha256');
  for (let after = -1; ; ) {
    const { rows } = await tx.execute<{ position: number; content: Buffer }>(
      sql`select position, content from demur.${sql.identifier(pieces)} where file_id = ${id} and position > ${after} order by position limit 1`,
    );
    const piece = rows[0];
    if (!piece) return hash.digest('hex');
    hash.update(piece.content);
    after = piece.position;
  }
}

import { canonical, parseExactly } from './canonical.ts';
import { type Bytes, commitment, hashOf, hex, joined, sha256 } from './commitment.ts';
import { type EventContent, eventContent, type RowImage } from './verified-event.ts';

/** An entry of the log as it is kept: its exact bytes, and the hash that chains it to the one before. */
export interface Entry {
  position: number;
  content: Bytes;
  hash: Bytes;
}

/** How far a log reaches: how many entries, and the hash of the last. */
export interface Head {
  count: number;
  hash: Bytes;
}

/** What the two hashes of a difference are of. */
export const differenceKinds = [
  'position',
  'hash',
  'form',
  'index',
  'head',
  'row_missing',
  'row_unrecorded',
  'column',
  'salt_missing',
  'snapshot',
  'file',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** The first thing found that is not as it was written. Values are shown by their hashes only. */
export interface Difference {
  kind: DifferenceKind;
  /** The entry of the log; null for a row that no entry names. */
  position: number | null;
  table: string | null;
  row: string | null;
  column: string | null;
  /** What the evidence says it is (a hash in hex, a position, or a form), and what is there. */
  expected: string | null;
  found: string | null;
}

/** An entry that holds: what it says, and the head of the log up to it. */
export interface Verified {
  head: Head;
  content: EventContent;
}

export function difference(kind: DifferenceKind, about: Partial<Omit<Difference, 'kind'>>): Difference {
  return { position: null, table: null, row: null, column: null, expected: null, found: null, ...about, kind };
}

export const isDifference = (value: Verified | Difference): value is Difference => 'kind' in value;

/** Before the first entry. The same words stand in the migration that lays the log. */
export async function beginning(): Promise<Head> {
  return { count: 0, hash: await sha256('demur log') };
}

/**
 * Re-derives one entry from its bytes and the head before it: its position is the next one, its hash is SHA-256 of (the
 * hash before, the position as 8 bytes, SHA-256 of the content), and the content is in the one canonical form. It shares
 * no code with what writes entries, which is SQL.
 */
export async function verifyEntry(entry: Entry, before: Head): Promise<Verified | Difference> {
  const { position } = entry;
  const next = before.count + 1;
  if (position !== next) return difference('position', { position: next, expected: `${next}`, found: `${position}` });

  const derived = await sha256(joined(before.hash, bigEndian(position), await sha256(entry.content)));
  if (hex(derived) !== hex(entry.hash))
    return difference('hash', { position, expected: hex(derived), found: hex(entry.hash) });

  const content = contentOf(entry.content);
  if (typeof content === 'string')
    return difference('form', { position, expected: content, found: hex(await sha256(entry.content)) });
  return { head: { count: position, hash: entry.hash }, content };
}

/** A row as it now stands: column name to value, as PostgreSQL writes it in JSON, numbers as strings. */
export type StoredRow = Record<string, unknown>;

/**
 * Compares a row with what an event says of it: plain values must be equal, sealed ones must give the commitment with
 * their salt. A column that came into being after the event stands in no image and is not compared.
 *
 * @param salts column to hex, of this event and this row
 */
export async function verifyRow(
  position: number,
  image: RowImage,
  stored: StoredRow,
  salts: Record<string, string>,
): Promise<Difference | undefined> {
  const about = { position, table: image.table, row: image.id };
  for (const [column, was] of Object.entries(image.plain)) {
    const is = stored[column] ?? null;
    if (canonical(was) === canonical(is)) continue;
    return difference('column', { ...about, column, expected: await hashOf(was), found: await hashOf(is) });
  }
  for (const [column, sealed] of Object.entries(image.sealed)) {
    const is = stored[column] ?? null;
    if (is === null && sealed === null) continue;
    const salt = salts[column];
    if (sealed !== null && salt === undefined)
      return difference('salt_missing', { ...about, column, expected: sealed, found: null });
    const found = is === null || salt === undefined ? null : await commitment(salt, is);
    if (found !== sealed) return difference('column', { ...about, column, expected: sealed, found });
  }
  return undefined;
}

function contentOf(bytes: Bytes): EventContent | string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value = parseExactly(text);
    if (canonical(value) !== text) return 'bytes in canonical form';
    const content = eventContent.safeParse(value);
    return content.success ? content.data : 'an event of version 1';
  } catch {
    return 'JSON in UTF-8';
  }
}

function bigEndian(position: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(position));
  return bytes;
}

import { sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { check, customType, pgSchema } from 'drizzle-orm/pg-core';
import { type Instant, parseInstant } from '#lib/deadlines/instant.ts';

/** Everything of Demur's lives in one schema, so that it can share a database. */
export const demur = pgSchema('demur');

/** A `timestamptz` read with its full microseconds, as the fixed-width UTC text that the domain compares. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  fromDriver: (text) => parseInstant(text),
  toDriver: (value) => value,
});

/** Bytes: hashes, salts and pieces of files. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** A CHECK that a column holds one of the stored words; never a PostgreSQL enum, whose `=` is not leakproof. */
export function oneOf(name: string, column: AnyPgColumn, words: readonly string[]) {
  return check(name, sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(', '))})`);
}

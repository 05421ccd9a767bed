import { sql } from 'drizzle-orm';
import { check, index, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { demur, instant } from './column.ts';
import { users } from './parties.ts';

/**
 * How far each sweep has come through what crosses a threshold as time goes on: everything up to this instant, and at it
 * up to this id, has had its turn. No part of the record.
 */
export const sweepMarks = demur.table('sweep_marks', {
  name: text('name').primaryKey(),
  at: instant('at').notNull(),
  id: uuid('id').notNull(),
});

/** When a worker last saw that the web answers and that the database takes what is written: at most one row. */
export const heartbeats = demur.table(
  'heartbeats',
  { id: smallint('id').primaryKey().default(1), beatAt: instant('beat_at').notNull() },
  (t) => [check('one_heartbeat', sql`${t.id} = 1`)],
);

/** A time in which it can't be shown that an objection could be filed, and the extension that was granted for it. */
export const outages = demur.table(
  'outages',
  {
    id: uuid('id').primaryKey().default(sql`uuidv7()`),
    /** The last beat before it, and the first after it. */
    fromAt: instant('from_at').notNull(),
    toAt: instant('to_at').notNull(),
    extendedAt: instant('extended_at'),
    extendedBy: uuid('extended_by').references(() => users.id),
    reason: text('reason'),
  },
  (t) => [
    check('outage_lasts', sql`${t.toAt} > ${t.fromAt}`),
    check(
      'outage_extended_by',
      sql`(${t.extendedAt} is null) = (${t.extendedBy} is null) and (${t.extendedAt} is null) = (${t.reason} is null)`,
    ),
    index('outages_latest').on(t.toAt),
  ],
);

import { sql } from 'drizzle-orm';
import { bigint, check, index, jsonb, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, demur, instant } from './column.ts';

/** The append-only log. Ids, stored words, instants and salted commitments; never a name, address or free text. */
export const events = demur.table(
  'events',
  {
    /** From 1, without gaps. */
    position: bigint('position', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    type: text('type').notNull(),
    caseId: uuid('case_id'),
    subscriberId: uuid('subscriber_id'),
    actorId: uuid('actor_id'),
    role: text('role').notNull(),
    /** The event's exact canonical bytes (RFC 8785). */
    content: bytes('content').notNull(),
    /** SHA-256 of: the hash before, the position as 8 bytes, SHA-256 of the content. */
    hash: bytes('hash').notNull(),
  },
  (t) => [
    index('events_of_case').on(t.caseId, t.position),
    index('events_of_subscriber').on(t.subscriberId, t.position),
    index('events_of_type').on(t.type, t.position),
    // letters to the desk on a case: few among very many
    index('events_of_desk_letters')
      .on(t.position)
      .where(sql`type = 'letter.composed' and subscriber_id is null and case_id is not null`),
  ],
);

/** The one row that serialises the log: how many events, and the last hash. */
export const logHead = demur.table(
  'log_head',
  {
    id: smallint('id').primaryKey().default(1),
    count: bigint('count', { mode: 'number' }).notNull(),
    hash: bytes('hash').notNull(),
  },
  (t) => [check('one_head', sql`${t.id} = 1`)],
);

/** The salts behind an event's commitments, a row for each row that the event sealed. Without one its value can no longer be guessed. */
export const salts = demur.table(
  'salts',
  {
    /** No foreign key: the log's writer makes both, no event is ever removed, and a check of each would hold the log's head longer. */
    position: bigint('position', { mode: 'number' }).notNull(),
    tableName: text('table_name').notNull(),
    rowId: uuid('row_id').notNull(),
    subscriberId: uuid('subscriber_id'),
    /** Column name to hex of 16 random bytes. */
    salts: jsonb('salts').$type<Record<string, string>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.position, t.tableName, t.rowId] })],
);

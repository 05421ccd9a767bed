import { sql } from 'drizzle-orm';
import { bigint, check, foreignKey, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, demur, instant } from './column.ts';
import { memberships, users } from './parties.ts';

/**
 * A secret address under which a calendar reads the deadlines of one user's subscriber. It opens nothing once it is
 * revoked, or the membership or the user has ended. Only its revocation is ever written later.
 */
export const calendarFeeds = demur.table(
  'calendar_feeds',
  {
    id: uuid('id').primaryKey().default(sql`uuidv7()`),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    subscriberId: uuid('subscriber_id').notNull(),
    /** The membership that it was made under: one that is given anew later does not bring an old address back. */
    membershipId: uuid('membership_id').notNull(),
    /** SHA-256 of the secret in the address: a copy of this table opens nothing. No request role may read it. */
    tokenHash: bytes('token_hash').notNull().unique('calendar_feed_hash_taken'),
    madeAt: instant('made_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    foreignKey({
      name: 'feed_of_membership',
      columns: [t.subscriberId, t.membershipId],
      foreignColumns: [memberships.subscriberId, memberships.id],
    }),
    uniqueIndex('one_calendar_feed').on(t.userId).where(sql`revoked_at is null`),
  ],
);

/** How far a user has read what the bell told: up to a position of the log, and single positions beyond it. */
export const inboxMarks = demur.table(
  'inbox_marks',
  {
    userId: uuid('user_id')
      .primaryKey()
      .references(() => users.id),
    /** The subscriber on whose behalf they act; null for the vendor's own. */
    subscriberId: uuid('subscriber_id'),
    readThrough: bigint('read_through', { mode: 'number' }).notNull(),
    readSingly: bigint('read_singly', { mode: 'number' }).array().notNull(),
  },
  (t) => [check('few_read_singly', sql`cardinality(${t.readSingly}) <= 500`)],
);

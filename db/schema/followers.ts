import { sql } from 'drizzle-orm';
import { check, index, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, demur, instant } from './column.ts';

/**
 * Somebody who reads of each publication by e-mail: no user and no party, so no part of the record. What is left of one
 * that has ended is an id without an address.
 */
export const followers = demur.table(
  'followers',
  {
    id: uuid('id').primaryKey().default(sql`uuidv7()`),
    /** Lower case; null once it has ended. */
    email: text('email').unique('follower_email_taken'),
    /** SHA-256 of the token in the links that its letters hold. */
    tokenHash: bytes('token_hash').notNull(),
    /** When a confirmation was last asked for, and how often. */
    askedAt: instant('asked_at').notNull(),
    asked: smallint('asked').notNull().default(1),
    /** Until when it can be confirmed. */
    expiresAt: instant('expires_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    check('address_erased_with_the_end', sql`(${t.email} is null) = (${t.endedAt} is not null)`),
    check('follower_email_is_lower_case', sql`${t.email} = lower(${t.email})`),
    index('followers_unconfirmed').on(t.expiresAt).where(sql`${t.confirmedAt} is null and ${t.endedAt} is null`),
  ],
);

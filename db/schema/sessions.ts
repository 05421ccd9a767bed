import { sql } from 'drizzle-orm';
import { index, integer, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, demur, instant } from './column.ts';
import { users } from './parties.ts';

/** A signed-in browser. The cookie carries the id in an envelope; this row decides, on every request. */
export const sessions = demur.table(
  'sessions',
  {
    id: uuid('id').primaryKey().default(sql`uuidv7()`),
    /** SHA-256 of the secret in the cookie: a copy of this table opens nothing. */
    secretHash: bytes('secret_hash').notNull().unique('session_secret_taken'),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    startedAt: instant('started_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('sessions_of_user').on(t.userId), index('sessions_by_end').on(t.expiresAt)],
);

/** Failed sign-ins by address, by origin and by both, so that guessing is slow in every process at once. */
export const signInFailures = demur.table('sign_in_failures', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  until: instant('until').notNull(),
});

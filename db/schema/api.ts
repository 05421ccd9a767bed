import { sql } from 'drizzle-orm';
import { check, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, demur, instant } from './column.ts';
import { users } from './parties.ts';
import { apiScopes } from './vocabulary.ts';

/** What a program of the vendor's own may ask over the API, and until when. Only its revocation is ever written later. */
export const apiTokens = demur.table(
  'api_tokens',
  {
    id: uuid('id').primaryKey().default(sql`uuidv7()`),
    name: text('name').notNull(),
    /** SHA-256 of the token: a copy of this table opens nothing. No request role may read it. */
    tokenHash: bytes('token_hash').notNull().unique('api_token_hash_taken'),
    scopes: text('scopes', { enum: apiScopes }).array().notNull(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    revokedBy: uuid('revoked_by').references(() => users.id),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    check(
      'api_scope_words',
      sql`cardinality(${t.scopes}) > 0 and ${t.scopes} <@ array[${sql.raw(apiScopes.map((scope) => `'${scope}'`).join(', '))}]`,
    ),
    check('revoked_by_somebody', sql`(${t.revokedAt} is null) = (${t.revokedBy} is null)`),
    check('expires_after_creation', sql`${t.expiresAt} > ${t.createdAt}`),
  ],
);

/** When a token was last used, to the minute: noted by each web process now and then, and no part of the record. */
export const apiTokenUses = demur.table('api_token_uses', {
  tokenId: uuid('token_id')
    .primaryKey()
    .references(() => apiTokens.id),
  lastUsedAt: instant('last_used_at').notNull(),
});

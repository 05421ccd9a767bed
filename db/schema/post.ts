import { sql } from 'drizzle-orm';
import { check, index, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { apiTokens } from './api.ts';
import { demur, instant, oneOf } from './column.ts';
import { deliveries } from './letters.ts';
import { users } from './parties.ts';
import { carriers, optionalKinds, reportedGrades } from './vocabulary.ts';

const id = () => uuid('id').primaryKey().default(sql`uuidv7()`);

/** What the vendor's mail system told of a delivery over the API. No part of the record: the worker makes its event of it. */
export const bounceReports = demur.table(
  'bounce_reports',
  {
    id: id(),
    deliveryId: uuid('delivery_id')
      .notNull()
      .references(() => deliveries.id),
    grade: text('grade', { enum: reportedGrades }).notNull(),
    /** As the report states it. */
    statedAt: instant('stated_at'),
    host: text('host'),
    code: smallint('code'),
    detail: text('detail'),
    tokenId: uuid('token_id')
      .notNull()
      .references(() => apiTokens.id),
    reportedAt: instant('reported_at').notNull(),
    appliedAt: instant('applied_at'),
  },
  (t) => [
    oneOf('reported_grade_word', t.grade, reportedGrades),
    unique('reported_once').on(t.deliveryId, t.grade),
    index('reports_to_apply').on(t.reportedAt, t.id).where(sql`applied_at is null`),
  ],
);

/** That a user wants no more letters of a kind, said by the link in one of them. The worker puts it among their preferences. */
export const letterStops = demur.table(
  'letter_stops',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    kind: text('kind', { enum: optionalKinds }).notNull(),
    askedAt: instant('asked_at').notNull(),
    doneAt: instant('done_at'),
  },
  (t) => [
    oneOf('stopped_kind_word', t.kind, optionalKinds),
    index('stops_to_do').on(t.askedAt, t.id).where(sql`done_at is null`),
  ],
);

/** How letters leave the house, as the worker last saw it, and since when the mail relay can't be reached. One row. */
export const mailRelay = demur.table(
  'mail_relay',
  {
    id: smallint('id').primaryKey().default(1),
    carrier: text('carrier', { enum: carriers }).notNull(),
    host: text('host'),
    seenAt: instant('seen_at').notNull(),
    unreachableSince: instant('unreachable_since'),
    answer: text('answer'),
    tries: smallint('tries').notNull().default(0),
    nextTryAt: instant('next_try_at'),
  },
  (t) => [
    check('one_relay', sql`${t.id} = 1`),
    oneOf('carrier_word', t.carrier, carriers),
    check('tried_again_while_unreachable', sql`(${t.unreachableSince} is null) = (${t.nextTryAt} is null)`),
  ],
);

import { sql } from 'drizzle-orm';
import { bigint, check, index, jsonb, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytes, demur, instant, oneOf } from './column.ts';
import { users } from './parties.ts';
import { webhookFailures, webhookKinds, webhookMessageKinds } from './vocabulary.ts';

const id = () => uuid('id').primaryKey().default(sql`uuidv7()`);

/** An address of the vendor's own that is told what happens here: whoever answers there asks over the API for more. */
export const webhookEndpoints = demur.table(
  'webhook_endpoints',
  {
    id: id(),
    name: text('name').notNull(),
    url: text('url').notNull(),
    kinds: text('kinds', { enum: webhookKinds }).array().notNull(),
    /** The log as it was when this was recorded: what stood in it already is not told. The database writes it. */
    afterPosition: bigint('after_position', { mode: 'number' }).notNull().default(0),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => users.id),
    recordedAt: instant('recorded_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    /** Nothing is sent meanwhile; what happens waits. */
    pausedAt: instant('paused_at'),
    /** Its receiver answered 410 Gone. Nothing is sent until somebody at the desk says so. */
    disabledAt: instant('disabled_at'),
    endedBy: uuid('ended_by').references(() => users.id),
    endedAt: instant('ended_at'),
  },
  (t) => [
    check(
      'webhook_kind_words',
      sql`cardinality(${t.kinds}) > 0 and ${t.kinds} <@ array[${sql.raw(webhookKinds.map((kind) => `'${kind}'`).join(', '))}]`,
    ),
    check('webhook_ended_by_somebody', sql`(${t.endedAt} is null) = (${t.endedBy} is null)`),
  ],
);

/** What an endpoint's messages are signed with: the latest, and for a day the one before it. Stored encrypted; no request role may read it. */
export const webhookSecrets = demur.table(
  'webhook_secrets',
  {
    id: id(),
    endpointId: uuid('endpoint_id')
      .notNull()
      .references(() => webhookEndpoints.id),
    sealed: bytes('sealed').notNull(),
    madeAt: instant('made_at').notNull(),
    /** Until when messages are signed with it too; null: it is the latest. */
    worksUntil: instant('works_until'),
  },
  (t) => [unique('one_latest_webhook_secret').on(t.endpointId, t.worksUntil).nullsNotDistinct()],
);

/** How far the log, and what the clock alone alters, has been made into messages. One row. */
export const webhookCursor = demur.table(
  'webhook_cursor',
  {
    id: smallint('id').primaryKey().default(1),
    position: bigint('position', { mode: 'number' }).notNull(),
    /** For what bears on authorisations: by the log, and by the clock. */
    reachPosition: bigint('reach_position', { mode: 'number' }).notNull(),
    reachAt: instant('reach_at').notNull(),
  },
  (t) => [check('one_webhook_cursor', sql`${t.id} = 1`)],
);

/** What is told, once for all endpoints: its id is the same at every one and at every try. */
export const webhookMessages = demur.table(
  'webhook_messages',
  {
    id: id(),
    kind: text('kind', { enum: webhookMessageKinds }).notNull(),
    /** The log entry that it tells of; null for what the clock brought, and for a test. */
    position: bigint('position', { mode: 'number' }),
    at: instant('at').notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [oneOf('webhook_message_kind_word', t.kind, webhookMessageKinds), index('webhook_messages_by_age').on(t.at)],
);

/** One message on its way to one endpoint. One that is being sent is due again later, in case whoever sends it dies. */
export const webhookDeliveries = demur.table(
  'webhook_deliveries',
  {
    id: id(),
    messageId: uuid('message_id')
      .notNull()
      .references(() => webhookMessages.id, { onDelete: 'cascade' }),
    endpointId: uuid('endpoint_id')
      .notNull()
      .references(() => webhookEndpoints.id),
    createdAt: instant('created_at').notNull(),
    /** Who asked for it to be sent again, or for a test. */
    requestedBy: uuid('requested_by').references(() => users.id),
    nextTryAt: instant('next_try_at').notNull(),
    tries: smallint('tries').notNull().default(0),
    deliveredAt: instant('delivered_at'),
    /** What the receiver answered when it took it. */
    code: smallint('code'),
    answer: text('answer'),
    failedAt: instant('failed_at'),
  },
  (t) => [
    check('webhook_ends_once', sql`${t.deliveredAt} is null or ${t.failedAt} is null`),
    index('webhook_deliveries_due')
      .on(t.endpointId, t.nextTryAt, t.id)
      .where(sql`delivered_at is null and failed_at is null`),
    index('webhook_deliveries_of_endpoint').on(t.endpointId, t.createdAt, t.id),
    index('webhook_deliveries_failed').on(t.endpointId, t.createdAt, t.id).where(sql`failed_at is not null`),
    index('webhook_deliveries_made').on(t.endpointId, t.deliveredAt).where(sql`delivered_at is not null`),
    index('webhook_deliveries_of_message').on(t.messageId),
  ],
);

/** A try that did not deliver: what stood in the way. */
export const webhookTries = demur.table(
  'webhook_tries',
  {
    id: id(),
    deliveryId: uuid('delivery_id')
      .notNull()
      .references(() => webhookDeliveries.id, { onDelete: 'cascade' }),
    triedAt: instant('tried_at').notNull(),
    failure: text('failure', { enum: webhookFailures }).notNull(),
    code: smallint('code'),
    answer: text('answer').notNull(),
  },
  (t) => [
    oneOf('webhook_failure_word', t.failure, webhookFailures),
    index('webhook_tries_of_delivery').on(t.deliveryId, t.triedAt),
  ],
);

/** Since when every try at an endpoint has failed; null: the last one did not. */
export const webhookHealth = demur.table('webhook_health', {
  endpointId: uuid('endpoint_id')
    .primaryKey()
    .references(() => webhookEndpoints.id),
  failingSince: instant('failing_since'),
});

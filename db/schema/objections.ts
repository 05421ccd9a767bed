import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { notices } from './changes.ts';
import { bytes, demur, instant, oneOf } from './column.ts';
import { users } from './parties.ts';
import {
  actingAs,
  channels,
  groundAssessments,
  groundCategories,
  messageKinds,
  objectionStatuses,
  sides,
} from './vocabulary.ts';

const id = () => uuid('id').primaryKey().default(sql`uuidv7()`);

/** What a subscriber has typed so far. One a notice, the subscriber's own: no vendor role sees it; not an event. */
export const objectionDrafts = demur.table(
  'objection_drafts',
  {
    noticeId: uuid('notice_id').primaryKey(),
    subscriberId: uuid('subscriber_id').notNull(),
    content: jsonb('content').notNull(),
    updatedAt: instant('updated_at').notNull(),
    updatedBy: uuid('updated_by')
      .notNull()
      .references(() => users.id),
  },
  (t) => [
    foreignKey({
      name: 'draft_of_notice',
      columns: [t.subscriberId, t.noticeId],
      foreignColumns: [notices.subscriberId, notices.id],
    }),
  ],
);

/**
 * A file, stored in 256 kB pieces. `completedAt` null: the upload broke off. `filedAt` null: it belongs to a
 * draft, and no vendor role sees it. The media type is what the content shows, never what the sender says.
 */
export const files = demur.table(
  'files',
  {
    id: id(),
    noticeId: uuid('notice_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    side: text('side', { enum: sides }).notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    sha256: bytes('sha256'),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => users.id),
    startedAt: instant('started_at').notNull(),
    completedAt: instant('completed_at'),
    filedAt: instant('filed_at'),
  },
  (t) => [
    foreignKey({
      name: 'file_of_notice',
      columns: [t.subscriberId, t.noticeId],
      foreignColumns: [notices.subscriberId, notices.id],
    }),
    unique('file_of_subscriber').on(t.subscriberId, t.id),
    oneOf('file_side_word', t.side, sides),
    check('file_size_limit', sql`${t.size} between 0 and 20971520`),
    check('hashed_when_complete', sql`(${t.sha256} is null) = (${t.completedAt} is null)`),
    index('files_of_notice').on(t.noticeId, t.startedAt),
  ],
);

export const filePieces = demur.table(
  'file_pieces',
  {
    fileId: uuid('file_id')
      .notNull()
      .references(() => files.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    content: bytes('content').notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.position] })],
);

/** A written objection, exactly as filed. INSERT and SELECT only. */
export const objections = demur.table(
  'objections',
  {
    id: id(),
    reference: text('reference').notNull().unique('objection_reference_taken'),
    noticeId: uuid('notice_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    /** Null when the vendor recorded one that came by e-mail or post. */
    filedBy: uuid('filed_by').references(() => users.id),
    recordedBy: uuid('recorded_by').references(() => users.id),
    channel: text('channel', { enum: channels }).notNull(),
    /** For the channel `demur` the database's clock; else stated by the vendor, not measured. */
    receivedAt: instant('received_at').notNull(),
    /** Always the database's clock. */
    recordedAt: instant('recorded_at').notNull(),
    late: boolean('late').notNull(),
    filerName: text('filer_name').notNull(),
    capacity: text('capacity'),
    actingAs: text('acting_as', { enum: actingAs }),
    onBehalfOf: text('on_behalf_of'),
    groundsText: text('grounds_text').notNull(),
    groundCategories: text('ground_categories').array().notNull(),
    dataCategories: text('data_categories').array().notNull(),
    serviceIds: uuid('service_ids').array().notNull(),
    /** SHA-256 of the letter's canonical JSON: parties, grounds, actions, and the hash of each file. */
    textSha256: bytes('text_sha256').notNull(),
    idempotencyKey: uuid('idempotency_key').notNull(),
    /** The objection to the superseded notice that stands on here, word for word and as received; null: filed itself. */
    carriedFrom: uuid('carried_from'),
  },
  (t) => [
    foreignKey({
      name: 'objection_to_notice',
      columns: [t.subscriberId, t.noticeId],
      foreignColumns: [notices.subscriberId, notices.id],
    }),
    unique('filed_once').on(t.subscriberId, t.idempotencyKey),
    unique('objection_of_subscriber').on(t.subscriberId, t.id),
    foreignKey({
      name: 'carried_from_an_objection',
      columns: [t.subscriberId, t.carriedFrom],
      foreignColumns: [t.subscriberId, t.id],
    }),
    unique('carried_once').on(t.carriedFrom),
    oneOf('objection_channel_word', t.channel, channels),
    oneOf('objection_acting_as_word', t.actingAs, actingAs),
    check(
      'grounds_given',
      sql`cardinality(${t.groundCategories}) > 0 and char_length(btrim(${t.groundsText})) between 1 and 20000`,
    ),
    check(
      'ground_category_words',
      sql`${t.groundCategories} <@ array[${sql.raw(groundCategories.map((word) => `'${word}'`).join(', '))}]::text[]`,
    ),
    check('received_before_recorded', sql`${t.receivedAt} <= ${t.recordedAt}`),
    check(
      'measured_in_demur',
      sql`${t.channel} <> 'demur' or (${t.receivedAt} = ${t.recordedAt} and ${t.filedBy} is not null)`,
    ),
    index('objections_of_notice').on(t.noticeId),
    // for the desk and legal only: `@@` is not leakproof, so under a subscriber's policy it would find no index
    index('objections_words').using('gin', sql`to_tsvector('simple', grounds_text)`),
    index('objections_of_subscriber').on(t.subscriberId, t.receivedAt, t.id),
  ],
);

/** Where an objection stands. The one mutable row of an objection, written only by commands. */
export const objectionProgress = demur.table(
  'objection_progress',
  {
    id: uuid('id').primaryKey(),
    noticeId: uuid('notice_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    status: text('status', { enum: objectionStatuses }).notNull(),
    /** Our own target for an answer; null: none. It stays while paused, and moves later when it goes on. */
    respondBy: instant('respond_by'),
    /** Since when it is paused, waiting for information. */
    pausedAt: instant('paused_at'),
  },
  (t) => [
    foreignKey({
      name: 'progress_of_objection',
      columns: [t.subscriberId, t.id],
      foreignColumns: [objections.subscriberId, objections.id],
    }),
    oneOf('objection_status_word', t.status, objectionStatuses),
    uniqueIndex('one_active_objection').on(t.noticeId).where(sql`status not in ('retracted', 'late')`),
    uniqueIndex('one_late_objection').on(t.noticeId).where(sql`status = 'late'`),
    index('objection_queue')
      .on(t.respondBy, t.id)
      .where(sql`status in ('filed', 'under_review', 'information_requested', 'awaiting_subscriber')`),
    index('progress_of_notice').on(t.noticeId),
    index('objections_by_status').on(t.status, t.id),
  ],
);

export const objectionFiles = demur.table(
  'objection_files',
  {
    objectionId: uuid('objection_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    fileId: uuid('file_id').notNull(),
    position: smallint('position').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.objectionId, t.fileId] }),
    foreignKey({
      name: 'file_of_objection',
      columns: [t.subscriberId, t.objectionId],
      foreignColumns: [objections.subscriberId, objections.id],
    }),
    foreignKey({
      name: 'filed_file',
      columns: [t.subscriberId, t.fileId],
      foreignColumns: [files.subscriberId, files.id],
    }),
  ],
);

/** One corrective action that the subscriber asks for. Supplements number on. */
export const requestedActions = demur.table(
  'requested_actions',
  {
    id: id(),
    objectionId: uuid('objection_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    number: smallint('number').notNull(),
    text: text('text').notNull(),
    requestedAt: instant('requested_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'action_of_objection',
      columns: [t.subscriberId, t.objectionId],
      foreignColumns: [objections.subscriberId, objections.id],
    }),
    unique('action_numbered').on(t.objectionId, t.number),
    check('action_text_given', sql`char_length(btrim(${t.text})) between 1 and 2000`),
  ],
);

/** Everything said on a case after the notice: messages, questions, supplements, disagreement. Never edited. */
export const messages = demur.table(
  'messages',
  {
    id: id(),
    /** Null only for a concern about a change that gave this subscriber no notice. */
    noticeId: uuid('notice_id'),
    changeId: uuid('change_id'),
    subscriberId: uuid('subscriber_id').notNull(),
    objectionId: uuid('objection_id'),
    side: text('side', { enum: sides }).notNull(),
    kind: text('kind', { enum: messageKinds }).notNull(),
    body: text('body').notNull(),
    authorId: uuid('author_id')
      .notNull()
      .references(() => users.id),
    /** The author's name as it then was, so that the other side can read it. */
    authorName: text('author_name').notNull(),
    sentAt: instant('sent_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'message_on_notice',
      columns: [t.subscriberId, t.noticeId],
      foreignColumns: [notices.subscriberId, notices.id],
    }),
    foreignKey({
      name: 'message_on_objection',
      columns: [t.subscriberId, t.objectionId],
      foreignColumns: [objections.subscriberId, objections.id],
    }),
    oneOf('message_side_word', t.side, sides),
    oneOf('message_kind_word', t.kind, messageKinds),
    check('message_given', sql`char_length(btrim(${t.body})) between 1 and 20000`),
    check('message_about_something', sql`${t.noticeId} is not null or ${t.changeId} is not null`),
    index('messages_of_notice').on(t.noticeId, t.sentAt),
    index('messages_words').using('gin', sql`to_tsvector('simple', body)`),
  ],
);

/** The admin's view of whether a ground is legitimate. It warns and never blocks. The latest one stands. */
export const groundsAssessed = demur.table(
  'grounds_assessed',
  {
    id: id(),
    objectionId: uuid('objection_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    category: text('category', { enum: groundCategories as [string, ...string[]] }).notNull(),
    assessment: text('assessment', { enum: groundAssessments }).notNull(),
    note: text('note'),
    assessedBy: uuid('assessed_by')
      .notNull()
      .references(() => users.id),
    assessedAt: instant('assessed_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'assessment_of_objection',
      columns: [t.subscriberId, t.objectionId],
      foreignColumns: [objections.subscriberId, objections.id],
    }),
    oneOf('ground_assessment_word', t.assessment, groundAssessments),
    index('assessments_of_objection').on(t.objectionId, t.assessedAt),
  ],
);

export const retractions = demur.table(
  'retractions',
  {
    id: id(),
    objectionId: uuid('objection_id').notNull().unique('retracted_once'),
    subscriberId: uuid('subscriber_id').notNull(),
    retractedBy: uuid('retracted_by')
      .notNull()
      .references(() => users.id),
    retractedAt: instant('retracted_at').notNull(),
    /** Before the close the notice is open again; after it the change is accepted at once. */
    beforeClose: boolean('before_close').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'retraction_of_objection',
      columns: [t.subscriberId, t.objectionId],
      foreignColumns: [objections.subscriberId, objections.id],
    }),
  ],
);

/** A late objection let in, with the reason and what had already been sent. */
export const admissions = demur.table(
  'admissions',
  {
    id: id(),
    objectionId: uuid('objection_id').notNull().unique('admitted_once'),
    subscriberId: uuid('subscriber_id').notNull(),
    reason: text('reason').notNull(),
    dataAlreadySent: text('data_already_sent').notNull(),
    admittedBy: uuid('admitted_by')
      .notNull()
      .references(() => users.id),
    admittedAt: instant('admitted_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'admission_of_objection',
      columns: [t.subscriberId, t.objectionId],
      foreignColumns: [objections.subscriberId, objections.id],
    }),
  ],
);

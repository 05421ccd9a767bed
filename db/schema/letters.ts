import { sql } from 'drizzle-orm';
import { boolean, check, index, jsonb, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytes, demur, instant, oneOf } from './column.ts';
import { followers } from './followers.ts';
import { subscribers, users } from './parties.ts';
import {
  circularKinds,
  deskLetterKinds,
  followerLetterKinds,
  languages,
  lapseReasons,
  letterKinds,
  optionalKinds,
} from './vocabulary.ts';

const id = () => uuid('id').primaryKey().default(sql`uuidv7()`);
const words = (list: readonly string[]) => sql.raw(list.map((word) => `'${word}'`).join(', '));

/**
 * The obligation to write a letter, made in the transaction of its cause, and what became of it: composed, lapsed because
 * it was no longer due, or failed in composing. Nothing else of it is ever changed.
 */
export const letters = demur.table(
  'letters',
  {
    id: id(),
    kind: text('kind', { enum: letterKinds }).notNull(),
    noticeId: uuid('notice_id'),
    /** To whom: the contacts of a subscriber, or somebody who follows the register; neither: the vendor's privacy admins. */
    subscriberId: uuid('subscriber_id').references(() => subscribers.id),
    followerId: uuid('follower_id').references(() => followers.id),
    /** The ids of what the letter is about, by table. */
    about: jsonb('about').$type<Record<string, string>>().notNull(),
    /** What it is to say and no row keeps, as it stood when it was obliged. */
    facts: jsonb('facts').$type<Record<string, unknown>>(),
    obligedAt: instant('obliged_at').notNull(),
    composedAt: instant('composed_at'),
    lapsedAt: instant('lapsed_at'),
    lapsedBecause: text('lapsed_because', { enum: lapseReasons }),
    failedAt: instant('failed_at'),
    /** What was thrown in composing it, without anything that somebody wrote. */
    failure: text('failure'),
  },
  (t) => [
    oneOf('letter_kind_word', t.kind, letterKinds),
    oneOf('letter_lapse_word', t.lapsedBecause, lapseReasons),
    check(
      'letter_to_one',
      sql`num_nonnulls(${t.subscriberId}, ${t.followerId}) = case when ${t.kind} in (${words(deskLetterKinds)}) then 0 else 1 end`,
    ),
    check('letter_to_a_follower', sql`(${t.followerId} is not null) = (${t.kind} in (${words(followerLetterKinds)}))`),
    check('letter_ends_once', sql`num_nonnulls(${t.composedAt}, ${t.lapsedAt}, ${t.failedAt}) <= 1`),
    check('letter_lapsed_because', sql`(${t.lapsedAt} is null) = (${t.lapsedBecause} is null)`),
    check('letter_failed_by', sql`(${t.failedAt} is null) = (${t.failure} is null)`),
    index('letters_of_notice').on(t.noticeId),
    index('letters_latest').on(t.obligedAt, t.id),
    index('letters_of_subscriber').on(t.subscriberId, t.obligedAt, t.id),
    index('letters_of_kind').on(t.kind, t.obligedAt, t.id),
    index('letters_lapsed').on(t.lapsedAt, t.id).where(sql`lapsed_at is not null`),
    index('letters_to_compose')
      // a letter to one goes before those to many
      .on(sql`(${t.kind} in (${words(circularKinds)}))`, t.obligedAt, t.id)
      .where(sql`composed_at is null and lapsed_at is null and failed_at is null`),
    index('letters_failed').on(t.failedAt, t.id).where(sql`failed_at is not null`),
  ],
);

/** A letter as it was written, once in each language that a recipient reads. A link that opens something for its reader alone stands as `{link}`. */
export const letterTexts = demur.table(
  'letter_texts',
  {
    id: id(),
    letterId: uuid('letter_id')
      .notNull()
      .references(() => letters.id),
    subscriberId: uuid('subscriber_id').references(() => subscribers.id),
    language: text('language', { enum: languages }).notNull(),
    subject: text('subject').notNull(),
    bodyText: text('body_text').notNull(),
    bodyHtml: text('body_html').notNull(),
    /** Of the canonical JSON of subject, both bodies, and name and SHA-256 of each file that goes with it. */
    sha256: bytes('sha256').notNull(),
    composedAt: instant('composed_at').notNull(),
  },
  (t) => [oneOf('letter_language_word', t.language, languages), unique('written_once').on(t.letterId, t.language)],
);

/** A file that goes with a letter, as it was made. */
export const letterFiles = demur.table(
  'letter_files',
  {
    id: id(),
    textId: uuid('text_id')
      .notNull()
      .references(() => letterTexts.id),
    subscriberId: uuid('subscriber_id').references(() => subscribers.id),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    content: bytes('content').notNull(),
    sha256: bytes('sha256').notNull(),
  },
  (t) => [index('files_of_letter').on(t.textId)],
);

/** One text on its way to one address, and how far it is known to have come. Each grade is an instant; none says "delivered". */
export const deliveries = demur.table(
  'deliveries',
  {
    id: id(),
    letterId: uuid('letter_id')
      .notNull()
      .references(() => letters.id),
    textId: uuid('text_id')
      .notNull()
      .references(() => letterTexts.id),
    subscriberId: uuid('subscriber_id').references(() => subscribers.id),
    userId: uuid('user_id').references(() => users.id),
    followerId: uuid('follower_id').references(() => followers.id),
    /** As they were; a follower's is erased with the following. */
    address: text('address'),
    recipientName: text('recipient_name'),
    /** The same at every try, so that a receiver knows a second copy for what it is. */
    messageId: text('message_id').notNull().unique('message_id_taken'),
    createdAt: instant('created_at').notNull(),
    /** Who asked to send it again; null for the first. */
    requestedBy: uuid('requested_by').references(() => users.id),
    /** Our relay took it over: with which host, code and words. */
    handedAt: instant('handed_at'),
    relayHost: text('relay_host'),
    relayCode: smallint('relay_code'),
    relayAnswer: text('relay_answer'),
    /** The recipient's own server accepted it, as reported to us. */
    acceptedAt: instant('accepted_at'),
    acceptedHost: text('accepted_host'),
    acceptedCode: smallint('accepted_code'),
    /** A server refused it for good: at once, or in a report later. */
    bouncedAt: instant('bounced_at'),
    bounceHost: text('bounce_host'),
    bounceCode: smallint('bounce_code'),
    bounceAnswer: text('bounce_answer'),
    /** No server took it within the time that we try. */
    failedAt: instant('failed_at'),
    failure: text('failure'),
  },
  (t) => [
    check('delivery_to_one', sql`num_nonnulls(${t.userId}, ${t.followerId}) = 1`),
    check('delivery_fails_unhanded', sql`${t.failedAt} is null or (${t.handedAt} is null and ${t.bouncedAt} is null)`),
    index('deliveries_of_letter').on(t.letterId, t.createdAt),
    index('deliveries_of_user').on(t.userId, t.createdAt),
    index('deliveries_of_follower').on(t.followerId).where(sql`follower_id is not null`),
    index('deliveries_handed').on(t.handedAt, t.id).where(sql`handed_at is not null`),
    index('deliveries_bounced').on(t.bouncedAt, t.id).where(sql`bounced_at is not null`),
    index('deliveries_failed').on(t.failedAt, t.id).where(sql`failed_at is not null`),
  ],
);

/** The deliveries that are still to be made: no part of the record. One is leased while it is being sent, and gone once it has ended. */
export const deliveryQueue = demur.table(
  'delivery_queue',
  {
    id: uuid('id')
      .primaryKey()
      .references(() => deliveries.id),
    circular: boolean('circular').notNull(),
    nextTryAt: instant('next_try_at').notNull(),
    leasedUntil: instant('leased_until'),
    tries: smallint('tries').notNull().default(0),
    firstTriedAt: instant('first_tried_at'),
  },
  (t) => [index('deliveries_next').on(t.circular, t.nextTryAt, t.id)],
);

/** A try that did not end a delivery: which server said what. */
export const deliveryTries = demur.table(
  'delivery_tries',
  {
    id: id(),
    deliveryId: uuid('delivery_id')
      .notNull()
      .references(() => deliveries.id),
    subscriberId: uuid('subscriber_id').references(() => subscribers.id),
    triedAt: instant('tried_at').notNull(),
    host: text('host'),
    code: smallint('code'),
    answer: text('answer').notNull(),
  },
  (t) => [index('tries_of_delivery').on(t.deliveryId, t.triedAt)],
);

/** What a user has chosen of what may be chosen. None: English, and every letter. */
export const preferences = demur.table(
  'preferences',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id)
      .unique('preferences_of_user'),
    /** The subscriber on whose behalf they act; null for the vendor's own. */
    subscriberId: uuid('subscriber_id').references(() => subscribers.id),
    language: text('language', { enum: languages }).notNull(),
    /** Kinds of letters that they do without. */
    muted: text('muted').array().notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    oneOf('preferred_language_word', t.language, languages),
    check('muted_kinds', sql`${t.muted} <@ array[${words(optionalKinds)}]`),
  ],
);

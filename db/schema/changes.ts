import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { DraftContent } from '#lib/changes/inputs.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import { bytes, demur, instant, oneOf } from './column.ts';
import { dpaProfiles, subscribers, users } from './parties.ts';
import { policyVersions, subprocessors, terms } from './register.ts';
import {
  answers,
  appliesBecause,
  approvalAnswers,
  changeKinds,
  occasions,
  outcomes,
  publishingSteps,
} from './vocabulary.ts';

const id = () => uuid('id').primaryKey().default(sql`uuidv7()`);

/** What the wizard holds of a policy version before its publication; the vendor's own, seen by no subscriber. */
export const changeDrafts = demur.table('change_drafts', {
  id: id(),
  content: jsonb('content').$type<DraftContent>().notNull(),
  /** The register that the draft was written against: a newer one makes the draft stale. */
  againstVersion: text('against_version').notNull(),
  createdBy: uuid('created_by')
    .notNull()
    .references(() => users.id),
  /** Everybody who has written on it, whoever began it: none of them can approve it. */
  authors: uuid('authors').array().notNull().default(sql`'{}'`),
  updatedAt: instant('updated_at').notNull(),
  /** The policy version that it became. */
  publishedAs: uuid('published_as'),
});

/**
 * What a privacy admin asked another to look at before it is published: the draft as it then stood, by the hash of its
 * canonical content, against one version of the register. The answer is written once.
 */
export const publicationApprovals = demur.table(
  'publication_approvals',
  {
    id: id(),
    /** A draft may be deleted; what was said of it stays. */
    draftId: uuid('draft_id').notNull(),
    againstVersion: integer('against_version').notNull(),
    contentSha256: bytes('content_sha256').notNull(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => users.id),
    askedAt: instant('asked_at').notNull(),
    answer: text('answer', { enum: approvalAnswers }),
    answeredBy: uuid('answered_by').references(() => users.id),
    answeredAt: instant('answered_at'),
    /** Why the draft was sent back. */
    reason: text('reason'),
  },
  (t) => [
    oneOf('approval_answer_word', t.answer, approvalAnswers),
    check('approval_answered', sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
    check('approval_by_another', sql`${t.answer} is null or ${t.answer} = 'lapsed' or ${t.answeredBy} <> ${t.askedBy}`),
    uniqueIndex('one_open_approval').on(t.draftId).where(sql`answer is null`),
    index('approvals_of_draft').on(t.draftId, t.askedAt),
  ],
);

/**
 * How far a publication has come, told over a connection of its own while its transaction runs; taken away when it is
 * over. It is no part of the record. One whose transaction has died stays until the next try, and shows as ended.
 */
export const publishingProgress = demur.table(
  'publishing_progress',
  {
    /** No foreign key: the publication holds its draft's row locked, and what is told must not wait for it. */
    draftId: uuid('draft_id').primaryKey(),
    step: text('step', { enum: publishingSteps }).notNull(),
    done: integer('done').notNull(),
    total: integer('total').notNull(),
    toldAt: instant('told_at').notNull(),
  },
  (t) => [oneOf('publishing_step_word', t.step, publishingSteps)],
);

/** One published difference, from terms (or none) to terms (or none). Only its withdrawal is ever written later. */
export const changes = demur.table(
  'changes',
  {
    id: id(),
    policyVersionId: uuid('policy_version_id')
      .notNull()
      .references(() => policyVersions.id),
    kind: text('kind', { enum: changeKinds }).notNull(),
    subprocessorId: uuid('subprocessor_id')
      .notNull()
      .references(() => subprocessors.id),
    title: text('title').notNull(),
    reason: text('reason').notNull(),
    fromTermsId: uuid('from_terms_id').references(() => terms.id),
    toTermsId: uuid('to_terms_id').references(() => terms.id),
    /** The civil day in the vendor's zone from which the new terms may be used, and its first instant. */
    plannedStartOn: date('planned_start_on').notNull(),
    plannedStartAt: instant('planned_start_at').notNull(),
    supersedes: uuid('supersedes'),
    /** Why a replacement can't wait for the windows; null for every other change. */
    urgentReason: text('urgent_reason'),
    /** What its notices say of it, composed once when it was published, and its hash; null where that was not yet kept. */
    noticeText: text('notice_text'),
    noticeTextSha256: bytes('notice_text_sha256'),
    publishedAt: instant('published_at').notNull(),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnBy: uuid('withdrawn_by').references(() => users.id),
    withdrawalReason: text('withdrawal_reason'),
    /** Set when a later change names this one as mistaken. */
    supersededAt: instant('superseded_at'),
  },
  (t) => [
    oneOf('change_kind_word', t.kind, changeKinds),
    foreignKey({ name: 'supersedes_a_change', columns: [t.supersedes], foreignColumns: [t.id] }),
    unique('superseded_once').on(t.supersedes),
    check('some_terms', sql`${t.fromTermsId} is not null or ${t.toTermsId} is not null`),
    check('urgent_replacement', sql`${t.urgentReason} is null or ${t.kind} = 'replacement'`),
    index('changes_latest').on(t.publishedAt, t.id),
    index('changes_of_subprocessor').on(t.subprocessorId),
  ],
);

/** The shown working of one close: one row per (policy version, profile, start). Never recomputed. */
export const windows = demur.table(
  'windows',
  {
    id: id(),
    policyVersionId: uuid('policy_version_id')
      .notNull()
      .references(() => policyVersions.id),
    profileId: uuid('profile_id')
      .notNull()
      .references(() => dpaProfiles.id),
    startsAt: instant('starts_at').notNull(),
    closesAt: instant('closes_at').notNull(),
    working: jsonb('working').$type<Working>().notNull(),
  },
  (t) => [unique('one_window').on(t.policyVersionId, t.profileId, t.startsAt)],
);

/** One change as it concerns one subscriber. */
export const notices = demur.table(
  'notices',
  {
    id: id(),
    reference: text('reference').notNull().unique('notice_reference_taken'),
    changeId: uuid('change_id')
      .notNull()
      .references(() => changes.id),
    subscriberId: uuid('subscriber_id')
      .notNull()
      .references(() => subscribers.id),
    occasion: text('occasion', { enum: occasions }).notNull(),
    windowId: uuid('window_id')
      .notNull()
      .references(() => windows.id),
    appliesBecause: text('applies_because', { enum: appliesBecause }).notNull(),
    /** The services that make it apply; empty for infrastructure. */
    serviceIds: uuid('service_ids').array().notNull(),
    /** Whether one of them is a critical ICT service under DORA for this subscriber. */
    dora: boolean('dora').notNull().default(false),
    /** An urgent replacement, and terms that allow one: the new terms may start while the window is open. */
    urgent: boolean('urgent').notNull().default(false),
    dpaReference: text('dpa_reference').notNull(),
    givenAt: instant('given_at').notNull(),
    /** The first instant after the window; an extension moves it later, and keeps the original in `extensions`. */
    closesAt: instant('closes_at').notNull(),
    /** Null while nobody has answered: then the clock alone decides. */
    answer: text('answer', { enum: answers }),
    answeredAt: instant('answered_at'),
    /** When the sweep recorded what the close made of silence, and what that was. */
    closeRecordedAt: instant('close_recorded_at'),
    recordedOutcome: text('recorded_outcome', { enum: outcomes }),
    /**
     * From when the notice counts as shown: the first reading in Demur by anyone of the subscriber, or the first letter
     * with it that our relay took over and that has not come back. Taken back before the close only.
     */
    shownAt: instant('shown_at'),
    /** When the last proof of it fell away, at or after the close: the outcome stands, and authorisation waits again. */
    unprovenSince: instant('unproven_since'),
    /** A signatory's express wish to be served under the new terms before the window closes. */
    earlyStartAt: instant('early_start_at'),
  },
  (t) => [
    oneOf('notice_answer_word', t.answer, answers),
    oneOf('notice_occasion_word', t.occasion, occasions),
    oneOf('notice_applies_word', t.appliesBecause, appliesBecause),
    check('answered_when', sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
    // a service dropped and taken up again gives a notice of the same occasion anew, and whatever is over may be put
    // to the subscriber afresh more than once
    uniqueIndex('one_notice')
      .on(t.changeId, t.subscriberId, t.occasion)
      .where(sql`answer is distinct from 'not_concerned' and occasion <> 'fresh'`),
    unique('notice_of_subscriber').on(t.subscriberId, t.id),
    // open and deemed accepted are two ranges of one index
    index('notices_by_close').on(t.closesAt, t.id).where(sql`answer is null`),
    // answered, and what was answered can be taken back until then
    index('notices_answered_by_close').on(t.closesAt, t.id).where(sql`answer in ('accepted', 'objected')`),
    index('notices_to_sweep').on(t.closesAt, t.id).where(sql`answer is null and close_recorded_at is null`),
    index('notices_open_of_subscriber').on(t.subscriberId, t.closesAt, t.id).where(sql`answer is null`),
    // ascending, and read backwards: `desc` would put nulls last, which no `order by … desc` of ours asks for
    index('notices_of_subscriber').on(t.subscriberId, t.givenAt, t.id),
    index('notices_latest').on(t.givenAt, t.id),
    index('notices_of_change').on(t.changeId, t.answer, t.id),
    index('notices_of_change_in_order').on(t.changeId, t.id),
    index('notices_of_change_latest').on(t.changeId, t.givenAt, t.id),
    index('notices_of_window').on(t.windowId, t.givenAt, t.id),
    index('notices_answered').on(t.answer, t.givenAt, t.id),
    check('unproven_once_shown', sql`${t.unprovenSince} is null or ${t.shownAt} is not null`),
    // closed in silence, and nothing proves that it was shown: for the desk to see to
    index('notices_unseen')
      .on(t.closesAt, t.id)
      .where(sql`answer is null and (shown_at is null or unproven_since is not null)`),
  ],
);

/** Who of the subscriber read the notice in Demur, first. */
export const readings = demur.table(
  'readings',
  {
    id: id(),
    noticeId: uuid('notice_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    readAt: instant('read_at').notNull(),
  },
  (t) => [
    unique('read_first_once').on(t.noticeId, t.userId),
    foreignKey({
      name: 'reading_of_notice',
      columns: [t.subscriberId, t.noticeId],
      foreignColumns: [notices.subscriberId, notices.id],
    }),
  ],
);

/** "No objection", said by a subscriber; taken back at most once, before the close or by objecting. */
export const acceptances = demur.table(
  'acceptances',
  {
    id: id(),
    noticeId: uuid('notice_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    acceptedBy: uuid('accepted_by')
      .notNull()
      .references(() => users.id),
    acceptedAt: instant('accepted_at').notNull(),
    takenBackBy: uuid('taken_back_by').references(() => users.id),
    takenBackAt: instant('taken_back_at'),
  },
  (t) => [
    foreignKey({
      name: 'acceptance_of_notice',
      columns: [t.subscriberId, t.noticeId],
      foreignColumns: [notices.subscriberId, notices.id],
    }),
    uniqueIndex('one_standing_acceptance').on(t.noticeId).where(sql`taken_back_at is null`),
  ],
);

/** A close moved later, by a privacy admin, with a reason. The original stays here. */
export const extensions = demur.table(
  'extensions',
  {
    id: id(),
    noticeId: uuid('notice_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    fromClosesAt: instant('from_closes_at').notNull(),
    toClosesAt: instant('to_closes_at').notNull(),
    lastDay: date('last_day').notNull(),
    reason: text('reason').notNull(),
    extendedBy: uuid('extended_by')
      .notNull()
      .references(() => users.id),
    extendedAt: instant('extended_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'extension_of_notice',
      columns: [t.subscriberId, t.noticeId],
      foreignColumns: [notices.subscriberId, notices.id],
    }),
    check('only_later', sql`${t.toClosesAt} > ${t.fromClosesAt}`),
    index('extensions_of_notice').on(t.noticeId, t.extendedAt),
  ],
);

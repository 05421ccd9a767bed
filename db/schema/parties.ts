import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, smallint, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, demur, instant, oneOf } from './column.ts';
import { authorisationModes, countingRules, membershipRights, vendorRoles } from './vocabulary.ts';

const id = () => uuid('id').primaryKey().default(sql`uuidv7()`);

/** The processor that runs this installation: exactly one row. */
export const vendor = demur.table(
  'vendor',
  {
    id: smallint('id').primaryKey().default(1),
    legalName: text('legal_name').notNull(),
    privacyContact: text('privacy_contact').notNull(),
    zone: text('zone').notNull(),
    country: text('country').notNull(),
    region: text('region'),
    defaultLength: integer('default_length').notNull().default(30),
    /** Our own target for answering an objection, in days; null: none is shown. */
    responseTargetDays: integer('response_target_days').default(30),
    /** Days before a close on which its notice is brought to mind, longest first. */
    reminderDays: integer('reminder_days').array().notNull().default([7, 3, 1]),
    /** `#rrggbb`; null: Demur's own. */
    accent: text('accent'),
    /** Another privacy admin approves a version before it is published. */
    fourEyes: boolean('four_eyes').notNull().default(false),
    /** The demo world's mark: shown on every page, and never set outside the embedded database. */
    demo: boolean('demo').notNull().default(false),
  },
  (t) => [check('one_vendor', sql`${t.id} = 1`), check('accent_colour', sql`${t.accent} ~ '^#[0-9a-f]{6}$'`)],
);

/** The vendor's picture on every page: at most one row. */
export const logos = demur.table(
  'logos',
  {
    id: smallint('id').primaryKey().default(1),
    mediaType: text('media_type').notNull(),
    content: bytes('content').notNull(),
    sha256: bytes('sha256').notNull(),
  },
  (t) => [
    check('one_logo', sql`${t.id} = 1`),
    check('logo_of_a_kind', sql`${t.mediaType} in ('image/png', 'image/jpeg', 'image/webp')`),
    check('logo_small', sql`octet_length(${t.content}) <= 204800`),
  ],
);

/** A list of subscribers whose difference is shown and not yet confirmed; swept after a day. */
export const partyUploads = demur.table('party_uploads', {
  id: id(),
  name: text('name').notNull(),
  content: bytes('content').notNull(),
  /** Of the file as it came. */
  sha256: bytes('sha256').notNull(),
  uploadedBy: uuid('uploaded_by')
    .notNull()
    .references(() => users.id),
  uploadedAt: instant('uploaded_at').notNull(),
});

/** Days on which the vendor is closed beside the public holidays of its country and region. */
export const closures = demur.table('closures', { day: date('day').primaryKey(), name: text('name').notNull() });

export const services = demur.table('services', {
  id: id(),
  slug: text('slug').notNull().unique('service_slug_taken'),
  name: text('name').notNull(),
  core: boolean('core').notNull().default(false),
});

export const users = demur.table('users', {
  id: id(),
  /** Lower case: the address is compared as typed after lowering. */
  email: text('email').notNull().unique('user_email_taken'),
  name: text('name').notNull(),
  /** argon2id; null for someone who signs in elsewhere. No request role may read it. */
  passwordHash: text('password_hash'),
  /** When the desk made that password for them; null once it is their own. */
  passwordIssuedAt: instant('password_issued_at'),
  createdAt: instant('created_at').notNull(),
  disabledAt: instant('disabled_at'),
});

export const vendorRoleGrants = demur.table(
  'vendor_role_grants',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    role: text('role', { enum: vendorRoles }).notNull(),
    grantedBy: uuid('granted_by').references(() => users.id),
    grantedAt: instant('granted_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    oneOf('vendor_role_word', t.role, vendorRoles),
    uniqueIndex('one_vendor_role').on(t.userId).where(sql`ended_at is null`),
  ],
);

export const subscribers = demur.table(
  'subscribers',
  {
    id: id(),
    slug: text('slug').notNull().unique('subscriber_slug_taken'),
    name: text('name').notNull(),
    country: text('country').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  // to find one by the beginnings of its name's words
  () => [index('subscribers_words').using('gin', sql`to_tsvector('simple', name)`)],
);

export const memberships = demur.table(
  'memberships',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    subscriberId: uuid('subscriber_id')
      .notNull()
      .references(() => subscribers.id),
    right: text('right', { enum: membershipRights }).notNull(),
    grantedBy: uuid('granted_by').references(() => users.id),
    grantedAt: instant('granted_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    oneOf('membership_right_word', t.right, membershipRights),
    uniqueIndex('one_membership').on(t.subscriberId, t.userId).where(sql`ended_at is null`),
    unique('membership_of_subscriber').on(t.subscriberId, t.id),
    index('memberships_of_user').on(t.userId),
  ],
);

/** The terms of DPAs. A row never changes: other terms are another profile, so that a notice's clauses stand. */
export const dpaProfiles = demur.table(
  'dpa_profiles',
  {
    id: id(),
    name: text('name').notNull().unique('profile_name_taken'),
    length: integer('length').notNull(),
    unit: text('unit', { enum: ['calendar', 'working'] }).notNull(),
    rule: text('rule', { enum: countingRules }).notNull(),
    /** The subscriber's own holidays beside the vendor's; a last day off in either moves the close. */
    country: text('country'),
    region: text('region'),
    objectionClause: text('objection_clause').notNull(),
    terminationClause: text('termination_clause'),
    emergencyClause: text('emergency_clause'),
    authorisation: text('authorisation', { enum: authorisationModes }).notNull().default('general'),
    noticeRequired: boolean('notice_required').notNull().default(false),
    standstill: boolean('standstill').notNull().default(true),
    incorporatesScc: boolean('incorporates_scc').notNull().default(false),
  },
  (t) => [
    oneOf('profile_rule_word', t.rule, countingRules),
    oneOf('profile_authorisation_word', t.authorisation, authorisationModes),
    check('profile_unit_word', sql`${t.unit} in ('calendar', 'working')`),
    check('profile_length_sane', sql`${t.length} between 1 and 3650`),
  ],
);

/** No executed DPA, no right to object. The latest executed one is in force. */
export const dpaRecords = demur.table(
  'dpa_records',
  {
    id: id(),
    subscriberId: uuid('subscriber_id')
      .notNull()
      .references(() => subscribers.id),
    reference: text('reference').notNull(),
    version: text('version').notNull(),
    executedAt: instant('executed_at').notNull(),
    profileId: uuid('profile_id')
      .notNull()
      .references(() => dpaProfiles.id),
    /** The policy version agreed with it; null: the one in force when it was executed. */
    agreedVersion: integer('agreed_version'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    uniqueIndex('one_dpa_in_force').on(t.subscriberId).where(sql`ended_at is null`),
    unique('dpa_of_subscriber').on(t.subscriberId, t.id),
  ],
);

export const servicesInUse = demur.table(
  'services_in_use',
  {
    id: id(),
    subscriberId: uuid('subscriber_id')
      .notNull()
      .references(() => subscribers.id),
    serviceId: uuid('service_id')
      .notNull()
      .references(() => services.id),
    dora: boolean('dora').notNull().default(false),
    takenUpAt: instant('taken_up_at').notNull(),
    /** The signatory who authorised what is behind it, or the privacy admin who switched it on; null: a script. */
    takenUpBy: uuid('taken_up_by').references(() => users.id),
    /** Where the vendor switched it on: the subscriber's instruction to do so, as a reference or in words. */
    instruction: text('instruction'),
    droppedAt: instant('dropped_at'),
    droppedBy: uuid('dropped_by').references(() => users.id),
  },
  (t) => [
    unique('use_of_subscriber').on(t.subscriberId, t.id),
    uniqueIndex('service_used_once').on(t.serviceId, t.subscriberId).where(sql`dropped_at is null`),
    index('services_of_subscriber').on(t.subscriberId, t.serviceId),
  ],
);

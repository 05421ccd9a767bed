import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, demur, instant, oneOf } from './column.ts';
import { users } from './parties.ts';
import { subprocessors } from './register.ts';
import { diligenceItems } from './vocabulary.ts';

const id = () => uuid('id').primaryKey().default(sql`uuidv7()`);
const subprocessorId = () =>
  uuid('subprocessor_id')
    .notNull()
    .references(() => subprocessors.id);

/** A file that shows what is said of a sub-processor. No record until an attestation or a certification names it. */
export const evidenceFiles = demur.table(
  'evidence_files',
  {
    id: id(),
    subprocessorId: subprocessorId(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    sha256: bytes('sha256'),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => users.id),
    startedAt: instant('started_at').notNull(),
    completedAt: instant('completed_at'),
    attachedAt: instant('attached_at'),
  },
  (t) => [
    unique('evidence_of_subprocessor').on(t.subprocessorId, t.id),
    check('evidence_size_limit', sql`${t.size} between 0 and 20971520`),
    check('evidence_hashed_when_complete', sql`(${t.sha256} is null) = (${t.completedAt} is null)`),
    check('attached_when_complete', sql`${t.attachedAt} is null or ${t.completedAt} is not null`),
  ],
);

export const evidencePieces = demur.table(
  'evidence_pieces',
  {
    fileId: uuid('file_id')
      .notNull()
      .references(() => evidenceFiles.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    content: bytes('content').notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.position] })],
);

/** What somebody attests of one obligation or measure of a sub-processor's. Never changed: the next one supersedes it. */
export const attestations = demur.table(
  'attestations',
  {
    id: id(),
    subprocessorId: subprocessorId(),
    item: text('item', { enum: diligenceItems }).notNull(),
    attestedOn: date('attested_on').notNull(),
    note: text('note'),
    fileId: uuid('file_id'),
    nextReviewOn: date('next_review_on').notNull(),
    attestedBy: uuid('attested_by')
      .notNull()
      .references(() => users.id),
    attestedAt: instant('attested_at').notNull(),
    supersedes: uuid('supersedes').references((): AnyPgColumn => attestations.id),
  },
  (t) => [
    oneOf('diligence_item_word', t.item, diligenceItems),
    unique('attested_once').on(t.subprocessorId, t.item, t.supersedes).nullsNotDistinct(),
    foreignKey({
      name: 'evidence_of_attestation',
      columns: [t.subprocessorId, t.fileId],
      foreignColumns: [evidenceFiles.subprocessorId, evidenceFiles.id],
    }),
    check('attested_with_evidence', sql`${t.note} is not null or ${t.fileId} is not null`),
    check('review_follows', sql`${t.nextReviewOn} > ${t.attestedOn}`),
  ],
);

/** A certification as it was recorded at the desk. Of one name the latest row counts; one no longer held says so. */
export const certifications = demur.table(
  'certifications',
  {
    id: id(),
    subprocessorId: subprocessorId(),
    name: text('name').notNull(),
    /** Null where it states no end. */
    validTo: date('valid_to'),
    held: boolean('held').notNull(),
    note: text('note'),
    fileId: uuid('file_id'),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => users.id),
    recordedAt: instant('recorded_at').notNull(),
    supersedes: uuid('supersedes').references((): AnyPgColumn => certifications.id),
  },
  (t) => [
    unique('certified_once').on(t.subprocessorId, t.name, t.supersedes).nullsNotDistinct(),
    foreignKey({
      name: 'evidence_of_certification',
      columns: [t.subprocessorId, t.fileId],
      foreignColumns: [evidenceFiles.subprocessorId, evidenceFiles.id],
    }),
  ],
);

/** A fact of a company before and after. */
export interface CompanyDifference {
  field: string;
  before: string | null;
  after: string | null;
}

/** A correction of what the register says of a company, beside its terms: who, when, why. */
export const companyAmendments = demur.table(
  'company_amendments',
  {
    id: id(),
    subprocessorId: subprocessorId(),
    differences: jsonb('differences').$type<CompanyDifference[]>().notNull(),
    reason: text('reason').notNull(),
    amendedBy: uuid('amended_by')
      .notNull()
      .references(() => users.id),
    amendedAt: instant('amended_at').notNull(),
  },
  (t) => [index('amendments_of_subprocessor').on(t.subprocessorId, t.amendedAt)],
);

/** A register file whose difference is shown and not yet confirmed; swept after a day. */
export const registerUploads = demur.table('register_uploads', {
  id: id(),
  name: text('name').notNull(),
  content: jsonb('content').notNull(),
  /** Of the file as it came. */
  sha256: bytes('sha256').notNull(),
  uploadedBy: uuid('uploaded_by')
    .notNull()
    .references(() => users.id),
  uploadedAt: instant('uploaded_at').notNull(),
});

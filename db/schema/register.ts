import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytes, demur, instant, oneOf } from './column.ts';
import { services, users } from './parties.ts';
import { subprocessorCategories, type TransferMechanism } from './vocabulary.ts';

const id = () => uuid('id').primaryKey().default(sql`uuidv7()`);

/** Where data is processed: an ISO 3166 country, a place in words, and which role it has. */
export interface Location {
  country: string;
  place: string;
  role: 'primary' | 'secondary';
}

/** How data reaches a third country. */
export interface Transfer {
  country: string;
  mechanism: TransferMechanism;
  detail?: string;
}

export interface Certification {
  name: string;
  validTo: string | null;
}

/** The company. What it does for us stands in `terms`. */
export const subprocessors = demur.table(
  'subprocessors',
  {
    id: id(),
    slug: text('slug').notNull().unique('subprocessor_slug_taken'),
    legalName: text('legal_name').notNull(),
    group: text('group_name'),
    address: text('address'),
    contact: text('contact'),
    website: text('website'),
    category: text('category', { enum: subprocessorCategories }).notNull(),
    tier: smallint('tier').notNull().default(1),
    certifications: jsonb('certifications').$type<Certification[]>().notNull().default([]),
  },
  (t) => [oneOf('subprocessor_category_word', t.category, subprocessorCategories)],
);

/** One numbered publication. Immutable. */
export const policyVersions = demur.table(
  'policy_versions',
  {
    id: id(),
    number: integer('number').notNull().unique('policy_number_taken'),
    publishedAt: instant('published_at').notNull(),
    publishedBy: uuid('published_by').references(() => users.id),
    note: text('note').notNull(),
    /** The register as it then stood and was proposed, frozen. */
    snapshot: jsonb('snapshot').notNull(),
    /** SHA-256 of the snapshot's canonical JSON. */
    sha256: bytes('sha256').notNull(),
  },
  (t) => [index('policy_versions_latest').on(t.publishedAt)],
);

/** What one sub-processor does, as one immutable version. In force since an import (`baselineVersionId`), or by a change. */
export const terms = demur.table(
  'terms',
  {
    id: id(),
    subprocessorId: uuid('subprocessor_id')
      .notNull()
      .references(() => subprocessors.id),
    /** Set only for terms that a policy version brought without a change: the first register, imported. */
    baselineVersionId: uuid('baseline_version_id').references(() => policyVersions.id),
    description: text('description').notNull(),
    purpose: text('purpose').notNull(),
    locations: jsonb('locations').$type<Location[]>().notNull(),
    customerData: text('customer_data').array().notNull(),
    platformData: text('platform_data').array().notNull(),
    dataSubjects: text('data_subjects').array().notNull(),
    transfers: jsonb('transfers').$type<Transfer[]>().notNull(),
    retention: text('retention'),
    encryption: text('encryption'),
    keyHolder: text('key_holder'),
  },
  (t) => [
    unique('terms_of_subprocessor').on(t.subprocessorId, t.id),
    check('some_location', sql`jsonb_array_length(${t.locations}) > 0`),
  ],
);

/** The services that terms serve; none for infrastructure, which serves all. */
export const termsServices = demur.table(
  'terms_services',
  {
    termsId: uuid('terms_id')
      .notNull()
      .references(() => terms.id),
    serviceId: uuid('service_id')
      .notNull()
      .references(() => services.id),
  },
  (t) => [primaryKey({ columns: [t.termsId, t.serviceId] }), index('terms_of_service').on(t.serviceId)],
);

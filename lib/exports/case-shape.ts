import { z } from 'zod';
import {
  answers,
  appliesBecause,
  authorisationModes,
  authorisationStates,
  changeKinds,
  countingRules,
  locationRoles,
  messageKinds,
  occasions,
  outcomes,
  sides,
  subprocessorCategories,
  transferMechanisms,
} from '#db/schema/vocabulary.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import { letter } from './letter-shape.ts';
import { objection } from './objection-shape.ts';
import { day, id, instant, note, person, services, sha256, text, texts } from './shape-words.ts';

const terms = z
  .strictObject({
    id,
    description: text,
    purpose: text,
    locations: z.array(z.strictObject({ country: text, place: text, role: z.enum(locationRoles) })),
    customerData: texts,
    platformData: texts,
    dataSubjects: texts,
    transfers: z.array(
      z.strictObject({ country: text, mechanism: z.enum(transferMechanisms), detail: text.optional() }),
    ),
    retention: note,
    encryption: note,
    keyHolder: note,
    services,
  })
  .meta({ id: 'terms', description: 'What one sub-processor does, as one immutable version.' });

const change = z.strictObject({
  id,
  kind: z.enum(changeKinds),
  title: text,
  reason: text,
  policyVersion: z.strictObject({ number: z.int(), publishedAt: instant, note: text, sha256 }),
  subprocessor: z.strictObject({
    slug: text,
    legalName: text,
    group: note,
    address: note,
    contact: note,
    website: note,
    category: z.enum(subprocessorCategories),
    tier: z.int(),
    certifications: z.array(z.strictObject({ name: text, validTo: note })),
  }),
  replaces: note.meta({ description: 'Of a replacement: the legal name of who is replaced.' }),
  before: terms.nullable(),
  after: terms.nullable(),
  urgentReason: note.meta({ description: 'Of an urgent replacement: why it can’t wait for the windows.' }),
  noticeText: note.meta({
    description: 'What its notices say, composed and kept at publication; null: published before that was kept.',
  }),
  noticeTextSha256: sha256.nullable(),
  plannedStartOn: day,
  plannedStartAt: instant,
  publishedAt: instant,
  withdrawnAt: instant.nullable(),
  withdrawalReason: note,
  supersededAt: instant.nullable(),
});

/** What one SQL statement gives of a case; the file adds what follows from it. */
export const caseRecord = z.strictObject({
  asOf: instant,
  vendor: z.strictObject({ legalName: text, privacyContact: text, zone: text, country: text }),
  subscriber: z.strictObject({ id, name: text, country: text }),
  notice: z.strictObject({
    id,
    reference: text,
    occasion: z.enum(occasions),
    appliesBecause: z.enum(appliesBecause),
    services,
    dora: z.boolean(),
    urgent: z
      .boolean()
      .meta({ description: 'An urgent replacement, and terms that let it start while the window is open.' }),
    givenAt: instant,
    closesAt: instant,
    answer: z.enum(answers).nullable(),
    answeredAt: instant.nullable(),
    outcome: z.enum(outcomes),
    closeRecordedAt: instant.nullable(),
    recordedOutcome: z.enum(outcomes).nullable(),
    shownAt: instant.nullable().meta({
      description:
        'From when it counts as shown: the first reading, or the first letter with it that the vendor’s relay took over and that has not come back.',
    }),
    unprovenSince: instant
      .nullable()
      .meta({ description: 'When, at or after the close, the last proof of that fell away. The outcome stands.' }),
    followedBy: note.meta({ description: 'The reference of the later notice by which the change was put afresh.' }),
    earlyStartAt: instant.nullable(),
  }),
  dpa: z.strictObject({
    reference: text,
    version: note,
    executedAt: instant.nullable(),
    length: z.int(),
    unit: z.enum(['calendar', 'working']),
    rule: z.enum(countingRules),
    objectionClause: text,
    terminationClause: note,
    emergencyClause: note,
    authorisation: z.enum(authorisationModes),
    noticeRequired: z.boolean(),
    standstill: z.boolean(),
    incorporatesScc: z.boolean(),
  }),
  change,
  window: z.strictObject({
    startsAt: instant,
    closesAt: instant,
    working: z
      .custom<Working>((value) => typeof value === 'object')
      .meta({ description: 'The count, frozen when the notice was given.' }),
  }),
  extensions: z.array(
    z.strictObject({
      fromClosesAt: instant,
      toClosesAt: instant,
      lastDay: day,
      reason: text,
      extendedAt: instant,
      by: person,
    }),
  ),
  readings: z.array(z.strictObject({ readAt: instant, by: person })),
  acceptances: z.array(
    z.strictObject({
      acceptedAt: instant,
      by: person,
      takenBackAt: instant.nullable(),
      takenBackBy: person.nullable(),
    }),
  ),
  letters: z.array(letter),
  objections: z.array(objection),
  messages: z.array(
    z.strictObject({
      id,
      kind: z.enum(messageKinds),
      side: z.enum(sides),
      authorName: text,
      body: text,
      sentAt: instant,
      objection: note.meta({ description: 'The reference of the objection that it is on.' }),
    }),
  ),
  authorisations: z.array(
    z.strictObject({
      terms: z
        .enum(['before', 'after', 'other'])
        .meta({ description: 'Which terms of this sub-processor: this change’s, or others.' }),
      termsId: id,
      state: z.enum(authorisationStates),
      reason: text,
      warningOnly: z.boolean(),
      services,
    }),
  ),
});

const chronologyEntry = z.strictObject({
  position: z.int().meta({ description: 'Its place in the evidence log, which has no gaps.' }),
  at: instant,
  type: text,
  sentence: text,
  by: z.strictObject({ role: text, name: note }),
  sha256: sha256.meta({ description: 'Of the entry’s exact bytes.' }),
  hash: sha256.meta({
    description: 'SHA-256 of the hash before, the position as 8 bytes, and the SHA-256 of the bytes.',
  }),
  content: text.meta({ description: 'The entry’s exact bytes, as UTF-8: RFC 8785, numbers as strings.' }),
});

export const caseFile = z
  .strictObject({
    format: z.literal('demur.case-file.2'),
    ...caseRecord.shape,
    window: caseRecord.shape.window.extend({ sentences: texts }),
    chronology: z.array(chronologyEntry),
    proof: z.strictObject({ shows: texts, doesNotShow: texts }),
  })
  .meta({
    title: 'Demur case file',
    description:
      'One case: a change to a sub-processor as it concerns one subscriber, with the notice, what was answered, said and decided, and the entries of the evidence log.',
  });

export type CaseRecord = z.infer<typeof caseRecord>;
export type CaseFile = z.infer<typeof caseFile>;
export type ChronologyEntry = z.infer<typeof chronologyEntry>;
export type TermsRecord = z.infer<typeof terms>;

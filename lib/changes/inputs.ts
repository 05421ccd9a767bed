import { z } from 'zod';
import { changeKinds, publishingSteps } from '#db/schema/vocabulary.ts';
import { civilDate, recordId } from '#lib/command/inputs.ts';
import { asTyped, optionalText, text } from '#lib/command/text.ts';
import { companyInput, termsInput } from '#lib/register/inputs.ts';

const id = recordId.nullable().default(null);

/** So many changes one version holds at most: an admin still reads what they publish. */
export const MOST_CHANGES = 50;

/** One change as it is published. Which fields a kind needs is checked here; what it means for the register, in `change.ts`. */
export const changeInput = z
  .object({
    kind: z.enum(changeKinds, 'Choose what kind of change this is.'),
    title: text({ label: 'The title', max: 200 }),
    reason: text({ label: 'The reason', max: 5000 }),
    plannedStartOn: civilDate('The planned start'),
    /** A company that the vendor knows already. */
    subprocessorId: id,
    /** A company that it does not know yet. */
    company: companyInput.nullable().default(null),
    /** For a replacement: the sub-processor whose terms end. */
    replacesId: id,
    /** None for a removal. */
    terms: termsInput.nullable().default(null),
    /** A change published by mistake, whose place this one takes. */
    supersedes: id,
    /** A replacement that can't wait for the last window, with the reason on record. */
    urgent: z
      .object({ reason: text({ label: 'The reason for urgency', max: 5000 }) })
      .nullable()
      .default(null),
  })
  .superRefine(({ kind, subprocessorId, company, replacesId, terms }, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const isNew = kind === 'addition' || kind === 'replacement';
    if (isNew && (subprocessorId === null) === (company === null))
      wrong('company', 'Describe the new sub-processor, or choose one that is known already.');
    if (!isNew && subprocessorId === null) wrong('subprocessorId', 'Choose the sub-processor that changes.');
    if (!isNew && company !== null) wrong('company', 'Only an addition or a replacement brings a new company.');
    if ((kind === 'replacement') !== (replacesId !== null))
      wrong(
        'replacesId',
        kind === 'replacement' ? 'Choose the sub-processor that it replaces.' : 'Only a replacement replaces another.',
      );
    if ((kind === 'removal') !== (terms === null))
      wrong(
        'terms',
        kind === 'removal' ? 'A removal has no new terms.' : 'Say what the sub-processor is to do, and where.',
      );
  });
export type ChangeInput = z.infer<typeof changeInput>;

/** The wizard's fields, before parsing: whatever has been typed so far, kept as it stands. */
export type ChangeFields = z.input<typeof changeInput>;

/** Of the policy version that the changes are published with. */
export const versionNote = text({ label: 'The note of the version', max: 2000 });

export const draftId = z.object({ draftId: recordId });

export const publishInput = draftId.extend({
  /** Publish although a transfer mechanism is missing: the warning was read. */
  despite: z.boolean().default(false),
  /** SHA-256 of the draft that was read, in hex, so that nothing else is published. Left out: nobody read it. */
  shown: z.string().optional(),
});

/** The draft was compared with the register at that version, and stands. */
export const comparison = draftId.extend({ comparedWith: z.int().min(0) });

const reason = { label: 'The reason', max: 5000 };

/** What another privacy admin says of a draft that they have read: by its hash, so that nothing else is approved. */
export const approvalAnswer = z
  .object({
    approvalId: recordId,
    contentSha256: z.string().regex(/^[0-9a-f]{64}$/, 'This is no hash of a draft.'),
    answer: z.enum(['approved', 'sent_back']),
    reason: optionalText(reason),
  })
  .superRefine(({ answer, reason: given }, context) => {
    if (answer === 'sent_back' && given === null)
      context.addIssue({ code: 'custom', path: ['reason'], message: 'Say what has to change.' });
  });

/** How far a publication has come; null: it is over. */
export const publishingTold = draftId.extend({
  progress: z.object({ step: z.enum(publishingSteps), done: z.int().min(0), total: z.int().min(0) }).nullable(),
});
export type PublishingTold = NonNullable<z.infer<typeof publishingTold>['progress']>;

/** A change as its draft keeps it: whatever has been typed, and the key by which it is found again among the others. */
export type KeptChange = { key: string } & Record<string, z.infer<ReturnType<typeof z.json>>>;

/** What the wizard holds of a version that is not published. */
export interface DraftContent {
  note: string;
  changes: KeptChange[];
}

const tooLong = { error: 'This draft is too long to keep: shorten it.' };
const fits = (most: number) => (content: unknown) => JSON.stringify(content).length <= most;

/** Every text in it as a draft can be kept. */
function storable<T>(content: T): T {
  return JSON.parse(JSON.stringify(content), (_name, value) => (typeof value === 'string' ? asTyped(value) : value));
}

const keptFields = z
  .record(z.string().max(50), z.json())
  .refine(fits(200_000), tooLong)
  .transform((fields) => storable(fields));

const keptNote = z
  .string()
  .max(10_000, tooLong)
  .transform((note) => asTyped(note));

/** A draft as a whole. A change without a key is given one. */
export const draftInput = z.object({
  /** Null for a new draft. */
  draftId: recordId.nullable().default(null),
  content: z.object({
    note: keptNote.default(''),
    changes: z
      .array(keptFields)
      .max(MOST_CHANGES, `One version holds ${MOST_CHANGES} changes at most.`)
      .refine(fits(2_000_000), tooLong),
  }),
});

/** One change of a draft, or fields of it: laid over what is kept under its key. Null takes it out. */
export const draftedChangeInput = z.object({
  draftId: recordId.nullable().default(null),
  key: recordId,
  fields: keptFields.nullable(),
  /** Of the version; left as it is unless given. */
  note: keptNote.optional(),
});

export const withdrawalInput = z.object({ changeId: recordId, reason: text({ label: 'The reason', max: 5000 }) });

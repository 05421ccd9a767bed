import { z } from 'zod';
import { actingAs, type GroundCategory, groundCategories } from '#db/schema/vocabulary.ts';
import { recordId } from '#lib/command/inputs.ts';
import { asTyped, line, optionalLine, optionalText, text } from '#lib/command/text.ts';
import { idempotencyKey, MESSAGE_LIMIT } from '#lib/notices/inputs.ts';

/** Limits that form, command and letter share. Texts in code points. */
export const limits = {
  groundsText: 20_000,
  /** Under this a hint is shown; it blocks nothing. */
  groundsHint: 40,
  requestedActions: 20,
  requestedAction: 2_000,
  name: 200,
  files: 10,
  dataCategories: 50,
} as const;

const action = { label: 'A requested action', max: limits.requestedAction };

/** The rows as the form holds them: those left empty are not actions, and each error keeps its row's number. */
export const requestedActions = z
  .array(optionalText(action))
  .default([])
  .transform((rows) => rows.filter((row) => row !== null))
  .refine((rows) => rows.length <= limits.requestedActions, {
    message: `An objection can request ${limits.requestedActions} actions at most.`,
  });

const distinct = <T>(values: T[]) => [...new Set(values)];

export const objectionInput = z.object({
  noticeId: recordId,
  idempotencyKey,
  groundCategories: z
    .array(z.enum(groundCategories, { error: 'Choose the grounds from the list.' }))
    .min(1, 'Choose at least one ground.')
    .transform((chosen) => groundCategories.filter((category) => chosen.includes(category))),
  groundsText: text({ label: 'The description of your grounds', max: limits.groundsText }),
  filerName: line({ label: 'Your name', max: limits.name }),
  capacity: optionalLine({ label: 'Your capacity', max: limits.name }),
  actingAs: z
    .enum(actingAs)
    .nullish()
    .transform((word) => word ?? null),
  onBehalfOf: optionalLine({ label: 'On whose behalf you process', max: limits.name }),
  dataCategories: z
    .array(line({ label: 'A data category', max: limits.name }))
    .max(limits.dataCategories, `Name ${limits.dataCategories} data categories at most.`)
    .default([])
    .transform(distinct),
  serviceIds: z.array(recordId).max(100, 'Choose fewer services.').default([]).transform(distinct),
  requestedActions,
  fileIds: z
    .array(recordId)
    .default([])
    .transform(distinct)
    .refine((ids) => ids.length <= limits.files, { message: `Attach ${limits.files} files at most.` }),
  declaration: z.literal(true, 'Confirm that you are authorised to object, or save the draft for someone who is.'),
});

/** An objection as it is filed, after parsing. */
export type ObjectionInput = z.infer<typeof objectionInput>;
/** The fields as the form holds them. */
export type ObjectionFields = z.input<typeof objectionInput>;

const typed = (most: number) => z.string().max(most).transform(asTyped).optional().catch(undefined);
const typedList = (many: number, most: number) =>
  z.array(z.string().max(most).transform(asTyped)).max(many).optional().catch(undefined);

/**
 * What has been typed so far, kept as it stands: nothing is required and nothing refused for what it says. The
 * declaration is not among it: each filer makes it anew.
 */
export const draftContent = z.object({
  /** Made with the form, so that whoever goes on with the draft files it once. */
  idempotencyKey: z.uuid().optional().catch(undefined),
  groundCategories: z
    .array(z.string())
    .optional()
    .transform((chosen) =>
      chosen?.filter((word): word is GroundCategory => groundCategories.some((known) => known === word)),
    )
    .catch(undefined),
  groundsText: typed(200_000),
  filerName: typed(2_000),
  capacity: typed(2_000),
  actingAs: z.enum(actingAs).optional().catch(undefined),
  onBehalfOf: typed(2_000),
  dataCategories: typedList(200, 2_000),
  serviceIds: typedList(200, 100),
  requestedActions: typedList(100, 20_000),
});
export type DraftContent = z.infer<typeof draftContent>;

export const draftInput = z.object({ noticeId: recordId, content: draftContent });

export const aboutObjection = z.object({ objectionId: recordId });

const said = (label: string) => ({ objectionId: recordId, idempotencyKey, body: text({ label, max: MESSAGE_LIMIT }) });

export const informationInput = z.object(said('Your answer'));
export const disagreementInput = z.object(said('Why you disagree'));
export const disputeInput = z.object(said('Which instant is right, and why'));

export const supplementInput = z
  .object({
    objectionId: recordId,
    idempotencyKey,
    body: optionalText({ label: 'Your supplement', max: MESSAGE_LIMIT }),
    requestedActions,
  })
  .refine(({ body, requestedActions: added }) => body !== null || added.length > 0, {
    message: 'Write what you add, or request a further action.',
    path: ['body'],
  });

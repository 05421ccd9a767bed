import { z } from 'zod';
import { groundAssessments, groundCategories } from '#db/schema/vocabulary.ts';
import { instantWithOffset, recordId } from '#lib/command/inputs.ts';
import { optionalText, text } from '#lib/command/text.ts';
import { idempotencyKey, MESSAGE_LIMIT } from '#lib/notices/inputs.ts';
import { objectionInput } from './inputs.ts';

/** The most that the desk's texts on an objection may hold, in code points. */
export const deskLimits = { note: 5_000, reason: 5_000, original: 200_000 } as const;

export const informationRequestInput = z.object({
  objectionId: recordId,
  idempotencyKey,
  body: text({ label: 'What you ask for', max: MESSAGE_LIMIT }),
});

export const assessmentInput = z.object({
  objectionId: recordId,
  category: z.enum(groundCategories, { error: 'Choose one of the grounds of the objection.' }),
  assessment: z.enum(groundAssessments, { error: 'Choose shown, not shown or disputed.' }),
  note: optionalText({ label: 'Your note', max: deskLimits.note }),
});

const admission = {
  reason: text({ label: 'The reason for admitting it', max: deskLimits.reason }),
  dataAlreadySent: text({ label: 'The statement on data already sent', max: deskLimits.reason }),
};

export const admissionInput = z.object({ objectionId: recordId, ...admission });

/**
 * An objection that came by e-mail or post, as a privacy admin records it: what its letter says, the original (a file,
 * or its text pasted with all its headers), and the instant at which it came, which is stated and not measured.
 */
export const recordedInput = objectionInput
  .omit({ declaration: true })
  .extend({
    channel: z.enum(['email', 'post'], { error: 'Choose how it came: by e-mail or by post.' }),
    receivedAt: instantWithOffset('The instant at which it came'),
    original: optionalText({ label: 'The original', max: deskLimits.original }),
    /** Needed when it came in time and its window has closed since: recording it then undoes what the close made. */
    admission: z
      .object(admission)
      .nullish()
      .transform((given) => given ?? null),
  })
  .refine(({ original, fileIds }) => original !== null || fileIds.length > 0, {
    message: 'Attach the original, or paste its text with all its headers.',
    path: ['original'],
  });

export type RecordedInput = z.infer<typeof recordedInput>;
/** The fields as the form holds them. */
export type RecordedFields = z.input<typeof recordedInput>;

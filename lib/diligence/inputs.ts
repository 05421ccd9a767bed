import { z } from 'zod';
import { diligenceItems } from '#db/schema/vocabulary.ts';
import { civilDate, recordId } from '#lib/command/inputs.ts';
import { line, optionalText } from '#lib/command/text.ts';

const evidence = {
  note: optionalText({ label: 'The note on the evidence', max: 5000 }),
  fileId: recordId.nullable().default(null),
  /** What the form showed as standing; null: nothing. Whoever was slower is told. */
  supersedes: recordId.nullable().default(null),
};

/** One obligation or measure, as somebody attests it. */
export const attestationInput = z
  .object({
    subprocessorId: recordId,
    item: z.enum(diligenceItems, 'Choose what is attested.'),
    attestedOn: civilDate('The day of the review'),
    nextReviewOn: civilDate('The next review'),
    ...evidence,
  })
  .superRefine(({ note, fileId, attestedOn, nextReviewOn }, context) => {
    if (note === null && fileId === null)
      context.addIssue({ code: 'custom', path: ['note'], message: 'Say what shows it, or choose a file.' });
    if (nextReviewOn <= attestedOn)
      context.addIssue({ code: 'custom', path: ['nextReviewOn'], message: 'The next review comes after this one.' });
  });
export type AttestationInput = z.infer<typeof attestationInput>;

/** A certification as it is recorded: a new one, a renewal, or one that is no longer held. */
export const certificationInput = z.object({
  subprocessorId: recordId,
  name: line({ label: 'The name of the certification', max: 100 }),
  validTo: civilDate('The last day of the certification').nullable().default(null),
  held: z.boolean().default(true),
  ...evidence,
});
export type CertificationInput = z.infer<typeof certificationInput>;

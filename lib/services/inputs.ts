import { z } from 'zod';
import { recordId } from '#lib/command/inputs.ts';

const some = z.array(recordId).max(500);

/** What a signatory authorises on taking up a service, beside what the page showed when it was ticked. */
export const authoriseInput = z.object({
  serviceId: recordId,
  /** The terms ticked, and all those shown. */
  termsIds: some,
  shownTermsIds: some,
  /** The changes to come that were ticked, and all those shown. One not ticked gives a notice. */
  changeIds: some,
  shownChangeIds: some,
  /** The subscriber's own statement: a critical or important function under DORA. */
  dora: z.boolean().default(false),
  declaration: z.literal(
    true,
    'Confirm that you are authorised to act for your organisation, or leave this to a signatory who is.',
  ),
});

export const leaveInput = z.object({ serviceId: recordId });

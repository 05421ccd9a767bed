import { z } from 'zod';
import { recordId } from '#lib/command/inputs.ts';

/** A further delivery of the same letter: to whom. The key is the delivery's id, so that one form makes one. */
export const sendAgainInput = z.object({
  idempotencyKey: recordId,
  letterId: recordId,
  userId: z.uuid('Choose to whom it is to be sent.'),
});

export const writeAgainInput = z.object({ idempotencyKey: recordId, letterId: recordId });

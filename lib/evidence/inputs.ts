import { z } from 'zod';
import { differenceKinds } from './verify.ts';

const difference = z.object({
  kind: z.enum(differenceKinds),
  position: z.number().int().nullable(),
  table: z.string().nullable(),
  row: z.string().nullable(),
  column: z.string().nullable(),
  expected: z.string().nullable(),
  found: z.string().nullable(),
});

/** What an inspection found, as `inspectLog` gives it and an event keeps it. */
export const findingInput = z.object({
  ok: z.boolean(),
  at: z.string(),
  entries: z.number().int(),
  rows: z.number().int(),
  head: z.string().regex(/^[0-9a-f]{64}$/),
  difference: difference.nullable(),
});

const digits = z.coerce.number().int();

/** The same as an event keeps it, where every number is a string of its digits. */
export const recordedFinding = findingInput.extend({
  entries: digits,
  rows: digits,
  difference: difference.extend({ position: digits.nullable() }).nullable(),
});

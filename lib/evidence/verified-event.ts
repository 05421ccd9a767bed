import { z } from 'zod';

/** One row as an event holds it: what is plain stands as it is, names and free text as salted commitments. */
const rowImage = z.strictObject({
  table: z.string(),
  id: z.string(),
  plain: z.record(z.string(), z.unknown()),
  sealed: z.record(z.string(), z.string().nullable()),
});

/** What the bytes of an event say. Every number is a string of its digits. */
export const eventContent = z.strictObject({
  v: z.literal('1'),
  type: z.string(),
  at: z.string(),
  case: z.string().nullable(),
  subscriber: z.string().nullable(),
  actor: z.strictObject({ role: z.string(), user: z.string().nullable() }),
  facts: z.record(z.string(), z.unknown()),
  rows: z.array(rowImage),
});

export type RowImage = z.infer<typeof rowImage>;
export type EventContent = z.infer<typeof eventContent>;

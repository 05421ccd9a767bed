import { z } from 'zod';
import { civilDate, recordId } from '#lib/command/inputs.ts';
import { text } from '#lib/command/text.ts';

const problem = z.object({ where: z.string(), message: z.string() });

/** What is kept of a file until its difference is confirmed: the register in it, or what is wrong with it. */
export const keptFileInput = z.object({
  name: z.string().max(300),
  /** Of the file as it came, in hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  content: z.object({
    file: z.json().nullable(),
    problems: z.array(problem).max(200),
    /** Of all, those that are not told included. */
    wrong: z.int().min(0),
    remarks: z.array(z.string()),
    lines: z.array(z.int()).nullable(),
  }),
});
export type KeptFile = z.infer<typeof keptFileInput>;

/** What a draft from a file says beside the file. */
export const draftedRegisterInput = z.object({
  /** A file that was kept; null: the content itself, from the shell. */
  uploadId: recordId.nullable().default(null),
  content: z.json().nullable().default(null),
  /** The policy version that the difference was shown against. */
  against: z.int().min(0),
  note: text({ label: 'The note of the version', max: 2000 }),
  reason: text({ label: 'The reason', max: 5000 }),
  plannedStartOn: civilDate('The planned start').nullable().default(null),
  /** At the shell: whose draft it becomes. */
  by: z.string().nullable().default(null),
});
export type DraftedRegister = z.infer<typeof draftedRegisterInput>;

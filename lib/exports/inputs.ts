import { z } from 'zod';
import { recordId } from '#lib/command/inputs.ts';

/** What a case is exported as. */
export const caseFormats = ['json', 'pdf'] as const;
export type CaseFormat = (typeof caseFormats)[number];

/** An export of one case, whose bytes are made but not yet sent. */
export const caseExport = z.object({
  noticeId: recordId,
  format: z.enum(caseFormats),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

import { z } from 'zod';
import { outcomes } from '#db/schema/vocabulary.ts';
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

const nothing = (typed: unknown) => (typed === '' ? undefined : typed);
const asDay = 'This is no day of the calendar: write it as 2026-12-02.';
// PostgreSQL knows no year 0000
const day = z.iso
  .date(asDay)
  .refine((date) => !date.startsWith('0000'), asDay)
  .optional();

/** The filters of the list of cases, as they stand in an address. What can't be read is no filter, and is told. */
export const caseFilters = z.object({
  /** A reference, or words of an objection, a message or a subscriber's name. */
  q: z.preprocess(nothing, z.string().max(200, 'Search for fewer words.').optional()),
  subscriber: z.preprocess(nothing, z.string().max(200, 'Search for fewer words.').optional()),
  change: z.preprocess(nothing, recordId.optional()),
  outcome: z.preprocess(nothing, z.enum(outcomes, 'Choose an outcome from the list.').optional()),
  /** The first and the last day, in the vendor's zone, on which the notice was given. */
  from: z.preprocess(nothing, day),
  to: z.preprocess(nothing, day),
});
export type CaseFilters = z.infer<typeof caseFilters>;

const names = ['q', 'subscriber', 'change', 'outcome', 'from', 'to'] as const;

/**
 * The filters that an address carries: those that can be read, as they were given, and for each of the others what is
 * wrong with it. A wrong filter narrows nothing, so that nobody takes a part of the list for the whole.
 */
export function readFilters(search: Record<string, string | string[] | undefined>): {
  filters: CaseFilters;
  given: Partial<Record<(typeof names)[number], string>>;
  errors: Partial<Record<string, string>>;
} {
  const given: Partial<Record<(typeof names)[number], string>> = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value.trim() !== '') given[name] = value;
  }
  const parsed = caseFilters.safeParse(given);
  if (parsed.success) return { filters: parsed.data, given, errors: {} };
  const errors: Partial<Record<string, string>> = {};
  for (const issue of parsed.error.issues) errors[String(issue.path[0])] ??= issue.message;
  const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !errors[name]));
  return { filters: caseFilters.parse(kept), given, errors };
}

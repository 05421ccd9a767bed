import { z } from 'zod';
import { type CivilDate, type Instant, parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';

/** A record's id, as it comes from an address or a form. */
export const recordId = z.uuid('This is not the id of a record.');

/** A day of the calendar, as a date field sends it: 2026-12-02. */
export function civilDate(label: string) {
  return z.string({ error: `${label} is missing.` }).transform((typed, context): CivilDate => {
    try {
      return parseCivilDate(typed);
    } catch {
      context.addIssue({
        code: 'custom',
        message: typed ? `${label} is no day of the calendar.` : `${label} is missing.`,
      });
      return z.NEVER;
    }
  });
}

/** An instant with its offset from UTC, which is required. */
export function instantWithOffset(label: string) {
  return z.string({ error: `${label} is missing.` }).transform((typed, context): Instant => {
    try {
      return parseInstant(typed);
    } catch {
      context.addIssue({
        code: 'custom',
        message: `${label} is no instant: write it with its offset from UTC, as in 2026-11-02T08:00:00Z.`,
      });
      return z.NEVER;
    }
  });
}

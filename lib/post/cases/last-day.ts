import type { Language } from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { datesIn } from '#lib/i18n/dates.ts';

/** "the end of 2 December 2026 (Madrid)"; in Spanish without its article, which runs together with what stands before it: "al final del …". */
export const lastDayIn = (language: Language, closesAt: Instant, zone: string): string =>
  datesIn[language].lastDay(closesAt, zone).replace(/^el /, '');

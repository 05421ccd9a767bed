import type { Language } from '#db/schema/vocabulary.ts';
import { epochMilliseconds, type Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { letter as en } from '#lib/i18n/en/letter.ts';
import { letter as es } from '#lib/i18n/es/letter.ts';
import type { Block, Letterhead } from './written.ts';

const words = catalogue(en, es);

const DAY = 86_400_000;
/** Days after which a letter says that it comes late: no outage that we try to get over is longer. */
const SAID_AFTER = 2;
/** Days after which what only tells the news is no news any more. */
export const OLD_AFTER = 30;
/** What a letter says after its first lines, where it should have been written long before. */
export function lateness(obligedAt: Instant, now: Instant, language: Language, { zone }: Letterhead): Block[] {
  if (daysAfter(obligedAt, now) < SAID_AFTER) return [];
  const day = datesIn[language].day(civilDayIn(obligedAt, zone));
  return [{ is: 'paragraph', text: words(language)('late', { day }) }];
}

/** Whether something that was to be told then is no news now. */
export const isOld = (obligedAt: Instant, now: Instant): boolean => daysAfter(obligedAt, now) >= OLD_AFTER;

const daysAfter = (then: Instant, now: Instant) => (epochMilliseconds(now) - epochMilliseconds(then)) / DAY;

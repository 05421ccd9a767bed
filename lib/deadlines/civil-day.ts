import type { CivilDate } from './instant.ts';

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

const DAY = 86_400_000;
const FIRST = Date.parse('0001-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T00:00:00Z');

/**
 * The day that lies `days` after `date` on the calendar; before it where `days` is negative.
 *
 * @throws {RangeError} when that leaves the years 0001 to 9999.
 */
export function addDays(date: CivilDate, days: number): CivilDate {
  // Most steps stay inside a month, and counting takes very many of them.
  const dayOfMonth = Number(date.slice(8)) + days;
  if (dayOfMonth >= 1 && dayOfMonth <= 28)
    return `${date.slice(0, 8)}${String(dayOfMonth).padStart(2, '0')}` as CivilDate;
  const milliseconds = Date.parse(`${date}T00:00:00Z`) + days * DAY;
  if (!(milliseconds >= FIRST && milliseconds <= LAST))
    throw new RangeError('The count leaves the years 0001 to 9999.');
  return new Date(milliseconds).toISOString().slice(0, 10) as CivilDate;
}

/** How many days `to` lies after `from` on the calendar; negative where it lies before. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY;
}

export function weekdayOf(date: CivilDate): Weekday {
  return WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'Sunday';
}

/** The weekend day that `date` is, or null. Saturday and Sunday everywhere: Reg. 1182/71, Art. 2(2). */
export function weekendDay(date: CivilDate): 'Saturday' | 'Sunday' | null {
  const weekday = weekdayOf(date);
  return weekday === 'Saturday' || weekday === 'Sunday' ? weekday : null;
}

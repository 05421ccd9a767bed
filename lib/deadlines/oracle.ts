import type { Period } from './deadline.ts';
import { epochMilliseconds, type Instant } from './instant.ts';

/**
 * The same count made another way, for tests: whole day numbers, a table of days off, one step at a time, the clocks
 * read by Intl. It shares no code with the count itself; what the two agree on is unlikely to be one mistake.
 */

// The whole days that the zones of these tests have skipped since 1970.
const NEVER: { [zone: string]: number } = {
  'Pacific/Apia': number(2011, 12, 30),
  'Pacific/Fakaofo': number(2011, 12, 30),
  'Pacific/Kiritimati': number(1994, 12, 31),
  'Pacific/Kwajalein': number(1993, 8, 21),
};

/** The day numbers at which the period starts to count and ends. */
export function lastDayNumber(from: Instant, { length, unit, rule, zone, holidays }: Period): number {
  const named = new Set(holidays.flatMap(({ days }) => Object.keys(days).map(numberOf)));
  // 1 January 1970, day 0, was a Thursday; Saturday and Sunday are days 2 and 3 of that week.
  const works = (day: number) => ![2, 3].includes(((day % 7) + 7) % 7) && !named.has(day);
  const happens = (day: number) => NEVER[zone] !== day;
  const counts = rule === 'working-days' || unit === 'working' ? works : () => true;

  let left = length;
  let working = 0;
  for (let day = dayShown(epochMilliseconds(from), zone) + 1; ; day += 1) {
    if (!happens(day)) continue;
    if (works(day)) working += 1;
    if (counts(day)) left -= 1;
    if (left > 0) continue;
    if (rule !== 'eu-1182-71') return day;
    // Over, once it is a working day and, but for one day, the second of them.
    if (works(day) && (length === 1 || working >= 2)) return day;
  }
}

/** The number of the day that the clocks of `zone` show, counted from 1 January 1970. */
export function dayShown(milliseconds: number, zone: string): number {
  const parts = clockOf(zone).formatToParts(milliseconds);
  const part = (name: string) => Number(parts.find(({ type }) => type === name)?.value);
  return number(part('year'), part('month'), part('day'));
}

/** The number of a civil date, counted from 1 January 1970. */
export function numberOf(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return number(year, month, day);
}

/** Days since 1970 by the rule of the leap years alone, with March as the first month of the year. */
function number(year: number, month: number, day: number): number {
  const fromMarch = (month + 9) % 12;
  const since = month < 3 ? year - 1 : year;
  const leapDays = Math.floor(since / 4) - Math.floor(since / 100) + Math.floor(since / 400);
  return since * 365 + leapDays + Math.floor((fromMarch * 306 + 5) / 10) + day - 1 - 719_468;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric' });
  clocks.set(zone, clock);
  return clock;
}

import { daysBetween, weekdayOf } from './civil-day.ts';
import { type CivilDate, epochMilliseconds, type Instant, parseCivilDate } from './instant.ts';

// Names are written here and not taken from Intl: a browser and a server whose locale data differ ("Sep", "Sept")
// would otherwise say the same instant in two ways. Intl only tells what the clocks of a zone show.
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** "2 December 2026" */
export function dayInWords(day: CivilDate): string {
  return `${dayOfMonth(day)} ${monthOf(day)} ${yearOf(day)}`;
}

/** "Wednesday 2 December 2026" */
export function weekdayInWords(day: CivilDate): string {
  return `${weekdayOf(day)} ${dayInWords(day)}`;
}

/** "2 Dec", for a place where the year is said nearby. */
export function shortDay(day: CivilDate): string {
  return `${dayOfMonth(day)} ${monthOf(day).slice(0, 3)}`;
}

/** "Wed 2 December 2026, 23:59 (Madrid)". Seconds are cut off, never rounded up. */
export function inWords(instant: Instant, zone: string): string {
  const { day, time } = clocksAt(instant, zone);
  return `${shortWeekdayInWords(day)}, ${time.slice(0, 5)} (${cityOf(zone)})`;
}

/** "23:59 (Madrid)", for a time of the day on which it is read. */
export function timeInWords(instant: Instant, zone: string): string {
  return `${clocksAt(instant, zone).time.slice(0, 5)} (${cityOf(zone)})`;
}

/** "2 Nov 2026, 09:00:12 (Madrid)": an entry of a history. */
export function inShort(instant: Instant, zone: string): string {
  const { day, time } = clocksAt(instant, zone);
  return `${shortDay(day)} ${yearOf(day)}, ${time} (${cityOf(zone)})`;
}

/** "11 Nov 2026, 16:02:09 UTC": the instant on the record. Fractions of a second are cut off, never rounded up. */
export function utcExact(instant: Instant): string {
  const day = parseCivilDate(instant.slice(0, 10));
  return `${shortDay(day)} ${yearOf(day)}, ${instant.slice(11, 19)} UTC`;
}

/** "the end of 2 December 2026 (Madrid)", for a window that closes at `closesAt`. */
export function lastDayInWords(closesAt: Instant, zone: string): string {
  return `the end of ${dayInWords(lastDayBefore(closesAt, zone))} (${cityOf(zone)})`;
}

/** "Wed 2 December 2026, end of day (Madrid)", for a window that closes at `closesAt`. */
export function endOfDayInWords(closesAt: Instant, zone: string): string {
  return `${shortWeekdayInWords(lastDayBefore(closesAt, zone))}, end of day (${cityOf(zone)})`;
}

/**
 * How far a window that closes at `closesAt` is from its end, in civil days of `zone`: "9 days left", "closes
 * tomorrow", "closes today", "closed today", "closed yesterday", "closed 9 days ago".
 */
export function relative(now: Instant, closesAt: Instant, zone: string): string {
  const days = daysBetween(civilDayIn(now, zone), lastDayBefore(closesAt, zone));
  if (now >= closesAt) return days < 0 ? `closed ${daysAgo(-days)}` : 'closed today';
  if (days > 1) return `${days} days left`;
  return days === 1 ? 'closes tomorrow' : 'closes today';
}

/** How long ago an instant was, in civil days of `zone`: "today", "yesterday", "9 days ago". For what has happened. */
export function ago(now: Instant, instant: Instant, zone: string): string {
  return daysAgo(Math.max(0, daysBetween(civilDayIn(instant, zone), civilDayIn(now, zone))));
}

/** The city that names a zone: "Europe/Madrid" gives "Madrid"; a fixed offset gives "UTC−12". */
export function cityOf(zone: string): string {
  const fixed = /^Etc\/GMT([+-])(\d+)$/.exec(zone);
  // The signs of these zones are reversed: Etc/GMT+12 lies twelve hours behind UTC.
  if (fixed) return fixed[2] === '0' ? 'UTC' : `UTC${fixed[1] === '+' ? '−' : '+'}${fixed[2]}`;
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** The civil day that the clocks of `zone` show at `instant`. */
export function civilDayIn(instant: Instant, zone: string): CivilDate {
  return clocksAt(instant, zone).day;
}

/** The last day of a window that closes at `closesAt`: the day that the clocks show just before. */
export function lastDayBefore(closesAt: Instant, zone: string): CivilDate {
  return clocksShow(epochMilliseconds(closesAt) - 1, zone).day;
}

function clocksAt(instant: Instant, zone: string): { day: CivilDate; time: string } {
  return clocksShow(epochMilliseconds(instant), zone);
}

function clocksShow(milliseconds: number, zone: string): { day: CivilDate; time: string } {
  const shown = Object.fromEntries(
    clockOf(zone)
      .formatToParts(milliseconds)
      .map(({ type, value }) => [type, value]),
  );
  const day = parseCivilDate(`${shown.year?.padStart(4, '0')}-${shown.month}-${shown.day}`);
  return { day, time: `${shown.hour}:${shown.minute}:${shown.second}` };
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const two = '2-digit';
  const fields = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...fields });
  clocks.set(zone, clock);
  return clock;
}

function shortWeekdayInWords(day: CivilDate): string {
  return `${weekdayOf(day).slice(0, 3)} ${dayInWords(day)}`;
}

function daysAgo(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

function dayOfMonth(day: CivilDate): number {
  return Number(day.slice(8));
}

function monthOf(day: CivilDate): string {
  return MONTHS[Number(day.slice(5, 7)) - 1] ?? '';
}

function yearOf(day: CivilDate): number {
  return Number(day.slice(0, 4));
}

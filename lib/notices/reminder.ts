import { addDays, daysBetween } from '#lib/deadlines/civil-day.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { lastDayBefore } from '#lib/deadlines/speak.ts';
import { civilDayAt, civilDayFrom, closesAtOf } from '#lib/deadlines/zone.ts';

/** O'clock in the vendor's zone: what a day brings to mind is told from then on. */
export const MORNING = 8;

/** The latest close that is brought to mind at `now`, where that is due `days` days before the last day of a window. */
export function remindedUpTo(now: Instant, days: number, zone: string): Instant {
  return closesAtOf(addDays(civilDayFrom(now, MORNING, zone), days), zone);
}

/** Whether a window was longer than the days left at its reminder: one given on that day, or after it, has none. */
export function reminds({ givenAt, closesAt }: { givenAt: Instant; closesAt: Instant }, days: number, zone: string) {
  return daysBetween(civilDayAt(givenAt, zone), lastDayBefore(closesAt, zone)) > days;
}

/** Days left to answer: 0 on the last day. */
export function daysLeft(closesAt: Instant, now: Instant, zone: string): number {
  return daysBetween(civilDayAt(now, zone), lastDayBefore(closesAt, zone));
}

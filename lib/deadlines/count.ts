import { addDays } from './civil-day.ts';
import { type Holidays, namedReasons, type Reason, reasonsOff } from './holidays.ts';
import type { CivilDate } from './instant.ts';
import type { Unit } from './rules.ts';
import { takesPlace } from './zone.ts';

/** A day off that the count met, and every reason why it is one. */
export type DayOff = { day: CivilDate; reasons: Reason[] };

/** The civil days of one place: which take place in its zone, and which are days off. */
export type Place = { zone: string; holidays: readonly Holidays[] };

/** Forwards in time, or back. */
export type Step = 1 | -1;

/** The next civil day that takes place; a day that the zone skipped has no hours and is not counted. */
export function nextDay(day: CivilDate, { zone }: Place, step: Step): CivilDate {
  let next = addDays(day, step);
  while (!takesPlace(next, zone)) next = addDays(next, step);
  return next;
}

/** Day N of the count, where the days start after `day`: every day for `calendar`, else only working days. */
export function countDays(day: CivilDate, length: number, unit: Unit, place: Place, step: Step): CivilDate {
  let last = day;
  for (let counted = 0; counted < length; ) {
    last = nextDay(last, place, step);
    if (unit === 'calendar' || isWorkingDay(last, place)) counted += 1;
  }
  return last;
}

/** The first working day from `day` on, `day` included, and the days off passed before it. */
export function workingDayFrom(day: CivilDate, place: Place, step: Step): { day: CivilDate; passed: DayOff[] } {
  const passed: DayOff[] = [];
  let reached = day;
  for (let reasons = off(day, place); reasons.length > 0; reasons = off(reached, place)) {
    passed.push({ day: reached, reasons });
    reached = nextDay(reached, place, step);
  }
  return { day: reached, passed };
}

/**
 * The last day that gives the period after `event` at least `minimum` working days (Reg. 1182/71, Art. 3(5)), and the
 * days off passed on the way; null where the period up to `lastDay` holds them already.
 */
export function withMinimum(
  { event, lastDay }: { event: CivilDate; lastDay: CivilDate },
  minimum: number,
  place: Place,
  step: Step,
): { day: CivilDate; passed: DayOff[] } | null {
  let held = 0;
  for (let day = event; day !== lastDay && held < minimum; ) {
    day = nextDay(day, place, step);
    if (isWorkingDay(day, place)) held += 1;
  }
  if (held >= minimum) return null;

  const passed: DayOff[] = [];
  let last = lastDay;
  for (; held < minimum; held += 1) {
    const next = workingDayFrom(nextDay(last, place, step), place, step);
    passed.push(...next.passed);
    last = next.day;
  }
  return { day: last, passed };
}

/** The public holidays and closures from `first` to `last`, weekends left out, and the days that did not take place. */
export function namedBetween(first: CivilDate, last: CivilDate, { zone, holidays }: Place) {
  const named: DayOff[] = [];
  const skipped: CivilDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (!takesPlace(day, zone)) skipped.push(day);
    const reasons = namedReasons(day, holidays);
    if (reasons.length > 0) named.push({ day, reasons });
  }
  return { holidays: named, skippedDays: skipped };
}

function isWorkingDay(day: CivilDate, place: Place): boolean {
  return off(day, place).length === 0;
}

function off(day: CivilDate, { holidays }: Place): Reason[] {
  return reasonsOff(day, holidays);
}

import { countDays, type DayOff, namedBetween, nextDay, type Place, withMinimum, workingDayFrom } from './count.ts';
import type { Holidays } from './holidays.ts';
import type { CivilDate, Instant } from './instant.ts';
import { type CountingRule, checkLength, type RuleName, ruleNamed, type Unit, unitCounted } from './rules.ts';
import { civilDayAt, closesAtOf, takesPlace, zoneNamed } from './zone.ts';

/** A period to count, without the moment it is counted from. */
export type Period = {
  length: number;
  /** The rule's own unit where it is left out. */
  unit?: Unit;
  rule: RuleName;
  /** An IANA zone, whose civil days are counted. */
  zone: string;
  /** The calendars of days off; with several, a day off in any of them is a day off. Weekends are off without any. */
  holidays: readonly Holidays[];
};

/** Which calendar was counted with, well enough to check it later. */
export type CalendarUsed = Pick<Holidays, 'name' | 'place' | 'version' | 'hash' | 'firstDay' | 'lastDay'>;

/** What every shown working says, forwards or backwards. */
type Counted = {
  rule: { name: RuleName; version: string };
  length: number;
  unit: Unit;
  zone: string;
  calendars: CalendarUsed[];
  /** The holidays and closures within the days shown. Weekends are left out: their dates tell. */
  holidays: DayOff[];
  /** The days within that did not take place in the zone, and so were not counted. Mostly none. */
  skippedDays: CivilDate[];
};

/**
 * The shown working of a period: all that its end follows from, as plain JSON. It is frozen on the notice; screens,
 * letters and exports show it and never count again.
 */
export type Working = Counted & {
  startsAt: Instant;
  /** The civil day of `startsAt`, which is not counted. */
  excludedDay: CivilDate;
  /** Day N, before any move. */
  nominalLastDay: CivilDate;
  /** The days off that the end moved past, from `nominalLastDay` on: Reg. 1182/71, Art. 3(4). */
  moves: DayOff[];
  /** The further move that gives the period its minimum of working days, and the days off passed: Art. 3(5). */
  minimum: { workingDays: number; lastDayBefore: CivilDate; passed: DayOff[] } | null;
  finalLastDay: CivilDate;
  /** The first instant after the period: what is received before it is in time. */
  closesAt: Instant;
};

/** The shown working of a period counted back from a day: until when something may still be done ahead of it. */
export type BackwardsWorking = Counted & {
  /** The day counted back from, which is not counted. */
  event: CivilDate;
  /** Day N back. A day off stays where it is: Art. 3(4), last sentence. */
  nominalFirstDay: CivilDate;
  /** The further move, to an earlier day, that gives the period its minimum of working days: Art. 3(5). */
  minimum: { workingDays: number; firstDayBefore: CivilDate; passed: DayOff[] } | null;
  firstDay: CivilDate;
  /** The last day on which the thing may be done: the whole period lies between it and the event. */
  latestDay: CivilDate;
  /** The first instant that is too late. */
  closesAt: Instant;
};

/** A later last day that a person granted, in the zone of the window. */
export type Extension = { lastDay: CivilDate; zone: string; closesAt: Instant };

/**
 * When the period that starts with the event at `from` ends, and why.
 *
 * @throws {RangeError} on a length that is not a whole number from 1 to 3650, an unknown rule or zone, a unit that the
 *   rule cannot count, a calendar that does not reach far enough, or an end beyond the year 9999.
 */
export function deadline({ from, ...period }: Period & { from: Instant }): Working {
  const { rule, unit, place } = agreed(period);
  const excludedDay = civilDayAt(from, place.zone);

  const nominalLastDay = countDays(excludedDay, period.length, unit, place, 1);
  const moved = rule.movesEnd ? workingDayFrom(nominalLastDay, place, 1) : { day: nominalLastDay, passed: [] };
  const held = { event: excludedDay, lastDay: moved.day };
  const minimum = withMinimum(held, minimumOf(rule, period.length), place, 1);
  const finalLastDay = minimum?.day ?? moved.day;

  return {
    rule: { name: rule.name, version: rule.version },
    length: period.length,
    unit,
    zone: place.zone,
    startsAt: from,
    excludedDay,
    nominalLastDay,
    moves: moved.passed,
    minimum: minimum && { workingDays: rule.minimumWorkingDays, lastDayBefore: moved.day, passed: minimum.passed },
    finalLastDay,
    closesAt: closesAtOf(finalLastDay, place.zone),
    calendars: period.holidays.map(calendarUsed),
    ...namedBetween(excludedDay, finalLastDay, place),
  };
}

/**
 * Until when a thing may be done that must be done at least `length` days before `event`: the whole period lies between
 * the two, neither day counted. The result is never moved to a later day (Reg. 1182/71, Art. 3(4), last sentence); the
 * minimum of working days can only make it earlier. A window opened on `latestDay` is over by `event` under
 * `calendar-days` and `working-days`; under `eu-1182-71` its own end may move past `event`, so where a window must be
 * over, count it with `deadline`.
 *
 * @throws {RangeError} as `deadline` does, and where `event` does not take place in the zone.
 */
export function backwards({ event, ...period }: Period & { event: CivilDate }): BackwardsWorking {
  const { rule, unit, place } = agreed(period);
  checkTakesPlace(event, place.zone);

  const nominalFirstDay = countDays(event, period.length, unit, place, -1);
  const held = { event, lastDay: nominalFirstDay };
  const minimum = withMinimum(held, minimumOf(rule, period.length), place, -1);
  const firstDay = minimum?.day ?? nominalFirstDay;
  const latestDay = nextDay(firstDay, place, -1);

  return {
    rule: { name: rule.name, version: rule.version },
    length: period.length,
    unit,
    zone: place.zone,
    event,
    nominalFirstDay,
    minimum: minimum && {
      workingDays: rule.minimumWorkingDays,
      firstDayBefore: nominalFirstDay,
      passed: minimum.passed,
    },
    firstDay,
    latestDay,
    closesAt: closesAtOf(latestDay, place.zone),
    calendars: period.holidays.map(calendarUsed),
    ...namedBetween(firstDay, event, place),
  };
}

/**
 * A window, or an earlier extension of it, extended to the end of `lastDay`. Only ever to a later instant; any day
 * will do, since a person chose it. The working stays as it was: an extension stands beside it.
 *
 * @throws {RangeError} when that would not be later, or the day does not take place in the zone.
 */
export function extendTo(
  current: { closesAt: Instant; zone: string },
  lastDay: CivilDate,
  zone: string = current.zone,
): Extension {
  const known = zoneNamed(zone);
  checkTakesPlace(lastDay, known);
  const closesAt = closesAtOf(lastDay, known);
  if (closesAt <= current.closesAt) throw new RangeError(`The end of ${lastDay} is not later than the present close.`);
  return { lastDay, zone: known, closesAt };
}

function agreed(period: Period): { rule: CountingRule; unit: Unit; place: Place } {
  checkLength(period.length);
  const rule = ruleNamed(period.rule);
  const unit = unitCounted(rule, period.unit);
  return { rule, unit, place: { zone: zoneNamed(period.zone), holidays: period.holidays } };
}

/** Art. 3(5) speaks of "any period of two days or more": a period of one day has no minimum. */
function minimumOf(rule: CountingRule, length: number): number {
  return length >= 2 ? rule.minimumWorkingDays : 0;
}

function calendarUsed({ name, place, version, hash, firstDay, lastDay }: Holidays): CalendarUsed {
  return { name, place, version, hash, firstDay, lastDay };
}

function checkTakesPlace(day: CivilDate, zone: string): void {
  if (!takesPlace(day, zone)) throw new RangeError(`${day} does not take place in ${zone}.`);
}

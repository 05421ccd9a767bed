import { addDays, weekendDay } from './civil-day.ts';
import { type CivilDate, type Instant, parseCivilDate } from './instant.ts';

/** A day off that the calendar itself names: a public holiday of the place, or a closure that the vendor declared. */
export type NamedDay = { kind: 'holiday' | 'closure'; name: string };

/**
 * A calendar of days off over a span of whole years, as a plain value: counting needs nothing else, and what was
 * counted with can be shown again. `hash` is the SHA-256 (lower-case hex) of its content; `version` names its source.
 */
export type Holidays = {
  name: string;
  place: string;
  version: string;
  hash: string;
  firstDay: CivilDate;
  lastDay: CivilDate;
  days: { readonly [day: CivilDate]: readonly NamedDay[] };
};

/** A holiday or closure, with the name of the calendar that says so. */
export type NamedReason = NamedDay & { calendar: string };

/** Why a day is no working day. */
export type Reason = { kind: 'weekend'; name: 'Saturday' | 'Sunday' } | NamedReason;

/**
 * The public holidays and closures of one calendar on `day`; none on an ordinary day.
 *
 * @throws {RangeError} when the calendar does not reach that day: silence would be read as "no holiday".
 */
export function namedDaysOn(holidays: Holidays, day: CivilDate): readonly NamedDay[] {
  if (day < holidays.firstDay || day > holidays.lastDay)
    throw new RangeError(
      `The calendar ${holidays.name} reaches from ${holidays.firstDay} to ${holidays.lastDay}; ${day} lies outside it.`,
    );
  return holidays.days[day] ?? [];
}

/**
 * Why `day` is no working day: a weekend day, or named by any of the calendars; empty for a working day. A working day
 * is any day other than public holidays, Sundays and Saturdays (Reg. 1182/71, Art. 2(2)). With two calendars a day off
 * in either is a day off.
 *
 * @throws {RangeError} when a calendar does not reach that day.
 */
export function reasonsOff(day: CivilDate, calendars: readonly Holidays[]): Reason[] {
  const weekend = weekendDay(day);
  const named = namedReasons(day, calendars);
  return weekend ? [{ kind: 'weekend', name: weekend }, ...named] : named;
}

/**
 * The holidays and closures on `day`, each once, weekends left out.
 *
 * @throws {RangeError} when a calendar does not reach that day.
 */
export function namedReasons(day: CivilDate, calendars: readonly Holidays[]): NamedReason[] {
  const reasons: NamedReason[] = [];
  for (const calendar of calendars)
    for (const { kind, name } of namedDaysOn(calendar, day)) {
      const reason = { kind, name, calendar: calendar.name };
      // The vendor's calendar and the subscriber's are often the same one.
      if (!reasons.some((said) => said.name === name && said.kind === kind && said.calendar === calendar.name))
        reasons.push(reason);
    }
  return reasons;
}

/**
 * The whole years that a calendar must cover to count a period from `day` ahead, or back from it: twice the length,
 * since working days are never sparser than that over a year, and two months for a chain of days off at the end. The
 * same question always gets the same years, and so the same calendar and the same hash.
 */
export function yearsToCover(day: Instant | CivilDate, length: number, direction: 'ahead' | 'back' = 'ahead') {
  const from = parseCivilDate(day.slice(0, 10));
  const reach = 2 * length + 62;
  const [first, last] =
    direction === 'ahead' ? [addDays(from, -1), addDays(from, reach)] : [addDays(from, -reach), from];
  return { first: Number(first.slice(0, 4)), last: Number(last.slice(0, 4)) };
}

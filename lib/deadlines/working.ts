import { addDays, type Weekday, weekdayOf, weekendDay } from './civil-day.ts';
import type { DayOff } from './count.ts';
import type { Working } from './deadline.ts';
import type { Reason } from './holidays.ts';
import type { CivilDate, Instant } from './instant.ts';
import { cityOf, civilDayIn, inWords, utcExact, weekdayInWords } from './speak.ts';

/** The shown working in sentences, in the order in which the count was made: why the window ends when it ends. */
export function explain(working: Working): string[] {
  return [
    `The count starts from ${inWords(working.startsAt, working.zone)}. That day is not counted.`,
    whatIsCounted(working),
    ...working.skippedDays.map(
      (day) => `${weekdayInWords(day)} did not take place in ${cityOf(working.zone)} and is not counted.`,
    ),
    `${ordinalDay(working)} is ${weekdayInWords(working.nominalLastDay)}.`,
    ...moves(working),
    ...minimum(working),
    `The last day is ${weekdayInWords(working.finalLastDay)}, to the end of its last hour in ${cityOf(working.zone)}: what is received before ${utcExact(working.closesAt)} is in time.`,
    ruleInWords(working),
    ...calendarsInWords(working),
  ];
}

/** One civil day on the ruler. */
export type RulerDay = {
  day: CivilDate;
  weekday: Weekday;
  /** Its number in the count; null where it is not counted (the first day, days off among working days, what follows). */
  number: number | null;
  /** Why it is no working day; empty for a working day. */
  off: Reason[];
  /** Before the count, in it, moved past a day off, or granted by an extension. */
  part: 'excluded' | 'count' | 'moved' | 'extension';
  /** The last day as counted; it stays marked where an extension goes further. */
  last: boolean;
  today: boolean;
  /** Over in the zone at `now`. */
  past: boolean;
  filed: boolean;
  decided: boolean;
};

/** What may be marked on the ruler. */
export type Marks = { now?: Instant; filed?: Instant; decided?: Instant; extendedTo?: CivilDate };

/**
 * The window day by day in its zone, from the day that is not counted to the last day or the end of an extension.
 * Days that did not take place are left out. Holidays are those frozen with the working, so within an extension only
 * weekends are known.
 */
export function days(working: Working, { now, filed, decided, extendedTo }: Marks = {}): RulerDay[] {
  const dayOf = (instant?: Instant) => (instant === undefined ? null : civilDayIn(instant, working.zone));
  const [today, filedOn, decidedOn] = [dayOf(now), dayOf(filed), dayOf(decided)];
  const end = extendedTo !== undefined && extendedTo > working.finalLastDay ? extendedTo : working.finalLastDay;
  const named = new Map(working.holidays.map(({ day, reasons }) => [day, reasons]));
  const skipped = new Set(working.skippedDays);

  const ruler: RulerDay[] = [];
  let counted = 0;
  for (let day = working.excludedDay; day <= end; day = addDays(day, 1)) {
    if (skipped.has(day)) continue;
    const off = [...weekendReason(day), ...(named.get(day) ?? [])];
    const part = partOf(day, working);
    const numbered = part === 'count' && (working.unit === 'calendar' || off.length === 0);
    if (numbered) counted += 1;
    ruler.push({
      day,
      weekday: weekdayOf(day),
      number: numbered ? counted : null,
      off,
      part,
      last: day === working.finalLastDay,
      today: day === today,
      past: today !== null && day < today,
      filed: day === filedOn,
      decided: day === decidedOn,
    });
  }
  return ruler;
}

/** Why a day is off, for people: "a weekend day and a public holiday (Epiphany, ES-MD)". */
export function reasonsInWords(reasons: readonly Reason[]): string {
  const said = reasons.map((reason) => {
    if (reason.kind === 'weekend') return 'a weekend day';
    const what = reason.kind === 'holiday' ? 'a public holiday' : 'a day on which the vendor is closed';
    return `${what} (${reason.name}, ${reason.calendar})`;
  });
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`;
}

function whatIsCounted({ length, unit }: Working): string {
  const days = length === 1 ? '1 day is' : `${length} days are`;
  return unit === 'calendar'
    ? `${days} counted, weekends and public holidays among them.`
    : `${days.replace(' day', ' working day')} counted: weekends and public holidays are not among them.`;
}

function ordinalDay({ length, unit }: Working): string {
  return unit === 'calendar' ? `Day ${length}` : `Working day ${length}`;
}

function moves({ moves: passed, minimum: step, finalLastDay }: Working): string[] {
  if (passed.length === 0) return [];
  const reached = step?.lastDayBefore ?? finalLastDay;
  return [...passed.map(dayOffInWords), `So the end moves to the next working day, ${weekdayInWords(reached)}.`];
}

function minimum({ minimum: step, finalLastDay }: Working): string[] {
  if (!step) return [];
  return [
    `A period of two days or more holds at least ${step.workingDays === 2 ? 'two' : step.workingDays} working days, and there are fewer up to then.`,
    ...step.passed.map(dayOffInWords),
    `So the end moves on to ${weekdayInWords(finalLastDay)}.`,
  ];
}

function dayOffInWords({ day, reasons }: DayOff): string {
  return `${weekdayInWords(day)} is ${reasonsInWords(reasons)}.`;
}

function ruleInWords({ rule }: Working): string {
  const named = `(rule ${rule.name}, version ${rule.version})`;
  if (rule.name === 'eu-1182-71')
    return `This is counted as Regulation (EEC, Euratom) No 1182/71, Article 3 counts, by choice and in your favour; the regulation itself governs acts of the EU, not contracts ${named}.`;
  if (rule.name === 'working-days') return `This is counted in working days ${named}.`;
  return `This is counted in calendar days, and the last day stays where it falls ${named}.`;
}

function calendarsInWords({ calendars, rule }: Working): string[] {
  if (rule.name === 'calendar-days') return [];
  if (calendars.length === 0) return ['Saturdays and Sundays are days off; no calendar of public holidays was given.'];
  const said = calendars.map(({ name, place, version }) => `${place} (${name}, ${version})`).join('; and of ');
  const both = calendars.length > 1 ? ' A day off in any of them is a day off.' : '';
  return [`Days off are Saturdays, Sundays and the public holidays of ${said}.${both}`];
}

function partOf(day: CivilDate, working: Working): RulerDay['part'] {
  if (day === working.excludedDay) return 'excluded';
  if (day <= working.nominalLastDay) return 'count';
  return day <= working.finalLastDay ? 'moved' : 'extension';
}

function weekendReason(day: CivilDate): Reason[] {
  const name = weekendDay(day);
  return name ? [{ kind: 'weekend', name }] : [];
}

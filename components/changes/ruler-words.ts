import type { Working } from '#lib/deadlines/deadline.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { cityOf, civilDayIn, dayInWords, shortDay, weekdayInWords } from '#lib/deadlines/speak.ts';
import type { RulerDay } from '#lib/deadlines/working.ts';
import type { Every } from './ruler-scale.ts';

/** What is marked on a ruler, beside the days themselves. */
export type Marked = {
  working: Working;
  now?: Instant | undefined;
  filedAt?: Instant | undefined;
  decidedAt?: Instant | undefined;
  /** The last day that was granted, if later than the one counted. */
  extendedTo?: CivilDate | undefined;
  closed: boolean;
  /** What happened on the first day: "published", "given". */
  startWord: string;
};

/** The ruler in sentences: says what the picture shows, for those who do not see it. */
export function rulerInWords(days: readonly RulerDay[], every: Every, marked: Marked): string {
  const { working, filedAt, decidedAt, extendedTo, closed, startWord } = marked;
  const dayOf = (instant: Instant) => dayInWords(civilDayIn(instant, working.zone));
  const closes = closed ? 'The window closed' : 'The window closes';
  const nth = `${working.unit === 'calendar' ? 'Day' : 'Working day'} ${working.length}`;

  return [
    `Ruler of the window, one tick a ${every}, times in ${cityOf(working.zone)}.`,
    `The notice was ${startWord} on ${dayInWords(working.excludedDay)}, which is not counted.`,
    ...todayInWords(days, working),
    ...(filedAt ? [`The objection was filed on ${dayOf(filedAt)}.`] : []),
    ...(decidedAt ? [`It was decided on ${dayOf(decidedAt)}.`] : []),
    ...namedDays(days).map(({ day, names }) => `${weekdayInWords(day)} is a day off: ${names}.`),
    ...(working.finalLastDay === working.nominalLastDay
      ? []
      : [
          `${nth} is ${weekdayInWords(working.nominalLastDay)}; the last day moved to ${weekdayInWords(working.finalLastDay)}.`,
        ]),
    ...(extendedTo
      ? [
          `The window was extended from the end of ${weekdayInWords(working.finalLastDay)} to ${weekdayInWords(extendedTo)}.`,
        ]
      : []),
    `${closes} at the end of ${weekdayInWords(extendedTo ?? working.finalLastDay)}.`,
  ].join(' ');
}

/** Public holidays and closures on the ruler, each with its names. */
export function namedDays(days: readonly RulerDay[]): { day: CivilDate; names: string }[] {
  return days.flatMap(({ day, off }) => {
    const names = [...new Set(off.filter(({ kind }) => kind !== 'weekend').map(({ name }) => name))];
    return names.length > 0 ? [{ day, names: names.join(', ') }] : [];
  });
}

/** "8 Dec Immaculate Conception · 25 Dec Christmas Day", the first few of them. */
export function namedDaysInShort(days: readonly RulerDay[], most: number): string {
  const named = namedDays(days);
  const said = named.slice(0, most).map(({ day, names }) => `${shortDay(day)} ${names}`);
  if (named.length > most) said.push(`and ${named.length - most} more`);
  return said.join(' · ');
}

function todayInWords(days: readonly RulerDay[], { unit, length }: Working): string[] {
  const today = days.find((day) => day.today);
  if (!today) return [];
  const number =
    today.number === null ? '' : `, ${unit === 'calendar' ? 'day' : 'working day'} ${today.number} of ${length}`;
  return [`Today is ${weekdayInWords(today.day)}${number}.`];
}

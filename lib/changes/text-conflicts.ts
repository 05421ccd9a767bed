import { type CivilDate, parseCivilDate } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import { listed } from './words.ts';

/** A window as a text may speak of it. */
export interface SpokenWindow {
  profileName: string;
  length: number;
  unit: 'calendar' | 'working';
  lastDay: CivilDate;
}

/** What a text is held against. */
export interface SpokenOf {
  today: CivilDate;
  plannedStartOn: CivilDate;
  windows: readonly SpokenWindow[];
}

/** A place in a text that says something else than the profiles and the planned start do. Warned of, and never refused. */
export interface TextConflict {
  /** As it stands in the text. */
  quoted: string;
  sentence: string;
}

/**
 * Numbers of days that are the length of no window reached, or not of all of them, and days to come that are neither the
 * planned start nor the last day of every window: what somebody wrote by hand may contradict what is counted.
 */
export function textConflicts(text: string, { today, plannedStartOn, windows }: SpokenOf): TextConflict[] {
  return [
    ...lengthsIn(text).flatMap((said) => lengthConflict(said, windows) ?? []),
    ...daysIn(text, plannedStartOn)
      .filter(({ day }) => day >= today && day !== plannedStartOn)
      .flatMap((said) => dayConflict(said, plannedStartOn, windows) ?? []),
  ];
}

interface SaidLength {
  quoted: string;
  days: number;
  /** Null where the text does not say which. */
  unit: SpokenWindow['unit'] | null;
}

const NUMBERS: Record<string, number> = {
  ...{ one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
  ...{
    twelve: 12,
    fourteen: 14,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    forty: 40,
    'forty-five': 45,
    sixty: 60,
    ninety: 90,
  },
};
const LENGTH = new RegExp(
  `\\b(\\d{1,3}|${Object.keys(NUMBERS).sort().reverse().join('|')})[\\s-]+(?:(calendar|working|business)[\\s-]+)?(days?|weeks?)\\b`,
  'gi',
);

function lengthsIn(text: string): SaidLength[] {
  return [...text.matchAll(LENGTH)].map(([quoted, number = '', kind, span = '']) => ({
    quoted,
    days: (NUMBERS[number.toLowerCase()] ?? Number(number)) * (/^week/i.test(span) ? 7 : 1),
    unit: kind ? (/^calendar$/i.test(kind) ? 'calendar' : 'working') : null,
  }));
}

function lengthConflict(
  { quoted, days, unit }: SaidLength,
  windows: readonly SpokenWindow[],
): TextConflict | undefined {
  const others = windows.filter((window) => window.length !== days || (unit !== null && window.unit !== unit));
  if (others.length === 0) return undefined;
  const lengths = [...Map.groupBy(others, lengthInWords)].map(
    ([length, same]) => `${length} under ${listed(same.map(({ profileName }) => `“${profileName}”`))}`,
  );
  return { quoted, sentence: `The text says “${quoted}”, and a window has ${listed(lengths)}.` };
}

const lengthInWords = ({ length, unit }: SpokenWindow) => `${length} ${unit} ${length === 1 ? 'day' : 'days'}`;

interface SaidDay {
  quoted: string;
  day: CivilDate;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
/** Day before month, month before day, and numbers only: as ISO 8601 writes them, or with the day first. */
const DAYS: [RegExp, (part: string[]) => [year: string | undefined, month: string, day: string]][] = [
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH}(?:,? (\\d{4}))?\\b`, 'gi'),
    ([day = '', month = '', year]) => [year, month, day],
  ],
  [
    new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?\\b`, 'gi'),
    ([month = '', day = '', year]) => [year, month, day],
  ],
  [/\b(\d{4})-(\d{2})-(\d{2})\b/g, ([year = '', month = '', day = '']) => [year, month, day]],
  [/\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b/g, ([day = '', month = '', year = '']) => [year, month, day]],
];

/** Without a year, that of the planned start is meant. */
function daysIn(text: string, plannedStartOn: CivilDate): SaidDay[] {
  return DAYS.flatMap(([pattern, read]) =>
    [...text.matchAll(pattern)].flatMap(([quoted, ...parts]) => {
      const [year = plannedStartOn.slice(0, 4), month, day] = read(parts);
      const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1 || Number(month);
      const found = dayOf(`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`);
      return found ? [{ quoted, day: found }] : [];
    }),
  );
}

/** Undefined: there is no such day. */
function dayOf(written: string): CivilDate | undefined {
  try {
    return parseCivilDate(written);
  } catch {
    return undefined;
  }
}

function dayConflict(
  { quoted, day }: SaidDay,
  plannedStartOn: CivilDate,
  windows: readonly SpokenWindow[],
): TextConflict | undefined {
  const others = windows.filter(({ lastDay }) => lastDay !== day);
  if (windows.length > 0 && others.length === 0) return undefined;
  const start = `the planned start is ${dayInWords(plannedStartOn)}`;
  if (others.length < windows.length) {
    const closes = others.map(({ profileName, lastDay }) => `under “${profileName}” ${dayInWords(lastDay)}`);
    return {
      quoted,
      sentence: `The text says “${quoted}”, which is not the last day for all: it is ${listed(closes)}.`,
    };
  }
  const last = windows
    .map(({ lastDay }) => lastDay)
    .sort()
    .at(-1);
  if (!last) return { quoted, sentence: `The text says “${quoted}”, and ${start}.` };
  const side = day <= last ? 'before the last window is over' : 'after the last window is over';
  return {
    quoted,
    sentence: `The text says “${quoted}”, ${side} (${dayInWords(last)}), and ${start}.`,
  };
}

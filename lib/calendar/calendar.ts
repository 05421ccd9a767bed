import { createHash } from 'node:crypto';
import DateHolidays, { type HolidaysTypes } from 'date-holidays';
import source from 'date-holidays/package.json' with { type: 'json' };
import { addDays } from '#lib/deadlines/civil-day.ts';
import type { Holidays, NamedDay } from '#lib/deadlines/holidays.ts';
import { type CivilDate, parseCivilDate } from '#lib/deadlines/instant.ts';

/** A day on which the vendor is closed. */
export type Closure = { date: CivilDate; name: string };

export type CalendarAsked = {
  /** ISO 3166-1 alpha-2, upper case: `ES`. */
  country: string;
  /** As the source knows it, mostly ISO 3166-2 without the country: `MD`; a part of it after a hyphen: `CA-LA`. */
  region?: string;
  closures?: readonly Closure[];
  /** Whole years, both included, within 1970 to 2076. */
  years: { first: number; last: number };
};

/** No calendar of that name; `known` are the codes that would do in its place. */
export class UnknownCalendar extends RangeError {
  override name = 'UnknownCalendar';
  readonly known: readonly string[];

  constructor(asked: string, known: readonly string[]) {
    const choice = known.length > 0 ? `choose one of ${known.join(', ')}` : 'leave the region out';
    super(`There is no calendar of public holidays for “${asked}”: ${choice}.`);
    this.known = known;
  }
}

// The source computes Islamic holidays from a table that ends in 2077, and leaves them out without a word beyond it.
const EARLIEST = 1970;
const LATEST = 2076;
// Hours of a civil day from which on a holiday takes the day off.
const GREATER_PART = 15;

const kept = new Map<string, Holidays>();

/**
 * The public holidays of a country or region, substitute and movable days included, with the vendor's closures. Days of
 * other kinds (bank, school, observance) are working days. Names are in English where the source has one. `hash` covers
 * name, span and every day off; `version` names the source. Kept per process; the value is frozen.
 *
 * @throws {UnknownCalendar} on an unknown country or region, with the codes that are known.
 * @throws {RangeError} on years outside 1970 to 2076, where the source has no complete data.
 */
export function calendarOf(asked: CalendarAsked): Holidays {
  const { country, region, closures = [], years } = asked;
  const key = JSON.stringify([
    country,
    region,
    closures.map(({ date, name }) => [date, name]),
    years.first,
    years.last,
  ]);
  const known = kept.get(key) ?? compile(asked);
  kept.set(key, known);
  return known;
}

function compile({ country, region, closures = [], years }: CalendarAsked): Holidays {
  const name = region === undefined ? country : `${country}-${region}`;
  const [state, part] = splitRegion(region);
  const place = placeOf(name, country, state, part);
  if (!(years.first >= EARLIEST && years.first <= years.last && years.last <= LATEST))
    throw new RangeError(
      `Public holidays are known from ${EARLIEST} to ${LATEST}, not from ${years.first} to ${years.last}.`,
    );

  const firstDay = parseCivilDate(`${years.first}-01-01`);
  const lastDay = parseCivilDate(`${years.last}-12-31`);
  const listed = new DateHolidays({ country, state, region: part }, { languages: 'en', types: ['public'] });
  const found: Entry[] = closures.map(({ date, name: title }) => [date, 'closure', title]);
  // A holiday that begins in the year before the first may last into it.
  for (let year = years.first - 1; year <= years.last; year += 1)
    for (const holiday of listed.getHolidays(year))
      for (const day of daysOff(holiday)) found.push([day, 'holiday', holiday.name]);

  const entries = canonical(found.filter(([day]) => day >= firstDay && day <= lastDay));
  const days: { [day: CivilDate]: NamedDay[] } = {};
  for (const [day, kind, title] of entries) days[day] = [...(days[day] ?? []), Object.freeze({ kind, name: title })];
  for (const named of Object.values(days)) Object.freeze(named);
  const hash = createHash('sha256')
    .update(JSON.stringify([name, firstDay, lastDay, entries]))
    .digest('hex');
  const version = `${source.name} ${source.version}`;
  return Object.freeze({ name, place, version, hash, firstDay, lastDay, days: Object.freeze(days) });
}

/**
 * The civil days that a holiday takes off: those of which it covers the greater part. The source gives a start on the
 * clocks of the place, sometimes hours before or after midnight (" -0600": from six in the evening before), and a
 * length. So a holiday from evening to evening takes the second day, and one that starts at noon takes none: a half day
 * is no day designated as a public holiday (Reg. 1182/71, Art. 2(1)).
 */
export function daysOff({ date, start, end }: Pick<HolidaysTypes.Holiday, 'date' | 'start' | 'end'>): CivilDate[] {
  const written = /^(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2}):\d{2}(?: ([+-]\d{2})(\d{2}))?$/.exec(date);
  if (!written) throw new Error(`The source of public holidays wrote a date in an unknown form: ${date}`);
  const [, day = '', hour, minute, shiftHours = '0', shiftMinutes = '0'] = written;
  // Elapsed time stands for time on the clocks here, which a change of the clocks puts out by an hour; the limit lies
  // far enough from the half days (12 hours) and the evening to evening days (18 hours) for that not to matter.
  const from =
    Number(hour) +
    Number(minute) / 60 +
    Number(shiftHours) +
    Math.sign(Number(shiftHours)) * (Number(shiftMinutes) / 60);
  const to = from + (end.getTime() - start.getTime()) / 3_600_000;
  const days: CivilDate[] = [];
  for (let offset = Math.floor(from / 24); offset * 24 < to; offset += 1) {
    const covered = Math.min(to, (offset + 1) * 24) - Math.max(from, offset * 24);
    if (covered >= GREATER_PART) days.push(addDays(parseCivilDate(day), offset));
  }
  return days;
}

type Entry = [day: CivilDate, kind: NamedDay['kind'], name: string];

/**
 * The list that is hashed: each entry once, in one order. Where a region moves a holiday by its own rule and the
 * country's rule names the same day as its substitute, the source lists both; the name alone stays.
 */
function canonical(entries: Entry[]): Entry[] {
  const isSubstitute = ([day, , name]: Entry) => entries.some(([on, , of]) => on === day && name.startsWith(`${of} (`));
  const unique = new Map(
    entries.filter((entry) => !isSubstitute(entry)).map((entry) => [JSON.stringify(entry), entry]),
  );
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

function splitRegion(region?: string): [state?: string, part?: string] {
  const [state, ...part] = region?.split('-') ?? [];
  return [state, part.length > 0 ? part.join('-') : undefined];
}

/** "Comunidad de Madrid, Spain". The source itself ignores a region that it does not know, so it is checked here. */
function placeOf(asked: string, country: string, state?: string, part?: string): string {
  const directory = new DateHolidays();
  const countries = directory.getCountries('en');
  const place = [named(asked, countries, country)];
  if (state !== undefined) place.unshift(named(asked, directory.getStates(country, 'en') ?? {}, state));
  if (state !== undefined && part !== undefined)
    place.unshift(named(asked, directory.getRegions(country, state, 'en') ?? {}, part));
  return place.join(', ');
}

function named(asked: string, names: { [code: string]: string }, code: string): string {
  if (!Object.hasOwn(names, code)) throw new UnknownCalendar(asked, Object.keys(names).sort());
  return names[code] ?? code;
}

import DateHolidays from 'date-holidays';

/** A country whose public holidays are known, with those of its parts that have some of their own. */
export interface CalendarPlace {
  code: string;
  name: string;
  /** Coded as `calendarOf` takes them: `MD`, and `BY-A` for a part of a part. */
  regions: { code: string; name: string }[];
}

let known: CalendarPlace[] | undefined;

/** Every place that has a calendar, by name. Kept per process, since the source never changes while it runs. */
export function calendarPlaces(): CalendarPlace[] {
  known ??= listed();
  return known;
}

function listed(): CalendarPlace[] {
  const directory = new DateHolidays();
  return Object.entries(directory.getCountries('en'))
    .map(([code, name]) => ({ code, name, regions: regionsOf(directory, code) }))
    .sort(byName);
}

function regionsOf(directory: DateHolidays, country: string): CalendarPlace['regions'] {
  const states = Object.entries(directory.getStates(country, 'en') ?? {});
  return states
    .flatMap(([state, name]) => [
      { code: state, name },
      ...Object.entries(directory.getRegions(country, state, 'en') ?? {}).map(([part, within]) => ({
        code: `${state}-${part}`,
        name: `${name}: ${within}`,
      })),
    ])
    .filter(({ code }) => /^[A-Z0-9]{1,5}(-[A-Z0-9]{1,5})*$/.test(code))
    .sort(byName);
}

const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);

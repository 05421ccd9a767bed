import type { Holidays, NamedDay } from './holidays.ts';
import { type CivilDate, parseCivilDate } from './instant.ts';

/** A calendar for tests: the given days off, and no end in either direction. */
export function madeUpCalendar(name: string, days: { [day: string]: string }): Holidays {
  const named: { [day: CivilDate]: NamedDay[] } = {};
  for (const [day, title] of Object.entries(days)) named[parseCivilDate(day)] = [{ kind: 'holiday', name: title }];
  const [firstDay, lastDay] = [parseCivilDate('0001-01-01'), parseCivilDate('9999-12-31')];
  return {
    name,
    place: `the land of ${name}`,
    version: 'made up',
    hash: '0'.repeat(64),
    firstDay,
    lastDay,
    days: named,
  };
}

import { describe, expect, test } from 'vitest';
import { addDays } from './civil-day.ts';
import { epochMilliseconds, parseCivilDate, parseInstant } from './instant.ts';
import { dayShown, numberOf } from './oracle.ts';
import { civilDayAt, closesAtOf, instantAt, takesPlace, zoneNamed } from './zone.ts';

describe('the close after a last day', () => {
  test.each([
    ['an ordinary midnight', 'Europe/Madrid', '2026-12-02', '2026-12-02T23:00:00.000000Z'],
    ['no midnight: the clocks go from 24:00 to 01:00', 'America/Santiago', '2026-09-05', '2026-09-06T04:00:00.000000Z'],
    ['no midnight, on a Friday', 'Africa/Cairo', '2026-04-23', '2026-04-23T22:00:00.000000Z'],
    ['the last hour twice: from 24:00 back to 23:00', 'Africa/Cairo', '2026-10-29', '2026-10-29T22:00:00.000000Z'],
    ['midnight twice, both in the new day', 'America/Havana', '2026-10-31', '2026-11-01T04:00:00.000000Z'],
    ['back over midnight: the last day resumes', 'America/St_Johns', '2010-11-06', '2010-11-07T03:30:00.000000Z'],
    ['the next day left out', 'Pacific/Apia', '2011-12-29', '2011-12-30T10:00:00.000000Z'],
    ['the next day left out at the end of a year', 'Pacific/Kiritimati', '1994-12-30', '1994-12-31T10:00:00.000000Z'],
    ['the earliest zone', 'Etc/GMT-14', '2026-12-02', '2026-12-02T10:00:00.000000Z'],
    ['the latest zone', 'Etc/GMT+12', '2026-12-02', '2026-12-03T12:00:00.000000Z'],
    ['29 February', 'Europe/Madrid', '2028-02-29', '2028-02-29T23:00:00.000000Z'],
  ])('%s: %s %s', (_, zone, lastDay, closesAt) => {
    expect(closesAtOf(parseCivilDate(lastDay), zone)).toBe(closesAt);
  });

  test('is right about every change of the clocks in every zone from 2010 to 2030', () => {
    const wrong: string[] = [];
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      let change = Temporal.PlainDate.from('2010-01-01').toZonedDateTime(zone).getTimeZoneTransition('next');
      for (; change && change.year < 2030; change = change.getTimeZoneTransition('next')) {
        const day = parseCivilDate(change.toPlainDate().toString());
        for (const last of [addDays(day, -1), day]) if (!closesRight(last, zone)) wrong.push(`${zone} ${last}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  test('beyond the year 9999 is refused', () => {
    expect(() => closesAtOf(parseCivilDate('9999-12-31'), 'Europe/Madrid')).toThrow(RangeError);
  });
});

test.each([
  ['Pacific/Apia', '2011-12-30', false],
  ['Pacific/Apia', '2011-12-29', true],
  ['Pacific/Kiritimati', '1994-12-31', false],
  ['Pacific/Kwajalein', '1993-08-21', false],
  ['Europe/Madrid', '2011-12-30', true],
])('whether a day takes place: %s %s %s', (zone, day, takes) => {
  expect(takesPlace(parseCivilDate(day), zone)).toBe(takes);
});

test('a civil day is that of the clocks in the zone', () => {
  expect(civilDayAt(parseInstant('2026-11-01T22:59:59.999999Z'), 'Europe/Madrid')).toBe('2026-11-01');
  expect(civilDayAt(parseInstant('2026-11-01T23:00:00Z'), 'Europe/Madrid')).toBe('2026-11-02');
});

test('a zone is an IANA name, in its usual spelling', () => {
  expect(zoneNamed('europe/madrid')).toBe('Europe/Madrid');
  expect(zoneNamed('Etc/GMT-14')).toBe('Etc/GMT-14');
  for (const none of ['+02:00', '-03', 'Europe/Atlantis', '', 'Europe/Madrid ', 'Z'])
    expect(() => zoneNamed(none)).toThrow(`no time zone “${none}”`);
});

/** By the clocks as Intl shows them: `last` or an earlier day just before, and for three hours after it a later one. */
function closesRight(last: ReturnType<typeof addDays>, zone: string): boolean {
  const close = epochMilliseconds(closesAtOf(last, zone));
  const after = [0, 1, 30, 60, 90, 180].map((minutes) => dayShown(close + minutes * 60_000, zone));
  return dayShown(close - 1, zone) <= numberOf(last) && Math.min(...after) > numberOf(last);
}

describe('a time of day as somebody states it', () => {
  test.each([
    ['to the minute', '2026-11-11', '16:02', '2026-11-11T15:02:00.000000Z'],
    ['to the second', '2026-07-11', '16:02:09', '2026-07-11T14:02:09.000000Z'],
    ['skipped: the clocks go from 02:00 to 03:00', '2026-03-29', '02:30', '2026-03-29T01:30:00.000000Z'],
    ['twice: the first time', '2026-10-25', '02:30', '2026-10-25T00:30:00.000000Z'],
  ])('%s: %s %s in Madrid', (_, day, time, instant) => {
    expect(instantAt(parseCivilDate(day), time, 'Europe/Madrid')).toBe(instant);
  });

  test.each(['', '16', '4 pm', '25:00', '16:02:61', '16:02Z'])('“%s” is none', (time) => {
    expect(() => instantAt(parseCivilDate('2026-11-11'), time, 'Europe/Madrid')).toThrow(RangeError);
  });
});

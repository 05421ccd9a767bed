import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { namedDaysOn } from '#lib/deadlines/holidays.ts';
import { parseCivilDate } from '#lib/deadlines/instant.ts';
import { calendarOf, daysOff, UnknownCalendar } from './calendar.ts';

const years = { first: 2026, last: 2026 };
const namesOf = (country: string, region?: string, span = years) =>
  Object.entries(calendarOf({ country, region, years: span }).days).map(([day, named]) => [
    day,
    named.map(({ name }) => name).join('; '),
  ]);

describe('a calendar', () => {
  test('of Madrid in 2026 holds its public holidays, movable ones and substitute days among them, and no others', () => {
    expect(namesOf('ES', 'MD')).toEqual([
      ['2026-01-01', "New Year's Day"],
      ['2026-01-06', 'Epiphany'],
      ['2026-04-02', 'Maundy Thursday'],
      ['2026-04-03', 'Good Friday'],
      ['2026-05-01', 'Labour Day'],
      ['2026-05-02', 'Día de la Comunidad de Madrid'],
      ['2026-08-15', 'Assumption'],
      ['2026-10-12', 'Fiesta Nacional de España'],
      ['2026-11-01', "All Saints' Day"],
      ['2026-11-02', "All Saints' Day (substitute day)"],
      ['2026-12-06', 'Día de la Constitución Española'],
      ['2026-12-07', 'Día de la Constitución Española (substitute day)'],
      ['2026-12-08', 'Immaculate Conception'],
      ['2026-12-25', 'Christmas Day'],
    ]);
  });

  test('names a day once where the source lists it as moved and as its own substitute', () => {
    const madrid = calendarOf({ country: 'ES', region: 'MD', years: { first: 2027, last: 2027 } });
    expect(namedDaysOn(madrid, parseCivilDate('2027-05-03'))).toEqual([
      { kind: 'holiday', name: 'Día de la Comunidad de Madrid' },
    ]);
  });

  test('takes a region into account, and a part of a region', () => {
    const days = (region?: string) => namesOf('ES', region).map(([day]) => day);
    expect(days()).not.toContain('2026-05-02');
    expect(calendarOf({ country: 'US', region: 'CA-LA', years })).toMatchObject({
      name: 'US-CA-LA',
      place: 'Los Angeles, California, United States of America',
    });
  });

  test('joins closures, those outside the years left out', () => {
    const closures = [
      { date: parseCivilDate('2026-12-24'), name: 'Christmas Eve' },
      { date: parseCivilDate('2026-12-25'), name: 'Office party' },
      { date: parseCivilDate('2027-12-24'), name: 'Christmas Eve' },
    ];
    const { days } = calendarOf({ country: 'ES', region: 'MD', closures, years });
    expect(days[parseCivilDate('2026-12-24')]).toEqual([{ kind: 'closure', name: 'Christmas Eve' }]);
    expect(days[parseCivilDate('2026-12-25')]).toHaveLength(2);
    expect(Object.keys(days)).not.toContain('2027-12-24');
  });

  test('covers its years and says so, and spills over from neither side', () => {
    const swaziland = calendarOf({ country: 'SZ', years: { first: 2029, last: 2029 } });
    expect(swaziland).toMatchObject({ firstDay: '2029-01-01', lastDay: '2029-12-31' });
    // The festival of 28 December 2028 lasts six days.
    expect(namedDaysOn(swaziland, parseCivilDate('2029-01-02'))).toEqual([
      { kind: 'holiday', name: 'Incwala Festival' },
    ]);
    expect(() => namedDaysOn(swaziland, parseCivilDate('2028-12-31'))).toThrow('lies outside it');
  });

  test('has a hash that anybody can recompute, and that any difference changes', () => {
    const madrid = calendarOf({ country: 'ES', region: 'MD', years });
    const list = Object.entries(madrid.days).flatMap(([day, named]) =>
      named.map(({ kind, name }) => [day, kind, name]),
    );
    const content = JSON.stringify([madrid.name, madrid.firstDay, madrid.lastDay, list]);
    expect(madrid.hash).toBe(createHash('sha256').update(content).digest('hex'));

    const closures = [{ date: parseCivilDate('2026-12-24'), name: 'Christmas Eve' }];
    const hashes = [
      madrid,
      calendarOf({ country: 'ES', years }),
      calendarOf({ country: 'ES', region: 'MD', closures, years }),
      calendarOf({ country: 'ES', region: 'MD', years: { first: 2026, last: 2027 } }),
    ].map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(4);
  });

  test('is compiled once, and cannot be changed by whoever holds it', () => {
    const madrid = calendarOf({ country: 'ES', region: 'MD', years });
    expect(calendarOf({ country: 'ES', region: 'MD', years })).toBe(madrid);
    expect(Object.isFrozen(madrid.days)).toBe(true);
    expect(Object.values(madrid.days).every((named) => Object.isFrozen(named) && named.every(Object.isFrozen))).toBe(
      true,
    );
  });

  test.each([
    ['ZZ', undefined, 'ES'],
    ['es', undefined, 'ES'],
    ['ES', 'XX', 'MD'],
    ['ES', '', 'MD'],
    ['US', 'CA-XX', 'LA'],
    ['__proto__', undefined, 'ES'],
  ])('of %s and %s does not exist; the known codes are told', (country, region, known) => {
    const ask = () => calendarOf({ country, region, years });
    expect(ask).toThrow(UnknownCalendar);
    expect(ask).toThrow(RangeError);
    try {
      ask();
    } catch (error) {
      expect(error instanceof UnknownCalendar && error.known).toContain(known);
    }
  });

  test.each([
    [1969, 1970],
    [2076, 2077],
    [2027, 2026],
    [2026.5, 2027],
  ])('for %d to %d is refused', (first, last) => {
    expect(() => calendarOf({ country: 'ES', years: { first, last } })).toThrow(RangeError);
  });
});

describe('the civil days that a holiday takes off', () => {
  const lasting = (date: string, hours: number) => {
    const start = new Date('2026-01-01T00:00:00Z');
    return daysOff({ date, start, end: new Date(start.getTime() + hours * 3_600_000) });
  };

  test.each([
    ['a day', '2026-05-01 00:00:00', 24, ['2026-05-01']],
    ['a day on which the clocks go forward', '2027-03-28 00:00:00', 23, ['2027-03-28']],
    ['a day on which they go back', '2026-10-25 00:00:00', 25, ['2026-10-25']],
    ['three days over a year’s end', '2026-12-31 00:00:00', 72, ['2026-12-31', '2027-01-01', '2027-01-02']],
    ['from the evening before to the evening', '2026-04-02 00:00:00 -0600', 24, ['2026-04-02']],
    ['the same over a change of the clocks', '2025-03-30 00:00:00 -0600', 23, ['2025-03-30']],
    [
      'three days and a half from the evening',
      '2026-03-20 00:00:00 -0600',
      90,
      ['2026-03-20', '2026-03-21', '2026-03-22'],
    ],
    ['an afternoon', '2026-12-24 12:00:00', 12, []],
    ['an evening', '2026-12-24 18:00:00', 6, []],
  ])('%s', (_, date, hours, days) => {
    expect(lasting(date, hours)).toEqual(days);
  });

  test('a date in a form not known is a fault, not a day without a holiday', () => {
    expect(() => lasting('May 1st, 2026', 24)).toThrow('unknown form');
  });

  test('in Turkey the feast at the end of Ramadan is three full days', () => {
    const feast = namesOf('TR').filter(([, name]) => name?.includes('Ramadan'));
    expect(feast.map(([day]) => day)).toEqual(['2026-03-20', '2026-03-21', '2026-03-22']);
  });
});

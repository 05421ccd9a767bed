import { describe, expect, test } from 'vitest';
import { parseCivilDate, parseInstant } from './instant.ts';
import {
  ago,
  cityOf,
  civilDayIn,
  dayInWords,
  endOfDayInWords,
  inShort,
  inWords,
  lastDayInWords,
  relative,
  shortDay,
  utcExact,
  weekdayInWords,
} from './speak.ts';

const MADRID = 'Europe/Madrid';
const close = parseInstant('2026-12-02T23:00:00Z');

test('days are said with the month in words', () => {
  const day = parseCivilDate('2026-12-02');
  expect(dayInWords(day)).toBe('2 December 2026');
  expect(weekdayInWords(day)).toBe('Wednesday 2 December 2026');
  expect(shortDay(day)).toBe('2 Dec');
  expect(shortDay(parseCivilDate('2026-09-30'))).toBe('30 Sep');
});

test('an instant is said as the clocks of its zone show it', () => {
  expect(inWords(parseInstant('2026-12-02T22:59:59.999999Z'), MADRID)).toBe('Wed 2 December 2026, 23:59 (Madrid)');
  expect(inWords(close, MADRID)).toBe('Thu 3 December 2026, 00:00 (Madrid)');
  expect(inWords(close, 'America/Argentina/Buenos_Aires')).toBe('Wed 2 December 2026, 20:00 (Buenos Aires)');
  expect(inShort(parseInstant('2026-11-02T08:00:12.9Z'), MADRID)).toBe('2 Nov 2026, 09:00:12 (Madrid)');
  expect(utcExact(parseInstant('2026-11-11T16:02:09.999999Z'))).toBe('11 Nov 2026, 16:02:09 UTC');
});

test('a close is said as the end of the last day, also where midnight does not exist', () => {
  expect(lastDayInWords(close, MADRID)).toBe('the end of 2 December 2026 (Madrid)');
  expect(endOfDayInWords(close, MADRID)).toBe('Wed 2 December 2026, end of day (Madrid)');
  const santiago = parseInstant('2026-09-06T04:00:00Z');
  expect(lastDayInWords(santiago, 'America/Santiago')).toBe('the end of 5 September 2026 (Santiago)');
  const apia = parseInstant('2011-12-30T10:00:00Z');
  expect(lastDayInWords(apia, 'Pacific/Apia')).toBe('the end of 29 December 2011 (Apia)');
});

test.each([
  ['Europe/Madrid', 'Madrid'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
  ['America/Port-au-Prince', 'Port-au-Prince'],
  ['UTC', 'UTC'],
  ['Etc/GMT', 'GMT'],
  ['Etc/GMT+12', 'UTC−12'],
  ['Etc/GMT-14', 'UTC+14'],
])('%s is said as %s', (zone, city) => {
  expect(cityOf(zone)).toBe(city);
});

describe('how far a window is from its end', () => {
  test.each([
    ['2026-11-23T09:00:00Z', '9 days left'],
    ['2026-11-30T22:59:59.999999Z', '2 days left'],
    ['2026-11-30T23:00:00Z', 'closes tomorrow'],
    ['2026-12-01T22:59:59.999999Z', 'closes tomorrow'],
    ['2026-12-01T23:00:00Z', 'closes today'],
    ['2026-12-02T22:59:59.999999Z', 'closes today'],
    ['2026-12-02T23:00:00Z', 'closed yesterday'],
    ['2026-12-03T22:59:59Z', 'closed yesterday'],
    ['2026-12-03T23:00:00Z', 'closed 2 days ago'],
  ])('at %s: %s', (now, said) => {
    expect(relative(parseInstant(now), close, MADRID)).toBe(said);
  });

  test('a close in the middle of a day, once past, closed today', () => {
    const midday = parseInstant('2026-12-02T12:00:00Z');
    expect(relative(parseInstant('2026-12-02T11:59:59.999999Z'), midday, MADRID)).toBe('closes today');
    expect(relative(midday, midday, MADRID)).toBe('closed today');
  });
});

test('what has happened is said by days of the zone', () => {
  const filed = parseInstant('2026-11-11T22:30:00Z');
  expect(ago(parseInstant('2026-11-11T22:59:59Z'), filed, MADRID)).toBe('today');
  expect(ago(parseInstant('2026-11-11T23:00:00Z'), filed, MADRID)).toBe('yesterday');
  expect(ago(parseInstant('2026-11-13T12:00:00Z'), filed, MADRID)).toBe('2 days ago');
});

test('years before 1000 keep four digits', () => {
  expect(civilDayIn(parseInstant('0900-03-01T12:00:00Z'), 'UTC')).toMatch(/^0900-\d{2}-\d{2}$/);
});

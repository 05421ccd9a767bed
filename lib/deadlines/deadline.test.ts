import { describe, expect, test } from 'vitest';
import { calendarOf } from '#lib/calendar/calendar.ts';
import { backwards, deadline, extendTo, type Period } from './deadline.ts';
import { parseCivilDate, parseInstant } from './instant.ts';
import { madeUpCalendar } from './made-up-calendar.ts';
import type { RuleName } from './rules.ts';

const madrid = calendarOf({ country: 'ES', region: 'MD', years: { first: 2026, last: 2027 } });
const base = { rule: 'eu-1182-71', zone: 'Europe/Madrid', holidays: [madrid] } satisfies Partial<Period>;

const count = (from: string, length: number, period: Partial<Period> = {}) =>
  deadline({ ...base, ...period, from: parseInstant(from), length });

describe('Regulation 1182/71, Article 3', () => {
  test('thirty days from 2 November 2026 end on Wednesday 2 December, at midnight in Madrid', () => {
    expect(count('2026-11-02T08:00:00Z', 30)).toMatchObject({
      startsAt: '2026-11-02T08:00:00.000000Z',
      excludedDay: '2026-11-02',
      nominalLastDay: '2026-12-02',
      moves: [],
      minimum: null,
      finalLastDay: '2026-12-02',
      closesAt: '2026-12-02T23:00:00.000000Z',
      rule: { name: 'eu-1182-71', version: '1' },
      calendars: [{ name: 'ES-MD', version: madrid.version, hash: madrid.hash }],
      length: 30,
      unit: 'calendar',
      zone: 'Europe/Madrid',
      skippedDays: [],
    });
  });

  test('(1) the day of the event is not counted, whatever its hour in the zone', () => {
    expect(count('2026-11-01T22:59:59.999999Z', 30).finalLastDay).toBe('2026-12-01');
    expect(count('2026-11-01T23:00:00Z', 30).finalLastDay).toBe('2026-12-02');
    expect(count('2026-11-02T22:59:59.999999Z', 30).finalLastDay).toBe('2026-12-02');
    expect(count('2026-11-02T23:00:00Z', 30).finalLastDay).toBe('2026-12-03');
  });

  test('(2)(b) the last day runs to the expiry of its last hour, across a change of the clocks too', () => {
    expect(count('2026-10-20T08:00:00Z', 10).closesAt).toBe('2026-10-30T23:00:00.000000Z');
    expect(count('2026-03-20T08:00:00Z', 12).closesAt).toBe('2026-04-01T22:00:00.000000Z');
  });

  test('(3) weekends and public holidays inside the period count, unless it is in working days', () => {
    expect(count('2026-12-01T08:00:00Z', 9).finalLastDay).toBe('2026-12-10');
    expect(count('2026-12-01T08:00:00Z', 9, { unit: 'working' }).finalLastDay).toBe('2026-12-16');
  });

  test('(4) a last day that is a Saturday, or a Sunday, moves to Monday', () => {
    expect(count('2026-11-11T08:00:00Z', 10)).toMatchObject({
      nominalLastDay: '2026-11-21',
      moves: [
        { day: '2026-11-21', reasons: [{ kind: 'weekend', name: 'Saturday' }] },
        { day: '2026-11-22', reasons: [{ kind: 'weekend', name: 'Sunday' }] },
      ],
      finalLastDay: '2026-11-23',
    });
    expect(count('2026-11-12T08:00:00Z', 10)).toMatchObject({
      nominalLastDay: '2026-11-22',
      finalLastDay: '2026-11-23',
    });
  });

  test('(4) a last day in a chain of days off moves past the whole chain, and each of them is named', () => {
    const working = count('2026-11-05T08:00:00Z', 30);
    expect(working).toMatchObject({ nominalLastDay: '2026-12-05', finalLastDay: '2026-12-09' });
    expect(working.moves.map(({ day, reasons }) => [day, reasons.map(({ name }) => name)])).toEqual([
      ['2026-12-05', ['Saturday']],
      ['2026-12-06', ['Sunday', 'Día de la Constitución Española']],
      ['2026-12-07', ['Día de la Constitución Española (substitute day)']],
      ['2026-12-08', ['Immaculate Conception']],
    ]);
  });

  test('(4) does not apply to a period counted back: the day off stays, and nothing moves to a later day', () => {
    const working = backwards({ ...base, event: parseCivilDate('2027-01-04'), length: 29 });
    expect(working).toMatchObject({
      nominalFirstDay: '2026-12-06',
      firstDay: '2026-12-06',
      latestDay: '2026-12-05',
      closesAt: '2026-12-05T23:00:00.000000Z',
      minimum: null,
    });
  });

  test('(5) a period of two days holds at least two working days', () => {
    expect(count('2026-11-20T08:00:00Z', 2)).toMatchObject({
      nominalLastDay: '2026-11-22',
      moves: [{ day: '2026-11-22' }],
      minimum: { workingDays: 2, lastDayBefore: '2026-11-23', passed: [] },
      finalLastDay: '2026-11-24',
    });
  });

  test('(5) applies to the result of (4), and names the days off that it passes in turn', () => {
    const working = count('2026-12-23T08:00:00Z', 3, { holidays: [madrid, closedOn('2026-12-29')] });
    expect(working).toMatchObject({ nominalLastDay: '2026-12-26', finalLastDay: '2026-12-28', minimum: null });

    const longer = count('2026-12-24T08:00:00Z', 2, { holidays: [madrid, closedOn('2026-12-29')] });
    expect(longer).toMatchObject({
      nominalLastDay: '2026-12-26',
      minimum: { lastDayBefore: '2026-12-28', passed: [{ day: '2026-12-29' }] },
      finalLastDay: '2026-12-30',
    });
  });

  test('(5) says nothing of a period of one day', () => {
    expect(count('2026-11-20T08:00:00Z', 1)).toMatchObject({ finalLastDay: '2026-11-23', minimum: null });
  });

  test('(5) makes a period counted back begin earlier', () => {
    const working = backwards({ ...base, event: parseCivilDate('2026-12-09'), length: 3 });
    expect(working).toMatchObject({
      nominalFirstDay: '2026-12-06',
      minimum: { firstDayBefore: '2026-12-06', passed: [{ day: '2026-12-05' }] },
      firstDay: '2026-12-03',
      latestDay: '2026-12-02',
    });
  });
});

describe('the other rules', () => {
  test('calendar-days ends on day N, day off or not', () => {
    const working = count('2026-11-05T08:00:00Z', 30, { rule: 'calendar-days' });
    expect(working).toMatchObject({ finalLastDay: '2026-12-05', moves: [], minimum: null, unit: 'calendar' });
  });

  test('working-days counts what is left of the calendar', () => {
    const working = count('2026-12-04T08:00:00Z', 3, { rule: 'working-days' });
    expect(working).toMatchObject({ finalLastDay: '2026-12-11', moves: [], minimum: null, unit: 'working' });
  });
});

describe('the calendars', () => {
  test('a last day off in either calendar moves the close', () => {
    const theirs = madeUpCalendar('theirs', { '2026-12-02': 'Founders’ Day' });
    expect(count('2026-11-02T08:00:00Z', 30, { holidays: [theirs] }).finalLastDay).toBe('2026-12-03');
    expect(count('2026-11-02T08:00:00Z', 30, { holidays: [madrid, theirs] })).toMatchObject({
      finalLastDay: '2026-12-03',
      moves: [{ day: '2026-12-02', reasons: [{ kind: 'holiday', name: 'Founders’ Day', calendar: 'theirs' }] }],
    });
    expect(count('2026-11-06T08:00:00Z', 32, { holidays: [theirs, madrid] }).finalLastDay).toBe('2026-12-09');
  });

  test('every holiday of the window is kept with the working, the first and the last day included', () => {
    const days = count('2026-11-02T08:00:00Z', 60).holidays.map(({ day }) => day);
    expect(days).toEqual(['2026-11-02', '2026-12-06', '2026-12-07', '2026-12-08', '2026-12-25', '2027-01-01']);
  });

  test('a calendar that does not reach the end is no calendar without holidays', () => {
    expect(() => count('2027-12-01T08:00:00Z', 31)).toThrow('The calendar ES-MD reaches from 2026-01-01 to 2027-12-31');
  });
});

describe('days that zones leave out', () => {
  test.each([
    ['America/Santiago', '2026-09-01T12:00:00Z', 4, '2026-09-05', '2026-09-06T04:00:00.000000Z'],
    ['Africa/Cairo', '2026-04-20T12:00:00Z', 3, '2026-04-23', '2026-04-23T22:00:00.000000Z'],
    ['Pacific/Apia', '2011-12-28T12:00:00Z', 1, '2011-12-29', '2011-12-30T10:00:00.000000Z'],
    ['Pacific/Apia', '2011-12-28T12:00:00Z', 2, '2011-12-31', '2011-12-31T10:00:00.000000Z'],
    ['America/St_Johns', '2010-11-05T12:00:00Z', 1, '2010-11-06', '2010-11-07T03:30:00.000000Z'],
    ['Etc/GMT+12', '2026-11-02T08:00:00Z', 30, '2026-12-01', '2026-12-02T12:00:00.000000Z'],
    ['Etc/GMT-14', '2026-11-02T08:00:00Z', 30, '2026-12-02', '2026-12-02T10:00:00.000000Z'],
  ])('%s: from %s, %i days end on %s', (zone, from, length, lastDay, closesAt) => {
    const working = count(from, length, { rule: 'calendar-days', zone, holidays: [] });
    expect(working).toMatchObject({ finalLastDay: lastDay, closesAt });
  });

  test('a day that did not take place is said to be left out', () => {
    const working = count('2011-12-28T12:00:00Z', 2, { rule: 'calendar-days', zone: 'Pacific/Apia', holidays: [] });
    expect(working.skippedDays).toEqual(['2011-12-30']);
  });
});

describe('an extension', () => {
  const working = count('2026-11-02T08:00:00Z', 30);

  test('goes to the end of a later day, a day off too', () => {
    const extension = extendTo(working, parseCivilDate('2026-12-06'));
    expect(extension).toEqual({
      lastDay: '2026-12-06',
      zone: 'Europe/Madrid',
      closesAt: '2026-12-06T23:00:00.000000Z',
    });
    expect(extendTo(extension, parseCivilDate('2026-12-09')).closesAt).toBe('2026-12-09T23:00:00.000000Z');
  });

  test.each(['2026-12-02', '2026-12-01'])('to %s is refused, because it is not later', (day) => {
    expect(() => extendTo(working, parseCivilDate(day))).toThrow('not later');
  });

  test('to a day that does not take place is refused', () => {
    const current = { closesAt: parseInstant('2011-12-20T10:00:00Z'), zone: 'Pacific/Apia' };
    expect(() => extendTo(current, parseCivilDate('2011-12-30'))).toThrow('does not take place');
  });
});

test.each<[string, Partial<Period> & { length?: number }]>([
  ['a length of none', { length: 0 }],
  ['half a day', { length: 1.5 }],
  ['more than ten years', { length: 3651 }],
  ['an unknown rule', { rule: 'roman' as RuleName }],
  ['an unknown zone', { zone: 'Europe/Atlantis' }],
  ['a bare offset', { zone: '+01:00' }],
  ['working days by the rule calendar-days', { rule: 'calendar-days', unit: 'working' }],
  ['calendar days by the rule working-days', { rule: 'working-days', unit: 'calendar' }],
])('%s is refused', (_, period) => {
  expect(() => count('2026-11-02T08:00:00Z', period.length ?? 30, period)).toThrow(RangeError);
});

function closedOn(day: string) {
  return madeUpCalendar('closures', { [day]: 'Closed' });
}

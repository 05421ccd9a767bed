import { describe, expect, test } from 'vitest';
import { calendarOf } from '#lib/calendar/calendar.ts';
import { deadline, type Period } from './deadline.ts';
import { parseCivilDate, parseInstant } from './instant.ts';
import { madeUpCalendar } from './made-up-calendar.ts';
import { days, explain } from './working.ts';

const madrid = calendarOf({ country: 'ES', region: 'MD', years: { first: 2026, last: 2027 } });

const count = (from: string, length: number, period: Partial<Period> = {}) =>
  deadline({
    rule: 'eu-1182-71',
    zone: 'Europe/Madrid',
    holidays: [madrid],
    ...period,
    from: parseInstant(from),
    length,
  });

describe('the working in sentences', () => {
  test('of a window that ends where it falls', () => {
    expect(explain(count('2026-11-02T08:00:00Z', 30))).toEqual([
      'The count starts from Mon 2 November 2026, 09:00 (Madrid). That day is not counted.',
      '30 days are counted, weekends and public holidays among them.',
      'Day 30 is Wednesday 2 December 2026.',
      'The last day is Wednesday 2 December 2026, to the end of its last hour in Madrid: what is received before 2 Dec 2026, 23:00:00 UTC is in time.',
      'This is counted as Regulation (EEC, Euratom) No 1182/71, Article 3 counts, by choice and in your favour; the regulation itself governs acts of the EU, not contracts (rule eu-1182-71, version 1).',
      `Days off are Saturdays, Sundays and the public holidays of Comunidad de Madrid, Spain (ES-MD, ${madrid.version}).`,
    ]);
  });

  test('of a window that moves past a chain of days off, and then for its second working day', () => {
    expect(explain(count('2026-12-04T08:00:00Z', 2)).slice(2, 9)).toEqual([
      'Day 2 is Sunday 6 December 2026.',
      'Sunday 6 December 2026 is a weekend day and a public holiday (Día de la Constitución Española, ES-MD).',
      'Monday 7 December 2026 is a public holiday (Día de la Constitución Española (substitute day), ES-MD).',
      'Tuesday 8 December 2026 is a public holiday (Immaculate Conception, ES-MD).',
      'So the end moves to the next working day, Wednesday 9 December 2026.',
      'A period of two days or more holds at least two working days, and there are fewer up to then.',
      'So the end moves on to Thursday 10 December 2026.',
    ]);
  });

  test('of working days, two calendars, and a closure', () => {
    const closed = calendarOf({
      country: 'ES',
      region: 'MD',
      closures: [{ date: parseCivilDate('2026-12-24'), name: 'Christmas Eve' }],
      years: { first: 2026, last: 2027 },
    });
    const holidays = [closed, madeUpCalendar('theirs', {})];
    const said = explain(count('2026-12-23T08:00:00Z', 1, { holidays }));
    expect(said).toContain('1 day is counted, weekends and public holidays among them.');
    expect(said).toContain('Thursday 24 December 2026 is a day on which the vendor is closed (Christmas Eve, ES-MD).');
    expect(said.at(-1)).toBe(
      `Days off are Saturdays, Sundays and the public holidays of Comunidad de Madrid, Spain (ES-MD, ${madrid.version}); and of the land of theirs (theirs, made up). A day off in any of them is a day off.`,
    );
    expect(explain(count('2026-12-23T08:00:00Z', 3, { rule: 'working-days', holidays }))).toEqual(
      expect.arrayContaining([
        '3 working days are counted: weekends and public holidays are not among them.',
        'Working day 3 is Wednesday 30 December 2026.',
        'This is counted in working days (rule working-days, version 1).',
      ]),
    );
  });

  test('of calendar days says that nothing moves, and leaves calendars out', () => {
    const said = explain(count('2026-11-05T08:00:00Z', 30, { rule: 'calendar-days' }));
    expect(said.at(-1)).toBe(
      'This is counted in calendar days, and the last day stays where it falls (rule calendar-days, version 1).',
    );
  });

  test('of a window without a calendar, and of a day that did not take place, says so', () => {
    const said = explain(count('2011-12-28T12:00:00Z', 1, { zone: 'Pacific/Apia', holidays: [] }));
    expect(said.at(-1)).toBe('Saturdays and Sundays are days off; no calendar of public holidays was given.');
    expect(explain(count('2011-12-28T12:00:00Z', 2, { zone: 'Pacific/Apia', holidays: [] }))).toContain(
      'Friday 30 December 2011 did not take place in Apia and is not counted.',
    );
  });

  test('survives being stored as JSON', () => {
    const working = count('2026-12-04T08:00:00Z', 2);
    expect(explain(JSON.parse(JSON.stringify(working)))).toEqual(explain(working));
  });
});

describe('the ruler', () => {
  const working = count('2026-11-05T08:00:00Z', 30);

  test('has a day for each civil day, numbered as counted', () => {
    const ruler = days(working);
    expect(ruler).toHaveLength(35);
    expect(ruler[0]).toMatchObject({ day: '2026-11-05', weekday: 'Thursday', part: 'excluded', number: null });
    expect(ruler[1]).toMatchObject({ day: '2026-11-06', part: 'count', number: 1 });
    expect(ruler[30]).toMatchObject({ day: '2026-12-05', part: 'count', number: 30, last: false });
    expect(ruler[31]).toMatchObject({ day: '2026-12-06', part: 'moved', number: null });
    expect(ruler[31]?.off.map(({ name }) => name)).toEqual(['Sunday', 'Día de la Constitución Española']);
    expect(ruler.at(-1)).toMatchObject({ day: '2026-12-09', part: 'moved', last: true, off: [] });
  });

  test('numbers only working days where working days are counted', () => {
    const ruler = days(count('2026-12-04T08:00:00Z', 2, { rule: 'working-days' }));
    expect(ruler.filter(({ number }) => number !== null).map(({ day }) => day)).toEqual(['2026-12-09', '2026-12-10']);
  });

  test('marks today, filing and decision on the days of the zone, and goes on to the end of an extension', () => {
    const ruler = days(working, {
      now: parseInstant('2026-11-22T23:30:00Z'),
      filed: parseInstant('2026-11-11T22:59:59.999999Z'),
      decided: parseInstant('2026-11-19T23:00:00Z'),
      extendedTo: parseCivilDate('2026-12-11'),
    });
    const on = (mark: 'today' | 'filed' | 'decided' | 'last') => ruler.filter((day) => day[mark]).map(({ day }) => day);
    expect(on('today')).toEqual(['2026-11-23']);
    expect(on('filed')).toEqual(['2026-11-11']);
    expect(on('decided')).toEqual(['2026-11-20']);
    expect(on('last')).toEqual(['2026-12-09']);
    expect(ruler.filter(({ past }) => past).at(-1)?.day).toBe('2026-11-22');
    expect(ruler.slice(-2).map(({ day, part }) => [day, part])).toEqual([
      ['2026-12-10', 'extension'],
      ['2026-12-11', 'extension'],
    ]);
  });

  test('leaves out a day that did not take place', () => {
    const ruler = days(count('2011-12-28T12:00:00Z', 2, { rule: 'calendar-days', zone: 'Pacific/Apia', holidays: [] }));
    expect(ruler.map(({ day, number }) => [day, number])).toEqual([
      ['2011-12-28', null],
      ['2011-12-29', 1],
      ['2011-12-31', 2],
    ]);
  });
});

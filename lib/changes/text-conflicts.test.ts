import { describe, expect, test } from 'vitest';
import { parseCivilDate } from '#lib/deadlines/instant.ts';
import { type SpokenOf, textConflicts } from './text-conflicts.ts';

const day = parseCivilDate;
const standard = { profileName: 'Standard DPA', length: 30, unit: 'calendar', lastDay: day('2026-12-28') } as const;
const strict = { profileName: 'Strict', length: 14, unit: 'working', lastDay: day('2026-12-16') } as const;
const about = (more: Partial<SpokenOf> = {}): SpokenOf => ({
  today: day('2026-11-24'),
  plannedStartOn: day('2027-01-04'),
  windows: [standard],
  ...more,
});
const quoted = (text: string, more?: Partial<SpokenOf>) => textConflicts(text, about(more)).map((one) => one.quoted);

describe('a number of days', () => {
  test.each([
    'You have 30 days to object.',
    'Thirty calendar days from today.',
    'A 30-day window.',
    'The contract of 12 June 2024 ends.',
    'We use version 14 of the API.',
    'There are 14 data centres, open all days.',
  ])('%s', (text) => {
    expect(quoted(text)).toEqual([]);
  });

  test.each([
    ['Object within 14 days.', '14 days'],
    ['Object within fourteen days.', 'fourteen days'],
    ['A 14-day window.', '14-day'],
    ['In 30 working days we start.', '30 working days'],
    ['You have two weeks.', 'two weeks'],
    ['Within 30 BUSINESS DAYS.', '30 BUSINESS DAYS'],
  ])('%s', (text, place) => {
    expect(quoted(text)).toEqual([place]);
  });

  test('is held against every profile that is reached, and names those that differ', () => {
    const [only] = textConflicts('Within 14 days.', about({ windows: [standard, strict] }));
    expect(only?.sentence).toBe('The text says “14 days”, and a window has 30 calendar days under “Standard DPA”.');
    expect(quoted('Within 30 days.', { windows: [] })).toEqual([]);
  });
});

describe('a day', () => {
  test.each([
    'It starts on 4 January 2027.',
    'It starts on January 4th, 2027.',
    'It starts on 2027-01-04.',
    'It starts on 04.01.2027.',
    'It starts on 4 January.',
    'Object by 28 December 2026.',
    'Since 3 March 2024 we have asked for this.',
    'On 31 February 2027 nothing happens.',
    'It may start in May.',
  ])('%s', (text) => {
    expect(quoted(text)).toEqual([]);
  });

  test.each([
    ['It starts on 15 December 2026.', '15 December 2026'],
    ['It starts on the 15th of Dec. 2026.', '15th of Dec. 2026'],
    ['It starts on Dec 15, 2026.', 'Dec 15, 2026'],
    ['It starts on 2027-02-01.', '2027-02-01'],
    ['It starts on 1/2/2027.', '1/2/2027'],
  ])('%s', (text, place) => {
    expect(quoted(text)).toEqual([place]);
  });

  test('is said to be before or after the last close, or the last day of some only', () => {
    const sentence = (text: string, more?: Partial<SpokenOf>) => textConflicts(text, about(more))[0]?.sentence;
    expect(sentence('From 15 December 2026.')).toBe(
      'The text says “15 December 2026”, before the last window is over (28 December 2026), and the planned start is 4 January 2027.',
    );
    expect(sentence('From 2 January 2027.')).toContain('after the last window is over');
    expect(sentence('Object by 16 December 2026.', { windows: [standard, strict] })).toBe(
      'The text says “16 December 2026”, which is not the last day for all: it is under “Standard DPA” 28 December 2026.',
    );
    expect(sentence('From 2 January 2027.', { windows: [] })).toContain('the planned start is 4 January 2027');
  });
});

import { describe, expect, it } from 'vitest';
import { deadline } from '#lib/deadlines/deadline.ts';
import type { Holidays } from '#lib/deadlines/holidays.ts';
import { parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';
import { days } from '#lib/deadlines/working.ts';
import { namedDaysInShort, rulerInWords } from './ruler-words.ts';

const madrid: Holidays = {
  name: 'ES-MD',
  place: 'Madrid',
  version: '1',
  hash: '00',
  firstDay: parseCivilDate('2026-01-01'),
  lastDay: parseCivilDate('2028-12-31'),
  days: {
    [parseCivilDate('2026-12-25')]: [{ kind: 'holiday', name: 'Christmas Day' }],
    [parseCivilDate('2027-01-01')]: [{ kind: 'holiday', name: 'New Year' }],
  },
};

/** 30 days from 2 December 2026: day 30 is New Year's Day, a Friday, so the end moves to Monday 4 January. */
const working = deadline({
  from: parseInstant('2026-12-02T08:00:00Z'),
  length: 30,
  rule: 'eu-1182-71',
  zone: 'Europe/Madrid',
  holidays: [madrid],
});
const now = parseInstant('2026-12-20T10:00:00Z');
const open = { working, now, closed: false, startWord: 'published' };

describe("the ruler's text alternative", () => {
  it('says what the picture shows', () => {
    expect(rulerInWords(days(working, { now }), 'day', open)).toBe(
      [
        'Ruler of the window, one tick a day, times in Madrid.',
        'The notice was published on 2 December 2026, which is not counted.',
        'Today is Sunday 20 December 2026, day 18 of 30.',
        'Friday 25 December 2026 is a day off: Christmas Day.',
        'Friday 1 January 2027 is a day off: New Year.',
        'Day 30 is Friday 1 January 2027; the last day moved to Monday 4 January 2027.',
        'The window closes at the end of Monday 4 January 2027.',
      ].join(' '),
    );
  });

  it('says the marks, in the civil days of the zone', () => {
    // 23:30 UTC is the next day in Madrid.
    const marks = { filed: parseInstant('2026-12-14T23:30:00Z'), decided: parseInstant('2027-01-20T10:00:00Z') };
    const said = rulerInWords(days(working, marks), 'day', {
      ...open,
      closed: true,
      filedAt: marks.filed,
      decidedAt: marks.decided,
    });
    expect(said).toContain('The objection was filed on 15 December 2026. It was decided on 20 January 2027.');
    expect(said).toContain('The window closed at the end of Monday 4 January 2027.');
  });

  it('says an extension, and closes with it', () => {
    const extendedTo = parseCivilDate('2027-01-15');
    const said = rulerInWords(days(working, { now, extendedTo }), 'day', { ...open, extendedTo });
    expect(said).toContain('extended from the end of Monday 4 January 2027 to Friday 15 January 2027.');
    expect(said).toContain('The window closes at the end of Friday 15 January 2027.');
  });
});

it('names the first days off and counts the rest', () => {
  expect(namedDaysInShort(days(working), 2)).toBe('25 Dec Christmas Day · 1 Jan New Year');
  expect(namedDaysInShort(days(working), 1)).toBe('25 Dec Christmas Day · and 1 more');
});

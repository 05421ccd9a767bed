import { expect, test } from 'vitest';
import { parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';
import { closesAtOf } from '#lib/deadlines/zone.ts';
import { dueDay, dueInWords, targetInWords } from './due-words.ts';

const zone = 'Europe/Madrid';
const endOf = (day: string) => closesAtOf(parseCivilDate(day), zone);

test.each([
  ['2026-12-11T22:59:59Z', 'answer today', 'warn'],
  ['2026-12-11T23:00:00Z', 'our own target passed yesterday', 'bad'],
  ['2026-12-13T10:00:00Z', 'our own target passed 2 days ago', 'bad'],
  ['2026-12-05T10:00:00Z', 'answer by 11 Dec', 'warn'],
  ['2026-12-01T10:00:00Z', 'answer by 11 Dec', 'neutral'],
])('a target of 11 December, at %s: %s', (now, words, tone) => {
  expect(targetInWords(endOf('2026-12-11'), parseInstant(now), zone)).toEqual({ words, tone });
});

test('while information is awaited the target says nothing', () => {
  const said = dueInWords(
    {
      status: 'information_requested',
      respondBy: endOf('2026-12-11'),
      pausedAt: parseInstant('2026-12-01T10:00:00Z'),
    },
    parseInstant('2026-12-13T10:00:00Z'),
    zone,
  );
  expect(said).toEqual({ words: 'waiting for information', tone: 'neutral' });
});

test.each([
  ['2026-12-09T10:00:00Z', 'in 2 days'],
  ['2026-12-10T23:30:00Z', 'today'],
  ['2026-12-10T22:30:00Z', 'tomorrow'],
  ['2026-12-12T10:00:00Z', 'passed yesterday'],
])('due by the end of 11 December in Madrid, at %s: %s', (now, words) => {
  expect(dueDay(endOf('2026-12-11'), parseInstant(now), zone)).toMatchObject({ words, dayWords: '11 December 2026' });
});

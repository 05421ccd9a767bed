import { expect, test } from 'vitest';
import { parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';
import { datesIn } from './dates.ts';
import { listedIn } from './lists.ts';

const { en, es } = datesIn;
const MADRID = 'Europe/Madrid';
const close = parseInstant('2026-12-02T23:00:00Z');

test('Spanish says days with the month and the weekday in words', () => {
  expect(es.day(parseCivilDate('2026-12-02'))).toBe('2 de diciembre de 2026');
  expect(es.weekday(parseCivilDate('2026-12-02'))).toBe('miércoles 2 de diciembre de 2026');
  expect(es.weekday(parseCivilDate('2026-09-05'))).toBe('sábado 5 de septiembre de 2026');
});

test('each instant is said as the clocks of its zone show it, with the zone, in both languages', () => {
  const instant = parseInstant('2026-12-02T22:59:59.999999Z');
  expect(en.instant(instant, MADRID)).toBe('Wed 2 December 2026, 23:59 (Madrid)');
  expect(es.instant(instant, MADRID)).toBe('miércoles 2 de diciembre de 2026, 23:59 (hora de Madrid)');
  expect(es.instant(close, 'America/Argentina/Buenos_Aires')).toBe(
    'miércoles 2 de diciembre de 2026, 20:00 (hora de Buenos Aires)',
  );
  expect(es.short(parseInstant('2026-11-02T08:00:12.9Z'), 'Europe/London')).toBe(
    '2 nov 2026, 08:00:12 (hora de Londres)',
  );
  expect(es.time(instant, 'Etc/GMT+12')).toBe('10:59 (UTC−12)');
  expect(es.utc(parseInstant('2026-11-11T16:02:09.999999Z'))).toBe('11 nov 2026, 16:02:09 UTC');
});

test('a close is said as the end of the last day', () => {
  expect(en.lastDay(close, MADRID)).toBe('the end of 2 December 2026 (Madrid)');
  expect(es.lastDay(close, MADRID)).toBe('el final del 2 de diciembre de 2026 (hora de Madrid)');
  expect(es.endOfDay(close, MADRID)).toBe('miércoles 2 de diciembre de 2026, fin del día (hora de Madrid)');
});

test('how far a close is, is said from the same days in both languages', () => {
  const said = (now: string) => [
    en.relative(parseInstant(now), close, MADRID),
    es.relative(parseInstant(now), close, MADRID),
  ];
  expect(said('2026-11-23T10:00:00Z')).toEqual(['9 days left', 'quedan 9 días']);
  expect(said('2026-12-01T10:00:00Z')).toEqual(['closes tomorrow', 'se cierra mañana']);
  expect(said('2026-12-02T10:00:00Z')).toEqual(['closes today', 'se cierra hoy']);
  expect(said('2026-12-02T23:00:00Z')).toEqual(['closed yesterday', 'se cerró ayer']);
  expect(said('2026-12-11T10:00:00Z')).toEqual(['closed 9 days ago', 'se cerró hace 9 días']);
  expect([en.ago(close, close, MADRID), es.ago(close, close, MADRID)]).toEqual(['today', 'hoy']);
});

test('lists end with the conjunction of their language', () => {
  expect(listedIn('en', ['Spain', 'France', 'Ireland'])).toBe('Spain, France and Ireland');
  expect(listedIn('es', ['España', 'Francia', 'Irlanda'])).toBe('España, Francia e Irlanda');
});

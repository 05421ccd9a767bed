import { expect, test } from 'vitest';
import { parseInstant } from '#lib/deadlines/instant.ts';
import { PAGE, pageOf, readCursor, writeCursor } from './cursor.ts';

const at = parseInstant('2026-11-02T08:00:00.000001Z');
const id = '01a20efa-08ec-7bbb-939f-bfb2323e3e21';

test('a cursor is read as it was written', () => {
  expect(readCursor(writeCursor({ asOf: at, at, id }))).toEqual({ asOf: at, at, id });
});

test.each([
  undefined,
  [],
  [writeCursor({ asOf: at, at, id })],
  '',
  'x',
  `${at}_${at}`,
  `${at}_${at}_1`,
  `${at}_now_${id}`,
  `${at}_${at}_${id}'`,
])('what is no cursor, %j, begins at the beginning', (written) => {
  expect(readCursor(written)).toBeUndefined();
});

test('a page leads on where there is a row more than it shows', () => {
  const rows = Array.from({ length: PAGE + 1 }, (_, index) => ({ index }));
  const place = () => ({ at, id });
  expect(pageOf(rows, at, place)).toEqual({ rows: rows.slice(0, PAGE), next: writeCursor({ asOf: at, at, id }) });
  expect(pageOf(rows.slice(0, PAGE), at, place).next).toBeNull();
  expect(pageOf([], at, place)).toEqual({ rows: [], next: null });
});

import { expect, test } from 'vitest';
import { readParties } from './party-rows.ts';

const many = (from: number, count: number) => Array.from({ length: count }, (_, index) => `s${from + index}`).join('|');
const read = (...rows: string[]) =>
  readParties(Buffer.from(['subscriber,country,services,dora_services', ...rows].join('\n')), 'Europe/Madrid');

test('however many services a list names, it is answered at once', () => {
  // each among all the others: that would take minutes
  const crowded = many(0, 100_000);
  expect(read(`Bank,ES,${crowded},${crowded}`).problems).toMatchObject([{ line: 2, field: 'services' }]);
  const rows = Array.from({ length: 40 }, (_, row) => `Bank,ES,${many(row * 500, 500)},`);
  expect(read(...rows).problems).toHaveLength(39);
  expect(read(`Bank,ES,${many(0, 500)},`, `Bank,,${many(0, 500)},s1`).problems).toEqual([]);
});

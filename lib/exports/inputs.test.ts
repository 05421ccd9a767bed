import { expect, test } from 'vitest';
import { readFilters } from './inputs.ts';

test.each([{ from: '0000-01-01' }, { to: '2026-02-30' }, { change: 'x' }, { outcome: 'won' }, { q: 'a'.repeat(201) }])(
  'a filter that can’t be read, %j, narrows nothing and is told',
  (search) => {
    const { filters, errors } = readFilters(search);
    expect(Object.keys(errors)).toEqual(Object.keys(search));
    expect(Object.values(filters).filter((value) => value !== undefined)).toEqual([]);
  },
);

test('a filter that is named twice is none', () => {
  expect(readFilters({ q: ['a', 'b'] })).toEqual({ filters: {}, given: {}, errors: {} });
});

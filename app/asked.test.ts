import { expect, test } from 'vitest';
import { asked } from './asked.ts';

test.each([
  [{ status: 'late' }, { status: 'late' }],
  [{ status: ['late', 'filed'] }, { status: 'late' }],
  [{ status: undefined }, {}],
  [{ after: 'x', other: 'y' }, { after: 'x' }],
  [{ after: 'a\u0000b' }, { after: 'a\ufffdb' }],
  [{}, {}],
])('%j gives %j', async (given, words) => {
  expect(await asked(Promise.resolve(given), ['status', 'after'])).toEqual(words);
});

test('a word of every object is none of the address’s', async () => {
  expect(await asked(Promise.resolve({}), ['toString', 'constructor'])).toEqual({});
});

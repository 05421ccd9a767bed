import { expect, it } from 'vitest';
import { codePoints } from './code-points.ts';

it.each([
  ['', 0],
  ['   \n ', 0],
  [' a b ', 3],
  ['e\u0301', 1],
  ['\u{1f600}\u{1f600}', 2],
  ['zażółć', 6],
])('%j counts %i', (text, count) => {
  expect(codePoints(text)).toBe(count);
});

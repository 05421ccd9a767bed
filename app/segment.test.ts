import { expect, test } from 'vitest';
import { asWritten } from './segment.ts';

test.each([
  ['OBJ-2026-7K3M9Q', 'OBJ-2026-7K3M9Q'],
  ['obj%202026', 'obj 2026'],
  ['%E0%A4%A', '%E0%A4%A'],
  ['%', '%'],
])('%s is read as %s', (segment, written) => {
  expect(asWritten(segment)).toBe(written);
});

import { expect, test } from 'vitest';
import { settle } from './tally.ts';

test.each([
  ['all passed', { passed: 3, failed: 0 }, 0, { passed: 3, failed: 0 }],
  ['one failed', { passed: 2, failed: 1 }, 1, { passed: 2, failed: 1 }],
  ['none found', { passed: 0, failed: 0 }, 0, { passed: 0, failed: 1 }],
  ['crashed after the tests', { passed: 3, failed: 0 }, 1, { passed: 3, failed: 1 }],
  ['killed', { passed: 3, failed: 0 }, null, { passed: 3, failed: 1 }],
])('a run: %s', (_, counted, exitCode, expected) => {
  expect(settle(counted, exitCode)).toEqual(expected);
});

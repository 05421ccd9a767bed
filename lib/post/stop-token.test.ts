import { expect, test } from 'vitest';
import { stopOf, stopToken } from './stop-token.ts';

const secret = 'the secret of an installation that is none';
const userId = '01a2104b-230d-7bc0-a3b3-c4212093e069';

test('a link stops letters of its kind for its user, and nothing that was changed in it', () => {
  const token = stopToken({ userId, kind: 'reminder' }, secret);
  expect(stopOf(token, secret)).toEqual({ userId, kind: 'reminder' });
  expect(stopOf(token.replace('reminder', 'weekly_digest'), secret)).toBeUndefined();
  expect(stopOf(token.replace('01a2', '01a3'), secret)).toBeUndefined();
  expect(stopOf(token, `${secret} any more`)).toBeUndefined();
  expect(stopOf(stopToken({ userId, kind: 'notice' as 'reminder' }, secret), secret)).toBeUndefined();
  expect(stopOf('', secret)).toBeUndefined();
});

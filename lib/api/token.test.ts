import { expect, test } from 'vitest';
import { bearerOf, isToken, newToken, tokenHash } from './token.ts';

test('a token has a form that a scanner finds, and no two are the same', () => {
  const tokens = new Set(Array.from({ length: 100 }, newToken));
  expect(tokens.size).toBe(100);
  for (const token of tokens) {
    expect(token).toMatch(/^demur_[A-Za-z0-9_-]{43}[0-9a-f]{8}$/);
    expect(isToken(token)).toBe(true);
    expect(tokenHash(token)).toHaveLength(32);
  }
});

test('one wrong character shows without asking anybody', () => {
  const token = newToken();
  for (let place = 0; place < token.length; place++) {
    const other = token[place] === 'a' ? 'b' : 'a';
    expect(isToken(`${token.slice(0, place)}${other}${token.slice(place + 1)}`)).toBe(false);
  }
});

test('it is read from a bearer header, and from nothing else', () => {
  const token = newToken();
  expect(bearerOf(`Bearer ${token}`)).toBe(token);
  expect(bearerOf(`bearer   ${token}`)).toBe(token);
  for (const header of [null, '', token, `Basic ${token}`, `Bearer ${token} x`, `Bearer${token}`, 'Bearer demur_'])
    expect(bearerOf(header)).toBeNull();
});

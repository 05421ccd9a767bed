import { describe, expect, it } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

const request = (headers: Record<string, string>) =>
  new Request('http://demur.example/changes/1/files', { method: 'POST', headers });

describe('a request that changes something', () => {
  it.each([
    ['the browser says it is of this site', { 'sec-fetch-site': 'same-origin' }, true],
    ['an older browser names this site', { origin: 'https://demur.example', host: 'demur.example' }, true],
    [
      'a proxy stands before us',
      { origin: 'https://demur.example', host: '10.0.0.7', 'x-forwarded-host': 'demur.example' },
      true,
    ],
    [
      'the browser says it is of another site',
      { 'sec-fetch-site': 'cross-site', origin: 'http://demur.example', host: 'demur.example' },
      false,
    ],
    ['another host of the same domain sends it', { 'sec-fetch-site': 'same-site' }, false],
    ['another site is named', { origin: 'https://elsewhere.example', host: 'demur.example' }, false],
    ['a sandboxed page sends it', { origin: 'null', host: 'demur.example' }, false],
    ['nothing is said', { host: 'demur.example' }, false],
  ])('%s', (_, headers, expected) => {
    expect(isSameOrigin(request(headers))).toBe(expected);
  });
});

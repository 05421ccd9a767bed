import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, parseExactly } from './canonical.ts';

describe('canonical form', () => {
  it('orders keys by UTF-16 code units, as RFC 8785 shows in 3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const written = canonical(Object.fromEntries(keys.map((key) => [key, null])));
    expect(Object.keys(JSON.parse(written))).toEqual([
      '1',
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ]);
  });

  it('escapes as little as JSON allows, and in lower case', () => {
    expect(canonical('\u20ac$\u000f\nA\'B"\\/\u007f\u2028')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\/\u007f\u2028"');
  });

  it.each([
    [0, '"0"'],
    [-0, '"0"'],
    [20_971_520, '"20971520"'],
    [Number.MAX_SAFE_INTEGER, '"9007199254740991"'],
  ])('writes the number %d as the string %s', (number, written) => expect(canonical(number)).toBe(written));

  it.each([0.5, 1e21, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1, '\ud800', undefined, () => 1])(
    'refuses %s',
    (value) => expect(() => canonical(value)).toThrow(RangeError),
  );

  it('leaves out what is undefined, and keeps a key named __proto__', () => {
    expect(canonical({ b: undefined, a: 1 })).toBe('{"a":"1"}');
    expect(canonical(parseExactly('{"__proto__":1,"a":{}}'))).toBe('{"__proto__":"1","a":{}}');
  });

  it('reads numbers as they are written', () => {
    expect(parseExactly('[1.10,1e3,-0,12345678901234567890]')).toEqual(['1.10', '1e3', '-0', '12345678901234567890']);
  });

  it('is the same whatever order the keys came in, and stays the same once read again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const written = canonical(wholeNumbers(value));
        expect(canonical(parseExactly(written))).toBe(written);
        expect(canonical(reversed(wholeNumbers(value)))).toBe(written);
      }),
      { numRuns: 2000 },
    );
  });
});

function wholeNumbers(value: unknown): unknown {
  if (typeof value === 'number') return Math.trunc(value % 1e15);
  if (Array.isArray(value)) return value.map(wholeNumbers);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, wholeNumbers(member)]));
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, member]) => [key, reversed(member)]),
    );
  return value;
}

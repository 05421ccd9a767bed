import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMilliseconds, isInstant, parseCivilDate, parseInstant } from './instant.ts';

describe('an instant', () => {
  test.each([
    ['2026-11-02T08:00:00Z', '2026-11-02T08:00:00.000000Z'],
    ['2026-11-02T08:00Z', '2026-11-02T08:00:00.000000Z'],
    ['2026-11-02 08:00:00+00', '2026-11-02T08:00:00.000000Z'],
    ['2026-11-02 09:00:00.123456+01', '2026-11-02T08:00:00.123456Z'],
    ['2026-11-02 09:30:00.5+01:30', '2026-11-02T08:00:00.500000Z'],
    ['2026-11-02T08:00:00.000001Z', '2026-11-02T08:00:00.000001Z'],
    ['2026-11-02T08:00:00.123456000Z', '2026-11-02T08:00:00.123456Z'],
    ['2026-12-31T23:30:00-0100', '2027-01-01T00:30:00.000000Z'],
    ['1890-01-01 00:00:00-04:56:02', '1890-01-01T04:56:02.000000Z'],
    ['2028-02-29T00:00:00+14', '2028-02-28T10:00:00.000000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000000Z'],
    ['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999999Z'],
  ])('%s is %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([
    ['2026-11-02T08:00:00', 'no offset from UTC'],
    ['2026-11-02', 'a whole day'],
    ['2026-11-02T08:00:00.1234567Z', 'finer than a microsecond'],
    ['2026-02-30T08:00:00Z', 'not a day of the calendar'],
    ['2027-02-29T08:00:00Z', 'not a day of the calendar'],
    ['2026-13-01T08:00:00Z', 'not a day of the calendar'],
    ['2026-11-02T24:00:00Z', 'impossible time of day'],
    ['2026-11-02T08:60:00Z', 'impossible time of day'],
    ['2026-11-02T08:00:60Z', 'impossible time of day'],
    ['2026-11-02T08:00:00+24', 'impossible offset'],
    ['0000-12-31T08:00:00Z', 'not a day of the calendar'],
    ['0001-01-01T00:00:00+01', 'outside the years'],
    ['9999-12-31T23:30:00-01', 'outside the years'],
    ['infinity', 'not an instant'],
    [' 2026-11-02T08:00:00Z', 'not an instant'],
    ['2026-11-02T08:00:00Z\n', 'not an instant'],
    ['', 'not an instant'],
  ])('%j is refused: %s', (text, why) => {
    expect(() => parseInstant(text)).toThrow(RangeError);
    expect(() => parseInstant(text)).toThrow(why);
  });

  test('compares as text in the order of time, and is what it is read from', () => {
    const microsecond = fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n });
    fc.assert(
      fc.property(microsecond, microsecond, (a, b) => {
        const [left, right] = [written(a), written(b)];
        expect(parseInstant(left)).toBe(left);
        expect(isInstant(left)).toBe(true);
        expect(left < right).toBe(a < b);
        expect(BigInt(epochMilliseconds(parseInstant(left)))).toBe((a - (((a % 1000n) + 1000n) % 1000n)) / 1000n);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    '2026-11-02T08:00:00Z',
    '2026-11-02 08:00:00.000000Z',
    '2026-02-30T08:00:00.000000Z',
    '2026-11-02T24:00:00.000000Z',
  ])('%s is not in the form that is kept', (text) => {
    expect(isInstant(text)).toBe(false);
  });
});

describe('a civil date', () => {
  test.each(['2026-12-02', '2028-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(parseCivilDate(text)).toBe(text);
  });

  test.each(['2026-02-30', '2100-02-29', '2026-00-10', '2026-1-1', '02/12/2026', '0000-01-01', '2026-12-02T00:00', ''])(
    '%j is none',
    (text) => {
      expect(() => parseCivilDate(text)).toThrow(RangeError);
    },
  );
});

/** The instant of a microsecond count, written by Temporal: another road to the same text. */
function written(microseconds: bigint): string {
  return new Temporal.Instant(microseconds * 1000n).toString({ smallestUnit: 'microsecond' });
}

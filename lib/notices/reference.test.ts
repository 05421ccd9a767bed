import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReference } from './reference.ts';

// as demur.new_reference made them
const made = ['OBJ-2026-P87NHS', 'DEM-2026-KSX5Y8'];
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a reference', () => {
  test.each(made)('%s is read as it is written', (reference) => {
    expect(parseReference(reference)?.text).toBe(reference);
  });

  test.each([
    ['in lower case', 'obj-2026-p87nhs'],
    ['with spaces about it', ' OBJ 2026 P87NHS\u200b '],
    ['with other dashes', 'OBJ–2026—P87NHS'],
    ['without any', 'OBJ2026P87NHS'],
    ['with a zero for the O', '0BJ-2026-P87NHS'],
  ])('is read %s', (_how, typed) => {
    expect(parseReference(typed)).toEqual({ prefix: 'OBJ', year: '2026', text: 'OBJ-2026-P87NHS' });
  });

  test.each(['', 'OBJ-2026', 'OBJ-26-P87NHS', 'ABC-2026-P87NHS', 'OBJ-2026-P87NHSS', 'OBJ-2026-P87NHU', 'toString'])(
    '%j is none',
    (typed) => {
      expect(parseReference(typed)).toBeUndefined();
    },
  );

  test('with any one character mistyped is found out', () => {
    for (const reference of made)
      for (let place = 9; place < 15; place += 1)
        for (const other of ALPHABET) {
          const typed = reference.slice(0, place) + other + reference.slice(place + 1);
          expect(parseReference(typed)?.text).toBe(typed === reference ? reference : undefined);
        }
  });

  test('with any two characters exchanged is found out', () => {
    const code = fc.array(fc.nat(31), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(code, fc.nat(5), fc.nat(5), (digits, one, other) => {
        const head = digits.map((digit) => ALPHABET.charAt(digit)).join('');
        const valid = [...ALPHABET].map((check) => `OBJ-2026-${head}${check}`).filter((each) => parseReference(each));
        expect(valid).toHaveLength(1);
        const characters = [...(valid[0] ?? '')];
        const [a = '', b = ''] = [characters[9 + one], characters[9 + other]];
        characters[9 + one] = b;
        characters[9 + other] = a;
        expect(parseReference(characters.join('')) === undefined).toBe(a !== b);
      }),
    );
  });

  test('I and L are read as 1, and O as 0', () => {
    const withOnes = findReference((code) => code.includes('1') && code.includes('0'));
    const typed = withOnes.slice(0, 9) + withOnes.slice(9).replace('1', 'l').replaceAll('0', 'o');
    expect(parseReference(typed)?.text).toBe(withOnes);
    expect(parseReference(typed.replace('l', 'i'))?.text).toBe(withOnes);
  });
});

function findReference(wanted: (code: string) => boolean): string {
  for (const check of ALPHABET) {
    const reference = `DEM-2026-1A0B1${check}`;
    if (parseReference(reference) && wanted(reference.slice(9))) return reference;
  }
  throw new Error('there is always one check character');
}

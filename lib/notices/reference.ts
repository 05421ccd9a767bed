/** Of a notice, and so a case, or of an objection. */
export type ReferencePrefix = 'DEM' | 'OBJ';

export interface Reference {
  prefix: ReferencePrefix;
  year: string;
  /** As it is written: `OBJ-2026-7K3M9Q`. */
  text: string;
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const WRITTEN = /^(DEM|OBJ|0BJ)-?(\d{4})-?([0-9A-Z]{6})$/;

/**
 * Reads a reference as people type it: any case, spaces and dashes of any kind, I and L for 1, O for 0.
 *
 * @returns undefined when it has another form, or its check character says that it was mistyped: any one wrong
 *   character and any two exchanged ones are found.
 */
export function parseReference(typed: string): Reference | undefined {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[\p{White_Space}\p{Cf}]/gu, '')
    .replaceAll(/\p{Pd}/gu, '-');
  const [, prefix = '', year = '', code = ''] = WRITTEN.exec(plain) ?? [];
  const meant = code.replaceAll(/[IL]/g, '1').replaceAll('O', '0');
  const digits = [...meant].map((character) => ALPHABET.indexOf(character));
  const check = digits.pop();
  if (check === undefined || digits.includes(-1) || check !== checkDigit(digits)) return undefined;
  const known = prefix === 'DEM' ? 'DEM' : 'OBJ';
  return { prefix: known, year, text: `${known}-${year}-${meant}` };
}

/** The sum of the digits, each times a power of x in the field with 32 elements: as `demur.new_reference` makes it. */
function checkDigit(digits: readonly number[]): number {
  let weight = 1;
  let sum = 0;
  for (const digit of digits) {
    weight = times32(weight, 2);
    sum ^= times32(digit, weight);
  }
  return sum;
}

/** The product in GF(32), modulo x^5 + x^2 + 1. */
function times32(a: number, b: number): number {
  let product = 0;
  for (let left = a, right = b; right > 0; right >>= 1) {
    if (right & 1) product ^= left;
    left <<= 1;
    if (left & 32) left ^= 37;
  }
  return product;
}

/** What has one canonical form: JSON without numbers that a reader's floating point could change. */
export type Canonical = string | boolean | null | number | Canonical[] | { [key: string]: Canonical };

/**
 * The one way to write a value down, so that equal values have equal bytes: RFC 8785 (keys in the order of their
 * UTF-16 code units, no space, the shortest escapes), with numbers as strings. `demur.canonical` in SQL writes the same
 * for keys of ASCII, and no other keys are written.
 *
 * @throws {RangeError} on a number that is no safe integer, a lone surrogate, and what JSON does not know
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return quoted(wholeNumber(value));
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object') return `{${membersOf(value).join(',')}}`;
  throw new RangeError(`A value of the type ${typeof value} has no canonical form.`);
}

/**
 * Reads JSON as it was written: each number as the string of its own digits, as PostgreSQL's `jsonb` keeps them
 * (`1.10` stays `1.10`), so that no value changes by being read.
 *
 * @throws {SyntaxError} when the text is not JSON
 */
export function parseExactly(json: string): Canonical {
  return JSON.parse(json, (_key, value: Canonical, context?: { source?: string }) =>
    typeof value === 'number' ? (context?.source ?? wholeNumber(value)) : value,
  );
}

// `Array.sort` without a comparison compares UTF-16 code units, which is the order that RFC 8785 (3.2.3) asks for.
function membersOf(value: object): string[] {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const named = new Map(members);
  return [...named.keys()].sort().map((key) => `${quoted(key)}:${canonical(named.get(key))}`);
}

function quoted(text: string): string {
  if (!text.isWellFormed()) throw new RangeError('A text with half of a surrogate pair has no canonical form.');
  return JSON.stringify(text);
}

function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value))
    throw new RangeError(`${value} is no safe integer: write it as a string of its digits.`);
  return String(value);
}

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { canonical, parseExactly } from './canonical.ts';
import { commitment } from './commitment.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** A generated value with every kind of text that `jsonb` keeps; keys are ASCII, as all keys of an event are. */
const text = fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), awkward()) }).map(storable);
const key = fc.string({ unit: 'grapheme-ascii', maxLength: 8 });
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.constant(null), fc.boolean(), fc.maxSafeInteger(), text, tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 5 }),
  map: fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: true }),
}));

function awkward() {
  return fc.constantFrom(
    '\u0001',
    '\u001f',
    '\b',
    '\f',
    '\n',
    '\r',
    '\t',
    '"',
    '\\',
    '/',
    '\u007f',
    '\u2028',
    '\ufeff',
    '\ufffe',
    '😀',
    'é',
    'e\u0301',
    '\u{10ffff}',
  );
}

/** What a jsonb can't hold is no value to compare. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}

describe('canonical form and commitments', () => {
  it('are the same in SQL and here', async () => {
    const values = fc.sample(value, { numRuns: 3000, seed: 1182 });
    const salts = values.map((_, index) => index.toString(16).padStart(32, '0'));
    const { rows } = await database.owner.query<{ canonical: string; read: string; commitment: string }>(
      `select demur.canonical(v) as canonical, v::text as read, demur.commitment(decode(s, 'hex'), v) as commitment
       from unnest($1::jsonb[], $2::text[]) with ordinality as e(v, s, place) order by place`,
      [values.map((each) => JSON.stringify(each)), salts],
    );
    expect(rows).toHaveLength(values.length);
    for (const [index, row] of rows.entries()) {
      expect(row.canonical).toBe(canonical(values[index]));
      expect(canonical(parseExactly(row.read))).toBe(row.canonical);
      expect(row.commitment).toBe(await commitment(salts[index] ?? '', values[index]));
    }
  });

  it('are the same for numbers that no JavaScript number holds', async () => {
    const json = '[1.10, 12345678901234567890, 1e3, 0.000001]';
    const { rows } = await database.owner.query(
      'select demur.canonical($1::jsonb) as canonical, ($1::jsonb)::text as read',
      [json],
    );
    expect(canonical(parseExactly(rows[0].read))).toBe(rows[0].canonical);
  });
});

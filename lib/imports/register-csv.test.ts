import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { transferMechanisms } from '#db/schema/vocabulary.ts';
import { companyInput, registerFile } from '#lib/register/inputs.ts';
import reference from '#lib/register/reference-register.json' with { type: 'json' };
import { COUNTRIES, UNSTATED } from '#lib/register/register.ts';
import { compare, fileOf, type KnownEntry } from './import.ts';
import { readRegister } from './read-register.ts';
import { itemsOf, listed, registerAsTable, template } from './register-csv.ts';

const bytesOf = (written: ReturnType<typeof fileOf>) => Buffer.from(registerAsTable(written));

/** What a person may type, with everything that a table has a meaning of its own for. */
const typed = fc
  .string({ unit: fc.constantFrom(...'aZ9é漢 |\\/()[]:;,"\'=+-@\t\n'), minLength: 1, maxLength: 20 })
  .map((text) => `x${text}y`);
const leading = fc
  .tuple(fc.constantFrom('', '=', '+', '-', '@', '|', '\\', '(', "'"), typed)
  .map((parts) => parts.join(''));
const country = fc.constantFrom(...COUNTRIES, UNSTATED);
const items = fc.array(leading, { maxLength: 4 });

const entry = fc.record({
  legalName: leading,
  group: fc.option(leading),
  address: fc.option(leading),
  contact: fc.option(leading),
  website: fc.option(fc.webUrl({ validSchemes: ['https'] })),
  category: fc.constant('infrastructure' as const),
  tier: fc.integer({ min: 1, max: 9 }),
  certifications: fc.array(
    fc.record({ name: leading, validTo: fc.option(fc.constantFrom('2027-03-31', '2024-02-29')) }),
    { maxLength: 3 },
  ),
  terms: fc.record({
    description: leading,
    purpose: leading,
    locations: fc.array(fc.record({ country, place: leading, role: fc.constantFrom('primary', 'secondary') }), {
      minLength: 1,
      maxLength: 3,
    }),
    customerData: items,
    platformData: items,
    dataSubjects: items,
    transfers: fc.array(
      fc.record({ country, mechanism: fc.constantFrom(...transferMechanisms), detail: fc.option(leading) }),
      { maxLength: 3 },
    ),
    retention: fc.option(leading),
    encryption: fc.option(leading),
    keyHolder: fc.option(leading),
  }),
});

test('a register written as a table and read again is the same register, whatever its texts', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 4 }), (entries) => {
      const file = registerFile.parse({
        note: 'A register.',
        subprocessors: entries.map((one, index) => ({ ...one, slug: `company-${index}` })),
      });
      const known = file.subprocessors.map(
        ({ terms, ...company }): KnownEntry => ({ subprocessorId: company.slug, company, terms }),
      );
      const read = readRegister(bytesOf(fileOf(file.note, known, [])), { note: 'A register.' });
      expect(read.problems).toEqual([]);
      expect(read.file).toEqual(file);
      const compared = compare(read.file ?? file, { known, services: new Set() }, (index) => `${index}`);
      expect(compared.entries.filter(({ state }) => state !== 'same')).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('the template is a register', () => {
  expect(readRegister(Buffer.from(template()), { note: 'A register.' }).problems).toEqual([]);
});

test('items of a cell are read as they were written', () => {
  fc.assert(
    fc.property(items, (list) => {
      expect(itemsOf(listed(list))).toEqual(list.map((item) => item.trim()));
    }),
  );
});

describe('a table with mistakes', () => {
  const head = 'slug;legal_name;category;description;purpose;locations;services;transfers;tier';
  const problems = (...rows: string[]) =>
    readRegister(Buffer.from([head, ...rows].join('\r\n')), { note: 'x' }).problems.map(
      ({ where, message }) => `${where}: ${message}`,
    );

  it('is refused by line and column, all at once', () => {
    expect(
      problems(
        'one;One;infrastructure;Does;For;XX Nowhere;;;1',
        'one;;infrastructure;Does;For;IE Dublin;chat;;x',
        '"three";Three;both;"Does',
        'more";For;Dublin;;US wishful;',
      ),
    ).toEqual([
      expect.stringMatching(/^line 2, locations: There is no country of that code/),
      expect.stringMatching(/^line 3, legal_name: .*missing/),
      expect.stringMatching(/^line 3, tier: The tier is a whole number/),
      expect.stringMatching(/^line 4, category: /),
      expect.stringMatching(/^line 4, locations: Write the country/),
      expect.stringMatching(/^line 4, locations: The place is missing/),
      expect.stringMatching(/^line 4, transfers: Write what the transfer rests on as one of/),
    ]);
    expect(
      problems('one;One;infrastructure;Does;For;IE Dublin;chat;;', 'one;Two;infrastructure;Does;For;IE Cork;;;'),
    ).toEqual([
      expect.stringMatching(/^line 3, slug: “one” is there twice/),
      expect.stringMatching(/^line 2, services: Infrastructure serves all/),
    ]);
  });

  it('is refused where an entry would stand at the address of another page', () => {
    expect(
      problems(
        'import;One;infrastructure;Does;For;IE Dublin;;;',
        'versions;Two;infrastructure;Does;For;IE Dublin;;;',
        'imports;Three;infrastructure;Does;For;IE Dublin;;;',
      ),
    ).toEqual([
      expect.stringMatching(/^line 2, slug: “import” is a page of the register/),
      expect.stringMatching(/^line 3, slug: “versions” is a page of the register/),
    ]);
    const [first, ...others] = reference.subprocessors;
    const content = { ...reference, subprocessors: [{ ...first, slug: 'versions' }, ...others] };
    expect(readRegister(Buffer.from(JSON.stringify(content)), { note: '' }).problems).toEqual([
      { where: 'subprocessors.0.slug', message: expect.stringMatching(/^“versions” is a page/) },
    ]);
    // and so is a company of a draft
    expect(companyInput.safeParse({ ...first, slug: 'import' }).error?.issues).toMatchObject([{ path: ['slug'] }]);
    expect(companyInput.safeParse(first).success).toBe(true);
  });

  it('of 50,000 rows is answered with its number, and nothing of it is looked at', () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => `c-${index};C;infrastructure;D;P;XX Nowhere;;;`);
    const [only, ...more] = problems(...rows);
    expect(only).toMatch(/^The file: It names 50,000 sub-processors\. 2,000 are the most/);
    expect(more).toEqual([]);
  });
});

test('the reference register as a table is the reference register', () => {
  const bytes = fs.readFileSync(new URL('./reference-register.csv', import.meta.url));
  const { file, problems } = readRegister(bytes, { note: reference.note });
  expect(problems).toEqual([]);
  const { services, subprocessors } = registerFile.parse(reference);
  expect(file?.subprocessors).toEqual(subprocessors);
  expect(services).toEqual(expect.arrayContaining(file?.services ?? []));
});

import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neutralised } from './formula-cell.ts';
import { CSV_LIMITS, readCsv } from './read-csv.ts';
import { csvStream, csvText } from './write-csv.ts';

const columns = { required: ['name', 'note'] } as const;
const optional = { required: ['name'], optional: ['legalName'] } as const;
const utf8 = (written: string) => Buffer.from(written);
const problems = (written: string | Uint8Array, of: { required: readonly string[] } = columns) =>
  readCsv(typeof written === 'string' ? utf8(written) : written, of).errors;
const rows = (written: string | Uint8Array) =>
  readCsv(typeof written === 'string' ? utf8(written) : written, columns).rows.map(({ line, cells }) => [
    line,
    cells.name,
    cells.note,
  ]);

/** Any text but NUL, and many of those that a separator, a quote or a formula makes hard. */
const cell = fc.oneof(
  fc.string({ unit: 'binary' }).filter((one) => !one.includes('\0')),
  fc.string({
    unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', ' ', 'ä', '\ufeff', 'x'),
  }),
);

describe('what is written is read as it was', () => {
  test('whatever the texts', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name: cell, note: cell })), fc.boolean(), (written, bom) => {
        const kept = written.filter(({ name, note }) => [name, note].some((one) => neutralised(one).trim() !== ''));
        const read = readCsv(utf8(csvText({ columns: columns.required, bom }, written)), columns);
        expect(read).toMatchObject({ encoding: 'utf-8', separator: ',', errors: [] });
        expect(read.rows.map(({ cells }) => cells)).toEqual(kept);
      }),
      { numRuns: 500 },
    );
  });

  test('and streamed, byte for byte, with CRLF and a mark', async () => {
    const written = [
      { name: '=1+1', note: -5 },
      { name: 'a\nb', note: null },
      { name: "'@x", note: true },
      { name: '＝1+1', note: '\n=2' },
    ];
    const expected = "\ufeffname,note\r\n'=1+1,'-5\r\n\"a\nb\",\r\n''@x,true\r\n'＝1+1,\"'\n=2\"\r\n";
    expect(csvText({ columns: columns.required }, written)).toBe(expected);
    expect(await text(csvStream({ columns: columns.required }, written))).toBe(expected.slice(1));
  });

  test('rows that fail destroy the stream', async () => {
    async function* failing() {
      yield { name: 'a', note: 'b' };
      throw new Error('the database went away');
    }
    await expect(text(csvStream({ columns: columns.required }, failing()))).rejects.toThrow('the database went away');
  });
});

describe('a file is read whoever saved it', () => {
  const header = 'name;note\r\n';
  test.each([
    ['UTF-8', utf8(`${header}Zoë;ñ`), 'utf-8'],
    ['UTF-8 with a mark', utf8(`\ufeff${header}Zoë;ñ`), 'utf-8'],
    ['UTF-16', Buffer.from(`\ufeff${header}Zoë;ñ`, 'utf16le'), 'utf-16'],
    ['UTF-16, big end first', Buffer.from(`\ufeff${header}Zoë;ñ`, 'utf16le').swap16(), 'utf-16'],
    ['Latin-1', Buffer.from(`${header}Zoë;ñ`, 'latin1'), 'windows-1252'],
  ])('%s', (_name, bytes, encoding) => {
    expect(readCsv(bytes, columns)).toMatchObject({ encoding, separator: ';', errors: [] });
    expect(rows(bytes)).toEqual([[2, 'Zoë', 'ñ']]);
  });

  test.each([',', ';', '\t'])('with %j between cells, and the others within them', (separator) => {
    const line = (cells: string[]) => cells.map((one) => `"${one}"`).join(separator);
    expect(rows(`${line(['name', 'note'])}\n${line(['a,b;c\td', ''])}`)).toEqual([[2, 'a,b;c\td', '']]);
  });

  test.each(['\n', '\r\n', '\r'])('with %j between lines, which are counted in texts and blank lines too', (end) => {
    const lines = ['name,note', '', 'a,b', `"c${end}${end}d",e`, ',', 'f,g', ''];
    expect(rows(lines.join(end))).toEqual([
      [3, 'a', 'b'],
      [4, `c${end}${end}d`, 'e'],
      [8, 'f', 'g'],
    ]);
  });

  test('headers in any case and spacing, and in any order', () => {
    const read = readCsv(utf8('LEGAL name,Name\nA Ltd,A'), optional);
    expect(read.rows).toEqual([{ line: 2, cells: { name: 'A', legalName: 'A Ltd' } }]);
    expect(readCsv(utf8('name\nA'), optional).rows).toEqual([{ line: 2, cells: { name: 'A', legalName: '' } }]);
  });
});

describe('what is wrong is said by line and field', () => {
  test.each([
    ['', [null, null]],
    ['name,note\na,b\n\n"c,d\ne,f\n', [4, null]],
    ['name,note\na,"b"c\n', [2, null]],
    ['name,note\n"x\ny",1\na,b"c\n', [4, null]],
    ['name,note\na\nb,c\n', [2, null]],
    ['name,note\na,b,c\n', [2, null]],
    ['name,note,colour\n', [1, 'colour']],
    ['\nname\n', [2, 'note']],
    ['name,note,NAME\n', [1, 'name']],
    ['name,note\na,b\nc,\0\n', [3, null]],
  ] as const)('%j', (written, [line, field]) => {
    expect(problems(written)).toEqual([{ line, field, message: expect.any(String) }]);
  });

  test('and the other rows are read', () => {
    const read = readCsv(utf8('name,note\na,b\nc\nd,e\n"f'), columns);
    expect(read.rows.map(({ line }) => line)).toEqual([2, 4]);
    expect(read.errors.map(({ line }) => line)).toEqual([3, 5]);
  });

  test('a damaged UTF-16 file, one too large, one of too many rows', () => {
    expect(problems(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41]))).toHaveLength(1);
    expect(problems(Buffer.alloc(CSV_LIMITS.bytes + 1, 'a'))).toHaveLength(1);
    expect(problems(`name${',note'.repeat(CSV_LIMITS.columns)}`)).toHaveLength(1);
    const most = `name,note\n${'a,b\n'.repeat(CSV_LIMITS.rows)}`;
    expect(readCsv(utf8(most), columns).rows).toHaveLength(CSV_LIMITS.rows);
    expect(readCsv(utf8(`${most}a,b`), columns)).toMatchObject({ rows: [], errors: [{ line: null }] });
  });
});

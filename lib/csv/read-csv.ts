import { CsvError, parse } from 'csv-parse/sync';
import { type CsvEncoding, decoded } from './decode.ts';
import { restored } from './formula-cell.ts';

/** What a file may hold at most: enough for every list of Demur, and little enough to be held in memory. */
export const CSV_LIMITS = { rows: 50_000, columns: 100, bytes: 25 * 1024 * 1024 };

/** The columns that a list has. A header is matched whatever its case, spaces, hyphens and underscores. */
export interface CsvColumns<Name extends string> {
  required: readonly Name[];
  optional?: readonly Name[];
}

/** One row: the line that it begins on (the header's is 1) and its cells, as written; a column that is not there is ''. */
export interface CsvRow<Name extends string> {
  line: number;
  cells: Record<Name, string>;
}

/** What is wrong, and where: a line of the file (null: the file itself) and a column of it (null: the row itself). */
export interface CsvProblem {
  line: number | null;
  field: string | null;
  message: string;
}

export interface CsvRead<Name extends string> {
  /** `windows-1252`: the file was no valid UTF-8. Say so, since an accent may have been read wrongly. */
  encoding: CsvEncoding;
  separator: ',' | ';' | '\t';
  /** The rows that could be read, in the order of the file. */
  rows: CsvRow<Name>[];
  /** In the order of the file. With one about the file or its header there are no rows. */
  errors: CsvProblem[];
}

/**
 * The rows of a CSV file (RFC 4180, and what spreadsheets make of it): UTF-8, UTF-16 or Windows-1252; CRLF, LF or CR, in
 * one file too; separated by commas, semicolons or tabs, as its header is; cells in quotes may hold line breaks. Rows
 * without any text are skipped. A cell that `writeCsv` neutralised (`'=1+1`) is given back as it was (`=1+1`).
 * Cells are not trimmed: what a cell may be is for the schema of its list to say.
 */
export function readCsv<Name extends string>(bytes: Uint8Array, columns: CsvColumns<Name>): CsvRead<Name> {
  const nothing: CsvRead<Name> = { encoding: 'utf-8', separator: ',', rows: [], errors: [] };
  const refused = (message: string, line: number | null = null): CsvRead<Name> => ({
    ...nothing,
    errors: [{ line, field: null, message }],
  });

  if (bytes.length > CSV_LIMITS.bytes) return refused('The file is larger than 25 MB. Send it in several files.');
  const file = decoded(bytes);
  if (!file) return refused('The file breaks off or is damaged: it claims to be UTF-16 and is not.');
  nothing.encoding = file.encoding;
  const nul = file.text.indexOf('\0');
  if (nul >= 0)
    return refused(
      'The file holds a NUL character, so it is no CSV file. Save it as CSV in UTF-8.',
      lineAt(file.text, nul),
    );
  nothing.separator = separatorOf(file.text, columns);

  const { records, failure } = recordsOf(file.text, nothing.separator);
  const [header, ...rest] = records;
  if (!header) return failure ? { ...nothing, errors: [failure] } : refused('The file is empty.');
  // each column that is wrong is told, so that millions of them would be millions of sentences
  if (header.cells.length > CSV_LIMITS.columns)
    return refused('The header names more than 100 columns, which no list has.', header.line);
  const { names, errors } = namesOf(header, columns);
  if (errors.length > 0) return { ...nothing, errors };
  if (rest.length > CSV_LIMITS.rows) return refused('The file has more than 50,000 rows. Send it in several files.');

  const read = { ...nothing };
  const blank = Object.fromEntries([...columns.required, ...(columns.optional ?? [])].map((name) => [name, '']));
  for (const { line, cells } of rest) {
    if (cells.length !== names.length) {
      read.errors.push({ line, field: null, message: ragged(cells.length, names.length) });
      continue;
    }
    const named = { ...blank } as Record<Name, string>;
    names.forEach((name, index) => {
      named[name] = restored(cells[index] ?? '');
    });
    read.rows.push({ line, cells: named });
  }
  if (failure) read.errors.push(failure);
  return read;
}

const ragged = (found: number, expected: number) =>
  `This row has ${found} ${found === 1 ? 'cell' : 'cells'}, the header ${expected}. A separator within a text needs quotes around it.`;

interface Written {
  line: number;
  cells: string[];
}

/** csv-parse tells where a record ends, but counts a line break within quotes twice where it is CRLF: lines are counted here. */
function recordsOf(text: string, separator: string): { records: Written[]; failure?: CsvProblem } {
  const bytes = Buffer.from(text);
  const records: Written[] = [];
  const place = { offset: 0, line: 1 };
  const lineOfNext = () => {
    skipBlank(bytes, place);
    return place.line;
  };
  try {
    parse(bytes, {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      // the header, the rows, and one more that shows that there are too many
      to: CSV_LIMITS.rows + 2,
      on_record(cells: string[], { bytes: end }: { bytes: number }) {
        const line = lineOfNext();
        advance(bytes, place, end);
        if (cells.some((cell) => cell.trim() !== '')) records.push({ line, cells });
        // gathered here: csv-parse need not keep it too
        return null;
      },
    });
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records, failure: { line: lineOfNext(), field: null, message: misquoted(error) } };
  }
}

function misquoted({ code, message }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'A quotation mark is opened in this row and never closed.';
  if (code === 'INVALID_OPENING_QUOTE' || code === 'CSV_INVALID_CLOSING_QUOTE')
    return 'A quotation mark within a cell of this row needs another before it, and quotes around the whole cell.';
  return `This row can’t be read: ${message}`;
}

const LF = 0x0a;
const CR = 0x0d;

function skipBlank(bytes: Buffer, place: { offset: number; line: number }): void {
  let end = place.offset;
  while (bytes[end] === LF || bytes[end] === CR) end++;
  advance(bytes, place, end);
}

/** Moves on to an offset, and counts the line breaks on the way: CRLF is one. */
function advance(bytes: Buffer, place: { offset: number; line: number }, end: number): void {
  for (; place.offset < end; place.offset++) {
    const byte = bytes[place.offset];
    if (byte === LF || (byte === CR && bytes[place.offset + 1] !== LF)) place.line++;
  }
}

function lineAt(text: string, index: number): number {
  return (text.slice(0, index).match(/\r\n|\n|\r/g)?.length ?? 0) + 1;
}

/** A header is compared by its letters and digits. */
const bare = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');

const allOf = <Name extends string>({ required, optional = [] }: CsvColumns<Name>): Name[] => [
  ...required,
  ...optional,
];

/** By the header line alone: the separator that finds the most columns of the list, else the one that stands there most. */
function separatorOf<Name extends string>(text: string, columns: CsvColumns<Name>): CsvRead<Name>['separator'] {
  const line = /[^\r\n]+/.exec(text)?.[0] ?? '';
  const known = new Set(allOf(columns).map(bare));
  let best: CsvRead<Name>['separator'] = ',';
  let most = 0;
  for (const separator of [',', ';', '\t'] as const) {
    const cells = line.split(separator);
    const found = cells.filter((cell) => known.has(bare(cell.replaceAll('"', '')))).length;
    const score = found * line.length + cells.length;
    if (score > most) [best, most] = [separator, score];
  }
  return best;
}

function namesOf<Name extends string>(header: Written, columns: CsvColumns<Name>) {
  const known = new Map(allOf(columns).map((name) => [bare(name), name]));
  const errors: CsvProblem[] = [];
  const names: Name[] = [];
  const wrong = (field: string, message: string) => errors.push({ line: header.line, field, message });
  for (const cell of header.cells) {
    const name = known.get(bare(cell));
    if (name === undefined)
      wrong(cell, `There is no column “${cell}” in this list. It has ${allOf(columns).join(', ')}.`);
    else if (names.includes(name)) wrong(name, `The column “${name}” stands there twice.`);
    else names.push(name);
  }
  for (const name of columns.required) if (!names.includes(name)) wrong(name, `The column “${name}” is missing.`);
  return { names, errors };
}

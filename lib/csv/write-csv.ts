import { pipeline, Readable } from 'node:stream';
import { type Options, stringify } from 'csv-stringify';
import { stringify as stringifyAll } from 'csv-stringify/sync';
import { neutralised } from './formula-cell.ts';

export interface CsvWriting<Name extends string> {
  /** The columns in their order, which the header names. */
  columns: readonly Name[];
  /** A byte order mark: without it a spreadsheet may read another encoding than UTF-8. On unless a program reads it. */
  bom?: boolean;
}

/** A row to write: a column that it does not name, or names null, is an empty cell. */
export type CsvRecord<Name extends string> = Partial<Record<Name, string | number | boolean | null>>;

/**
 * Rows as CSV (RFC 4180: commas, CRLF), streamed in UTF-8. A text that a spreadsheet would take for a formula is led by
 * an apostrophe, which `readCsv` takes away again: whatever was written is read as it was, by `readCsv`. When the rows
 * fail the stream is destroyed with their error, so that nobody takes a part for the whole.
 */
export function csvStream<Name extends string>(
  writing: CsvWriting<Name>,
  rows: Iterable<CsvRecord<Name>> | AsyncIterable<CsvRecord<Name>>,
): Readable {
  // the callback is the stringifier's own error, which whoever reads it gets
  return pipeline(Readable.from(rows), stringify(optionsOf(writing)), () => undefined);
}

/** The same at once, for a list that is known to be short. */
export function csvText<Name extends string>(writing: CsvWriting<Name>, rows: Iterable<CsvRecord<Name>>): string {
  return stringifyAll([...rows], optionsOf(writing));
}

function optionsOf<Name extends string>({ columns, bom = true }: CsvWriting<Name>): Options {
  return {
    bom,
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    // csv-stringify quotes a whole CRLF only
    quoted_match: /[\r\n]/,
    cast: {
      string: neutralised,
      number: (value) => neutralised(String(value)),
      boolean: (value) => String(value),
    },
  };
}

import type { z } from 'zod';
import { CSV_LIMITS, readCsv } from '#lib/csv/read-csv.ts';
import { MOST_ENTRIES, type RegisterFile, registerFile } from '#lib/register/inputs.ts';
import type { FileProblem } from './import.ts';
import { columnOf, csvColumns, entryOf } from './register-csv.ts';

/** A file that was read: the register in it, or what is wrong. */
export interface ReadRegister {
  /** Null where something is wrong. */
  file: RegisterFile | null;
  problems: FileProblem[];
  /** Said of what was read and may be otherwise than meant. */
  remarks: string[];
  /** Of a table: on which line each sub-processor stands. Null for JSON. */
  lines: number[] | null;
}

/** What a table says nothing of. */
export interface Beside {
  note: string;
}

/** So many problems are told; of the others how many there are. */
export const MOST_TOLD = 100;

/**
 * The register in a file: JSON where it begins like one, else a table (CSV). All that is wrong is told at once, by line
 * and column or by path. The size of what is looked at is bounded before it is looked at.
 */
export function readRegister(bytes: Uint8Array, beside: Beside): ReadRegister {
  if (bytes.length > CSV_LIMITS.bytes) return refused('The file', 'It is larger than 25 MB. A register is not.');
  const start = new TextDecoder('utf-8')
    .decode(bytes.subarray(0, 512))
    .replace(/^\ufeff/, '')
    .trimStart();
  return start.startsWith('{') || start.startsWith('[') ? fromJson(bytes) : fromCsv(bytes, beside);
}

/** The same of what was read before and kept: a file's content, as `registerFile` takes it. */
export function rereadRegister(content: unknown): ReadRegister {
  return checked(content, null, []);
}

function fromJson(bytes: Uint8Array): ReadRegister {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\ufeff/, ''));
  } catch (error) {
    return refused('The file', `It holds no JSON in UTF-8: ${error instanceof Error ? error.message : error}`);
  }
  return rereadRegister(content);
}

function fromCsv(bytes: Uint8Array, { note }: Beside): ReadRegister {
  const { rows, errors, encoding } = readCsv(bytes, csvColumns);
  const read = errors.map(({ line, field, message }) => ({ where: placed(line, field), message }));
  if (rows.length > MOST_ENTRIES) return tooMany(rows.length);
  const entries = rows.map(({ cells }) => entryOf(cells));
  const services = new Map(
    entries.flatMap((entry) => entry.services.map((service) => [service.slug, service] as const)),
  );
  const content = { note, services: [...services.values()], subprocessors: entries.map(({ entry }) => entry) };
  const lines = rows.map(({ line }) => line);
  const remarks =
    encoding === 'windows-1252'
      ? ['The file is not UTF-8, and was read as Windows-1252: look whether its accents are right.']
      : [];
  // a file without a row says so once
  if (rows.length === 0 && read.length > 0) return { file: null, problems: read, remarks, lines };
  const { file, problems } = checked(content, lines, remarks);
  return { file: read.length > 0 ? null : file, problems: [...read, ...problems], remarks, lines };
}

/** How a reader of the file finds a field of one sub-processor: by line and column, or by path. */
export function whereIn(lines: readonly number[] | null, index: number, field: string): string {
  if (lines === null) return `subprocessors.${index}.${field}`;
  return placed(lines[index] ?? null, columnOf(field) ?? null);
}

const placed = (line: number | null, column: string | null) =>
  line === null ? 'The file' : `line ${line}${column ? `, ${column}` : ''}`;

function checked(content: unknown, lines: number[] | null, remarks: string[]): ReadRegister {
  const named = (content as { subprocessors?: unknown } | null)?.subprocessors;
  if (Array.isArray(named) && named.length > MOST_ENTRIES) return tooMany(named.length);
  const parsed = registerFile.safeParse(content);
  if (parsed.success) return { file: parsed.data, problems: [], remarks, lines };
  return { file: null, problems: parsed.error.issues.map((issue) => problemOf(issue, lines)), remarks, lines };
}

function problemOf({ path, message }: z.core.$ZodIssue, lines: number[] | null): FileProblem {
  const [list, index, ...field] = path;
  if (list === 'subprocessors' && typeof index === 'number')
    return { where: whereIn(lines, index, field.join('.')), message };
  return { where: path.length === 0 ? 'The file' : path.join('.'), message };
}

function tooMany(count: number): ReadRegister {
  const most = MOST_ENTRIES.toLocaleString('en-GB');
  return refused(
    'The file',
    `It names ${count.toLocaleString('en-GB')} sub-processors. ${most} are the most that a register holds: nothing of it was looked at.`,
  );
}

function refused(where: string, message: string): ReadRegister {
  return { file: null, problems: [{ where, message }], remarks: [], lines: null };
}

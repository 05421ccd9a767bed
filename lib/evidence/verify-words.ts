import type { Difference } from './verify.ts';

/** A difference in one sentence: where it is, and both hashes. Never what stands there. */
export function inWords(difference: Difference): string {
  const { kind, position, column, expected, found } = difference;
  const entry = `Entry ${position}`;
  const row = `${difference.table} ${difference.row}`;
  switch (kind) {
    case 'position':
      return `${entry} is missing: the next one found is entry ${found}.`;
    case 'hash':
      return `${entry} was changed, or one before it was: its bytes give the hash ${expected}, and ${found} stands beside it.`;
    case 'form':
      return `${entry} is not ${expected}. The hash of its bytes is ${found}.`;
    case 'index':
      return `${entry} is listed under another ${column} than its bytes say: they say ${said(expected)}, the list says ${said(found)}.`;
    case 'head':
      return `The log ends elsewhere than its head says: the head says ${expected}, the entries give ${found}.`;
    case 'row_missing':
      return `The row ${row}, recorded by entry ${position}, is gone.`;
    case 'row_unrecorded':
      return `The row ${row} stands in no entry: it was written past the log.`;
    case 'column':
      return `The row ${row} is not what entry ${position} recorded, in the column ${column}: recorded ${said(expected)}, found ${said(found)}.`;
    case 'salt_missing':
      return `The row ${row} can’t be compared with entry ${position} in the column ${column}: its salt is gone. Recorded was ${expected}.`;
    case 'snapshot':
      return `The register frozen in ${row} is not what entry ${position} recorded: recorded ${expected}, found ${found}.`;
    case 'file':
      return `The bytes of the file ${difference.row} are not those that entry ${position} recorded: recorded ${expected}, found ${found}.`;
  }
}

const said = (hash: string | null) => hash ?? 'nothing';

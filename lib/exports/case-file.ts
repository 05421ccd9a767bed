import { z } from 'zod';
import type { Reader } from '#lib/command/read.ts';
import { explain } from '#lib/deadlines/working.ts';
import { caseOf } from './case-query.ts';
import { type CaseFile, caseFile } from './case-shape.ts';
import { chronologyOf } from './chronology.ts';

const proof = {
  shows: [
    'Each entry of the chronology was written in the same transaction as the change of state that it records, and dated by the database’s clock.',
    'The entries of the whole log are numbered without gaps, and each carries the hash of the one before. Whoever knows a later hash of the log can tell whether an entry was changed, left out or put in.',
    'Names and texts stand in the entries as salted commitments. The vendor can check them against the rows in this file (“Check the log now”).',
    'What became of a letter is told grade by grade: composed, handed to the vendor’s relay, accepted by the recipient’s server, come back, or given up. Each grade was recorded when it was known.',
    'An objection’s letter hash covers its grounds, requested actions, parties and the hash of each file.',
  ],
  doesNotShow: [
    'That a person is who they said they are: a signed-in user acted, with the right that the vendor had recorded.',
    'That what somebody wrote is true, or that a ground is legitimate.',
    'That a notice was read by anybody for whom no reading is recorded.',
    'That a letter which a server took over reached a mailbox, or was read.',
    'An instant that the vendor stated rather than measured: an objection received by e-mail or post says so.',
  ],
};

/** One case as the file that is exported. Undefined: there is none that this reader may see. */
export async function readCaseFile(
  { tx, actor }: Pick<Reader, 'tx' | 'actor'>,
  noticeId: string,
): Promise<CaseFile | undefined> {
  const record = await caseOf(tx, actor, noticeId);
  if (!record) return undefined;
  const { window, ...rest } = record;
  return caseFile.parse({
    format: 'demur.case-file.2',
    ...rest,
    window: { ...window, sentences: explain(window.working) },
    chronology: await chronologyOf(tx, record),
    proof,
  });
}

/** The file's bytes: UTF-8, indented, a line feed at the end. */
export function caseFileBytes(file: CaseFile): Buffer {
  return Buffer.from(`${JSON.stringify(file, null, 2)}\n`);
}

/** The published shape of a case file (JSON Schema, draft 2020-12). */
export function caseFileSchema(address: string): object {
  return { ...z.toJSONSchema(caseFile, { target: 'draft-2020-12', unrepresentable: 'any' }), $id: address };
}

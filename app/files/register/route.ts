import { createHash } from 'node:crypto';
import { keepFor } from '#lib/auth/act.ts';
import { asTyped } from '#lib/command/text.ts';
import { keepRegisterFile } from '#lib/imports/keep-register-file.ts';
import { MOST_TOLD, readRegister } from '#lib/imports/read-register.ts';
import { keepSentList, type SentList } from '../sent-list.ts';

export const dynamic = 'force-dynamic';

/** A register in a file, from a form. */
export const POST = (request: Request): Promise<Response> =>
  keepSentList(request, { page: '/desk/register/import', command: 'keep-register-file', keep });

/** What was read of it is kept beside what was wrong with it. */
function keep({ name, bytes }: SentList) {
  const found = readRegister(bytes, { note: `The register as ${name} has it.` });
  return keepFor(keepRegisterFile, {
    name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    content: {
      file: found.file && JSON.parse(JSON.stringify(found.file)),
      problems: found.problems
        .slice(0, MOST_TOLD)
        .map(({ where, message }) => ({ where: asTyped(where), message: asTyped(message) })),
      wrong: found.problems.length,
      remarks: found.remarks,
      lines: found.lines,
    },
  });
}

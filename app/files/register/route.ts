import { createHash } from 'node:crypto';
import { may, whoMay } from '#lib/access/policy.ts';
import { keepFor } from '#lib/auth/act.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { type Outcome, refuse } from '#lib/command/refusal.ts';
import { asTyped } from '#lib/command/text.ts';
import { CSV_LIMITS } from '#lib/csv/read-csv.ts';
import { keepRegisterFile } from '#lib/imports/keep-register-file.ts';
import { MOST_TOLD, readRegister } from '#lib/imports/read-register.ts';
import { safeFileName } from '#lib/objections/file-name.ts';
import { isSameOrigin } from '../../same-origin.ts';

export const dynamic = 'force-dynamic';

/** What a form adds around its one file. */
const AROUND = 65_536;

/** A register in a file, from a form: read, kept until its difference is confirmed, and shown. Nothing else is written. */
export async function POST(request: Request): Promise<Response> {
  const outcome = await kept(request);
  const said = outcome.ok ? `file=${outcome.value.uploadId}` : `wrong=${outcome.code}`;
  return new Response(null, { status: 303, headers: { Location: `/desk/register/import?${said}` } });
}

async function kept(request: Request): Promise<Outcome<{ uploadId: string }>> {
  if (!isSameOrigin(request)) return refuse('forbidden', 'A register can be sent from its own page only.');
  const actor = await read(await requestOpening(), async (reader) => reader.actor);
  // who may import nothing sends in vain: not a byte of theirs is read
  if (!may(actor, 'keep-register-file'))
    return refuse('forbidden', `Only ${whoMay('keep-register-file')} may do this.`);
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= CSV_LIMITS.bytes + AROUND)) return refuse('too_large', 'The file is larger than 25 MB.');
  const file = await request
    .formData()
    .then((form) => form.get('file'))
    .catch(() => null);
  if (!(file instanceof File) || file.name === '') return refuse('file_incomplete', 'Choose a file first.');
  const bytes = Buffer.from(await file.arrayBuffer());
  const name = safeFileName(file.name);
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

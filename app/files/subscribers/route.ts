import { may, whoMay } from '#lib/access/policy.ts';
import { keepFor } from '#lib/auth/act.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { type Outcome, refuse } from '#lib/command/refusal.ts';
import { CSV_LIMITS } from '#lib/csv/read-csv.ts';
import { safeFileName } from '#lib/objections/file-name.ts';
import { keepPartyFile } from '#lib/parties/keep-party-file.ts';
import { isSameOrigin } from '../../same-origin.ts';

export const dynamic = 'force-dynamic';

/** What a form adds around its one file. */
const AROUND = 65_536;

/** A list of subscribers, from a form: kept until its difference is confirmed, and shown. Nothing else is written. */
export async function POST(request: Request): Promise<Response> {
  const outcome = await kept(request);
  const said = outcome.ok ? `file=${outcome.value.uploadId}` : `wrong=${outcome.code}`;
  return new Response(null, { status: 303, headers: { Location: `/desk/subscribers/import?${said}` } });
}

async function kept(request: Request): Promise<Outcome<{ uploadId: string }>> {
  if (!isSameOrigin(request)) return refuse('forbidden', 'A list can be sent from its own page only.');
  const actor = await read(await requestOpening(), async (reader) => reader.actor);
  // who may import nothing sends in vain: not a byte of theirs is read
  if (!may(actor, 'keep-party-file')) return refuse('forbidden', `Only ${whoMay('keep-party-file')} may do this.`);
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= CSV_LIMITS.bytes + AROUND)) return refuse('too_large', 'The file is larger than 25 MB.');
  const file = await request
    .formData()
    .then((form) => form.get('file'))
    .catch(() => null);
  if (!(file instanceof File) || file.name === '') return refuse('file_incomplete', 'Choose a file first.');
  return keepFor(keepPartyFile, { name: safeFileName(file.name), content: Buffer.from(await file.arrayBuffer()) });
}

import { may, whoMay } from '#lib/access/policy.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { type Outcome, refuse } from '#lib/command/refusal.ts';
import { keepEvidence } from '#lib/diligence/keep-evidence.ts';
import { FILE_LIMIT } from '#lib/objections/attach-file.ts';
import type { StoredFile } from '#lib/objections/store-upload.ts';
import { isSameOrigin } from '../../same-origin.ts';

export const dynamic = 'force-dynamic';

/** What a form adds around its one file: the boundaries and the parts' headers. */
const AROUND = 65_536;
const DESK = '/desk/register';

/** One file of evidence of a company, from a form: stored, and led back to the page that asked for it. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return backTo(DESK, refuse('forbidden', 'A file can be added from its own page only.'));
  const actor = await read(await requestOpening(), async (reader) => reader.actor);
  // who may add nothing sends in vain: not a byte of theirs is read
  if (!may(actor, 'store-evidence'))
    return backTo(DESK, refuse('forbidden', `Only ${whoMay('store-evidence')} may do this.`));
  // a form's body is read as a whole: so only one that says beforehand that it is small enough
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= FILE_LIMIT + AROUND)) return backTo(DESK, refuse('too_large', 'The file is larger than 20 MB.'));
  const form = await request.formData().catch(() => null);
  const [back, subprocessorId, file] = ['back', 'subprocessor', 'file'].map((name) => form?.get(name));
  if (!(file instanceof File) || file.name === '' || typeof subprocessorId !== 'string')
    return backTo(back, refuse('file_incomplete', 'Choose a file first.'));
  const sent = { name: file.name, length: file.size, body: file.stream() };
  return backTo(back, await keepEvidence(await requestOpening(), subprocessorId, sent));
}

/** To a page of the desk's register, with the file's id or the code of what stood in the way. */
function backTo(back: unknown, outcome: Outcome<StoredFile>): Response {
  const own = typeof back === 'string' && /^\/desk\/register\/[a-z0-9-]+(?:\/[a-z_/]+)?(?:\?name=[^&#]*)?$/.test(back);
  const path = own ? back : DESK;
  const said = `file=${outcome.ok ? outcome.value.fileId : outcome.code}`;
  return new Response(null, { status: 303, headers: { Location: `${path}${path.includes('?') ? '&' : '?'}${said}` } });
}

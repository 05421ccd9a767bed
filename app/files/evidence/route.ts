import { entry, type Typed, typedIn } from '#components/ui/form-state.ts';
import { may, whoMay } from '#lib/access/policy.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { type Outcome, refuse } from '#lib/command/refusal.ts';
import { keepEvidence } from '#lib/diligence/keep-evidence.ts';
import { FILE_LIMIT } from '#lib/objections/attach-file.ts';
import type { StoredFile } from '#lib/objections/store-upload.ts';
import { isSameOrigin } from '../../same-origin.ts';
import { writeTyped } from '../../typed.ts';

export const dynamic = 'force-dynamic';

/** What a form adds around its one file: the boundaries and the parts' headers. */
const AROUND = 65_536;
const DESK = '/desk/register';

/** What a form sends that its page knows by itself. */
const KNOWN = ['back', 'subprocessorId', 'slug', 'item', 'supersedes', 'fileId'];

/**
 * One file of evidence of a company, from a form: stored, and led back to the page that asked for it, with all that was
 * typed beside it.
 */
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
  const typed = form ? typedIn(form) : {};
  const back = backOf(entry(typed, 'back'), typed);
  // told before anything is stored; a browser that goes back shows the form as it was left
  if (back === null)
    return new Response('What is typed beside the file is too long. Go back, shorten it, and add the file again.', {
      status: 413,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  const [subprocessorId, file] = [entry(typed, 'subprocessorId'), form?.get('file')];
  if (!(file instanceof File) || file.name === '' || subprocessorId === undefined)
    return backTo(back, refuse('file_incomplete', 'Choose a file first.'));
  const sent = { name: file.name, length: file.size, body: file.stream() };
  return backTo(back, await keepEvidence(await requestOpening(), subprocessorId, sent));
}

/** The page of the desk's register that asked, which shows again what was typed; null: that is too long. */
function backOf(path: string | undefined, typed: Typed): string | null {
  const own = path && /^\/desk\/register\/[a-z0-9-]+(?:\/[a-z_/]+)?(?:\?name=[^&#]*)?$/.test(path) ? path : DESK;
  const beside = Object.entries(typed).filter(([name]) => !KNOWN.includes(name));
  if (beside.length === 0) return own;
  const written = writeTyped(Object.fromEntries(beside));
  return written && `${own}${own.includes('?') ? '&' : '?'}typed=${written}`;
}

/** With the file's id, or the code of what stood in the way. */
function backTo(path: string, outcome: Outcome<StoredFile>): Response {
  const said = `file=${outcome.ok ? outcome.value.fileId : outcome.code}`;
  return new Response(null, { status: 303, headers: { Location: `${path}${path.includes('?') ? '&' : '?'}${said}` } });
}

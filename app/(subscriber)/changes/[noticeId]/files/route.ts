import { may, whoMay } from '#lib/access/policy.ts';
import { keepFor } from '#lib/auth/act.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { type Outcome, refuse } from '#lib/command/refusal.ts';
import { FILE_LIMIT } from '#lib/objections/attach-file.ts';
import { removeFile } from '#lib/objections/remove-file.ts';
import { type StoredFile, storeUpload } from '#lib/objections/store-upload.ts';
import { problem } from '../../../../problem.ts';
import { isSameOrigin } from '../../../../same-origin.ts';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ noticeId: string }> };

/** What a form adds around its one file: the boundaries and the part's headers. */
const AROUND = 65_536;

const elsewhere = () => refuse('forbidden', 'A file can be attached from its own page only. Load that page again.');

/**
 * One file for the draft on a notice. A script sends the file itself, which is stored as it comes
 * (`?name=` says what it is called) and answered in JSON; a form without scripts sends it as its field `file`, and is
 * led back to its page.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { noticeId } = await params;
  const isForm = request.headers.get('content-type')?.startsWith('multipart/form-data') ?? false;
  const outcome = isSameOrigin(request) ? await admitted(request, noticeId, isForm) : elsewhere();
  if (isForm) return backToForm(noticeId, outcome);
  return outcome.ok
    ? Response.json(outcome.value, { status: 201, headers: { 'cache-control': 'no-store' } })
    : problem(outcome);
}

/** Takes a file off the draft again: `?file=` says which. */
export async function DELETE(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return problem(elsewhere());
  const outcome = await keepFor(removeFile, { fileId: new URL(request.url).searchParams.get('file') });
  return outcome.ok ? new Response(null, { status: 204 }) : problem(outcome);
}

/** Who may attach nothing sends in vain: not a byte of theirs is read. */
async function admitted(request: Request, noticeId: string, isForm: boolean): Promise<Outcome<StoredFile>> {
  const actor = await read(await requestOpening(), async (reader) => reader.actor);
  if (actor.role === 'public') return refuse('not_signed_in', 'Sign in first. What you typed is still here.');
  if (!may(actor, 'attach-file')) return refuse('forbidden', `Only ${whoMay('attach-file')} may do this.`);
  return stored(request, noticeId, isForm);
}

async function stored(request: Request, noticeId: string, isForm: boolean): Promise<Outcome<StoredFile>> {
  const announced = Number(request.headers.get('content-length') ?? Number.NaN);
  const length = Number.isFinite(announced) ? announced : null;
  if (isForm) return storedOfForm(request, noticeId, length);
  const name = new URL(request.url).searchParams.get('name') ?? '';
  const body = request.body ?? new Blob().stream();
  return storeUpload(await requestOpening(), { noticeId, name, length, body });
}

/** A form's body is read as a whole: so only one that says beforehand that it is small enough. */
async function storedOfForm(request: Request, noticeId: string, length: number | null): Promise<Outcome<StoredFile>> {
  if (length === null || length > FILE_LIMIT + AROUND)
    return refuse('too_large', 'Without scripts the files sent at a time may have 20 MB together.');
  const form = await request.formData().catch(() => null);
  let outcome: Outcome<StoredFile> = refuse('file_incomplete', 'Choose a file first.');
  for (const file of form?.getAll('file') ?? []) {
    if (!(file instanceof File) || file.name === '') continue;
    const upload = { noticeId, name: file.name, length: file.size, body: file.stream() };
    outcome = await storeUpload(await requestOpening(), upload);
    if (!outcome.ok) break;
  }
  return outcome;
}

function backToForm(noticeId: string, outcome: Outcome<StoredFile>): Response {
  const said = outcome.ok ? 'attached' : outcome.code;
  const Location = `/changes/${encodeURIComponent(noticeId)}/objection?file=${said}#files`;
  return new Response(null, { status: 303, headers: { Location } });
}

import { type CommandName, may, whoMay } from '#lib/access/policy.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '#lib/command/refusal.ts';
import { CSV_LIMITS } from '#lib/csv/read-csv.ts';
import { safeFileName } from '#lib/objections/file-name.ts';
import { isSameOrigin } from '../same-origin.ts';

/** What a form adds around its one file. */
const AROUND = 65_536;

export interface SentList {
  /** As it may be kept and shown. */
  name: string;
  bytes: Buffer;
}

/** Where a list is sent to: the page that shows it, and who may keep it. */
export interface Shelf {
  page: string;
  command: CommandName;
  keep(list: SentList): Promise<Outcome<{ uploadId: string }>>;
}

/** A list from the form of a page: kept until its difference is confirmed, and shown there. Nothing else is written. */
export async function keepSentList(request: Request, { page, command, keep }: Shelf): Promise<Response> {
  const list = await sentList(request, command);
  const outcome = isRefusal(list) ? list : await keep(list);
  const said = outcome.ok ? `file=${outcome.value.uploadId}` : `wrong=${outcome.code}`;
  return new Response(null, { status: 303, headers: { Location: `${page}?${said}` } });
}

async function sentList(request: Request, command: CommandName): Promise<SentList | Refusal> {
  if (!isSameOrigin(request)) return refuse('forbidden', 'A list can be sent from its own page only.');
  const actor = await read(await requestOpening(), async (reader) => reader.actor);
  // who may import nothing sends in vain: not a byte of theirs is read
  if (!may(actor, command)) return refuse('forbidden', `Only ${whoMay(command)} may do this.`);
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= CSV_LIMITS.bytes + AROUND)) return refuse('too_large', 'The file is larger than 25 MB.');
  const file = await request
    .formData()
    .then((form) => form.get('file'))
    .catch(() => null);
  if (!(file instanceof File) || file.name === '') return refuse('file_incomplete', 'Choose a file first.');
  return { name: safeFileName(file.name), bytes: Buffer.from(await file.arrayBuffer()) };
}

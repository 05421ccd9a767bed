import { act } from '#lib/auth/act.ts';
import { LOGO_LIMIT } from '#lib/parties/inputs.ts';
import { setLogo } from '#lib/parties/set-logo.ts';
import { isSameOrigin } from '../../../same-origin.ts';

export const dynamic = 'force-dynamic';

/** What a form adds around its one file: the boundaries and the part's headers. */
const AROUND = 65_536;

/** Sets the vendor's picture, or takes it away, and leads back to the settings. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return back('logo=forbidden');
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= LOGO_LIMIT + AROUND)) return back('logo=too_large');
  const form = await request.formData().catch(() => null);
  const file = form?.get('file');
  const remove = form?.get('do') === 'remove';
  if (!remove && !(file instanceof File && file.size > 0)) return back('logo=file_incomplete');
  if (file instanceof File && file.size > LOGO_LIMIT) return back('logo=too_large');
  const content = remove || !(file instanceof File) ? null : Buffer.from(await file.arrayBuffer());
  const outcome = await act(setLogo, { content });
  if (!outcome.ok) return back(`logo=${outcome.code}`);
  return back(remove ? 'done=logo_removed' : 'done=logo_set');
}

const back = (said: string) =>
  new Response(null, { status: 303, headers: { Location: `/desk/settings?${said}#logo` } });

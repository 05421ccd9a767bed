import { readAsPublic } from '#lib/auth/as-public.ts';
import { publicList } from '#lib/imports/public-list.ts';
import { registerOn } from '#lib/register/queries.ts';
import { askedDay } from '../asked-day.ts';
import { download } from '../download.ts';

export { allowed as OPTIONS } from '../download.ts';
export const dynamic = 'force-dynamic';

/** The register as a list, as of now or of the end of a day. */
export async function GET(request: Request): Promise<Response> {
  const asked = askedDay(request);
  if (asked instanceof Response) return asked;
  const list = await readAsPublic((reader) => registerOn(reader, asked.on));
  return download(request, {
    body: publicList(list),
    mediaType: 'text/csv; charset=utf-8; header=present',
    changedAt: list.changedAt,
    name: `register${asked.on ? `-${asked.on}` : ''}.csv`,
  });
}

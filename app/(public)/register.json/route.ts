import { publicAddress, readAsPublic } from '#lib/auth/as-public.ts';
import { registerOn } from '#lib/register/queries.ts';
import { registerJson } from '#lib/register/register-json.ts';
import { askedDay } from '../asked-day.ts';
import { download } from '../download.ts';

export { allowed as OPTIONS } from '../download.ts';
export const dynamic = 'force-dynamic';

/** The register for machines, as of now or of the end of a day. Its schema: /register.schema.json. */
export async function GET(request: Request): Promise<Response> {
  const asked = askedDay(request);
  if (asked instanceof Response) return asked;
  const list = await readAsPublic((reader) => registerOn(reader, asked.on));
  return download(request, {
    body: `${JSON.stringify(registerJson(list, asked.on, publicAddress()), null, 2)}\n`,
    mediaType: 'application/json',
    changedAt: list.changedAt,
  });
}

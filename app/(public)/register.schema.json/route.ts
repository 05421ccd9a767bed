import { publicAddress } from '#lib/auth/as-public.ts';
import { registerSchema } from '#lib/register/register-json.ts';
import { download } from '../download.ts';

export { allowed as OPTIONS } from '../download.ts';
export const dynamic = 'force-dynamic';

/** The shape of /register.json and of a version's snapshot. */
export function GET(request: Request): Response {
  return download(request, {
    body: `${JSON.stringify(registerSchema(publicAddress()), null, 2)}\n`,
    mediaType: 'application/schema+json',
    changedAt: null,
  });
}

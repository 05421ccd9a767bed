import { options, refuseMethod } from '#lib/api/refused.ts';
import { register } from '#lib/api/register.ts';

export const dynamic = 'force-dynamic';

/** The register: now, at the end of a day, or as a policy version froze it. */
export function GET(request: Request): Promise<Response> {
  return register(request);
}

export { options as OPTIONS, refuseMethod as DELETE, refuseMethod as PATCH, refuseMethod as POST, refuseMethod as PUT };

import { cases } from '#lib/api/cases.ts';
import { options, refuseMethod } from '#lib/api/refused.ts';

export const dynamic = 'force-dynamic';

/** The cases and how they stand, the latest first. */
export function GET(request: Request): Promise<Response> {
  return cases(request);
}

export { options as OPTIONS, refuseMethod as DELETE, refuseMethod as PATCH, refuseMethod as POST, refuseMethod as PUT };

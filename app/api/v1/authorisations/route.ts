import { authorisations } from '#lib/api/authorisations.ts';
import { options, refuseMethod } from '#lib/api/refused.ts';

export const dynamic = 'force-dynamic';

/** May we? One answer, or all that may have changed since a cursor. */
export function GET(request: Request): Promise<Response> {
  return authorisations(request);
}

export { options as OPTIONS, refuseMethod as DELETE, refuseMethod as PATCH, refuseMethod as POST, refuseMethod as PUT };

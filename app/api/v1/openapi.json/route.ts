import { description } from '#lib/api/openapi.ts';
import { options, refuseMethod } from '#lib/api/refused.ts';

export const dynamic = 'force-dynamic';

/** What the API is, as OpenAPI 3.1. Open to all. */
export function GET(request: Request): Response {
  return description(request);
}

export { options as OPTIONS, refuseMethod as DELETE, refuseMethod as PATCH, refuseMethod as POST, refuseMethod as PUT };

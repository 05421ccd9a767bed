import { bounces } from '#lib/api/bounces.ts';
import { postOptions, refuseAllButPost } from '#lib/api/refused.ts';

export const dynamic = 'force-dynamic';

/** What the vendor's mail system tells of letters after they were handed over. */
export function POST(request: Request): Promise<Response> {
  return bounces(request);
}

export {
  postOptions as OPTIONS,
  refuseAllButPost as DELETE,
  refuseAllButPost as GET,
  refuseAllButPost as PATCH,
  refuseAllButPost as PUT,
};

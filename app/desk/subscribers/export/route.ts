import { Readable } from 'node:stream';
import { requestOpening } from '#lib/auth/reader.ts';
import { takeParties } from '#lib/parties/export-parties.ts';
import { problem } from '../../../problem.ts';
import { isSameOrigin } from '../../../same-origin.ts';

export const dynamic = 'force-dynamic';

/** All subscribers with their DPA, services and users, streamed, in the columns in which they are imported. */
export async function GET(request: Request): Promise<Response> {
  // it is put on the record, so a page of somebody else's must not cause it
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'none' && !isSameOrigin(request)) return new Response(null, { status: 403 });
  const taken = await takeParties(await requestOpening());
  if (!taken.ok) return problem(taken);
  return new Response(Readable.toWeb(taken.value) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="subscribers.csv"',
      'cache-control': 'private, no-store',
    },
  });
}

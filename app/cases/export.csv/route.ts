import { Readable } from 'node:stream';
import { requestOpening } from '#lib/auth/reader.ts';
import { takeCases } from '#lib/exports/export-cases.ts';
import { refused, unaskedFor } from '../case-download.ts';

export const dynamic = 'force-dynamic';

/** All cases that the list's own filters leave, streamed. */
export async function GET(request: Request): Promise<Response> {
  const elsewhere = unaskedFor(request);
  if (elsewhere) return elsewhere;
  const taken = await takeCases(await requestOpening(), Object.fromEntries(new URL(request.url).searchParams));
  if (!taken.ok) return refused(request, taken);
  return new Response(Readable.toWeb(taken.value) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="cases.csv"',
      'cache-control': 'private, no-store',
    },
  });
}

import { caseFileSchema } from '#lib/exports/case-file.ts';

export const dynamic = 'force-dynamic';

/** The published shape of a case file. Nobody's secret, so for everybody. */
export function GET(request: Request): Response {
  const address = new URL(request.url);
  return Response.json(caseFileSchema(`${address.origin}${address.pathname}`), {
    headers: { 'content-type': 'application/schema+json', 'cache-control': 'public, max-age=300' },
  });
}

import { etagOf, isHeld } from './held.ts';

/** A calendar of somebody's own, or the word that it is still what the asker has. No cache between us keeps it. */
export function calendarAnswer(request: Request, body: string, name: string): Response {
  const etag = etagOf(body);
  const headers = new Headers({ etag, 'cache-control': 'private, no-cache' });
  if (isHeld(request, etag, null)) return new Response(null, { status: 304, headers });
  headers.set('content-type', 'text/calendar; charset=utf-8');
  headers.set('content-length', String(Buffer.byteLength(body)));
  headers.set('content-disposition', `attachment; filename="${name}"`);
  return new Response(request.method === 'HEAD' ? null : body, { headers });
}

import { etagOf, isHeld } from '../held.ts';

/** What is the same for everybody, and read by programs of anybody's. */
export interface Download {
  body: string;
  mediaType: string;
  /** When it was last altered, as an instant; null: never yet. */
  changedAt: string | null;
  /** As a file of this name; otherwise it is shown. */
  name?: string;
  /** It will never say anything else. */
  frozen?: boolean;
}

/** Scripts of any site may read these, and ask whether they have changed. */
const FOR_ANY_SITE = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, last-modified, content-disposition',
};

/** A public download, or the word that it is still what the asker has. */
export function download(request: Request, { body, mediaType, changedAt, name, frozen }: Download): Response {
  const etag = etagOf(body);
  const headers = new Headers({
    ...FOR_ANY_SITE,
    etag,
    // asked for anew each time, and sent only where it has changed: a publication is seen at once
    'cache-control': frozen ? 'public, max-age=31536000, immutable' : 'public, no-cache',
    ...(changedAt ? { 'last-modified': new Date(changedAt).toUTCString() } : {}),
  });
  if (isHeld(request, etag, changedAt)) return new Response(null, { status: 304, headers });
  headers.set('content-type', mediaType);
  headers.set('content-length', String(Buffer.byteLength(body)));
  if (name) headers.set('content-disposition', `attachment; filename="${name}"`);
  return new Response(request.method === 'HEAD' ? null : body, { headers });
}

/** What a browser asks before a script of another site asks whether something has changed. */
export function allowed(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...FOR_ANY_SITE,
      allow: 'GET, HEAD, OPTIONS',
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': 'if-none-match, if-modified-since',
      'access-control-max-age': '86400',
    },
  });
}

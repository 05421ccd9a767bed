import { createHash } from 'node:crypto';

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

/** A public download, or the word that it is still what the asker has (RFC 9110, sections 13.1 and 13.2). */
export function download(request: Request, { body, mediaType, changedAt, name, frozen }: Download): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
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

/** The tag decides wherever there is one: an instant of whole seconds knows less. */
function isHeld({ headers }: Request, etag: string, changedAt: string | null): boolean {
  const held = headers.get('if-none-match');
  if (held !== null) return held.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')));
  const since = Date.parse(headers.get('if-modified-since') ?? '');
  return changedAt !== null && Math.floor(Date.parse(changedAt) / 1000) * 1000 <= since;
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

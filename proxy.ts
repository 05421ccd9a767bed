import { type NextRequest, NextResponse } from 'next/server';
import { pagePolicy } from '#lib/web/content-policy.ts';

/**
 * Gives each rendered page its Content-Security-Policy with a nonce of its own, and notes the path for the way back
 * from signing in. It is no boundary: who may see what is asked again by every page, action and route.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const development = process.env.NODE_ENV === 'development' ? ["'unsafe-eval'"] : [];
  const policy = pagePolicy([`'nonce-${nonce}'`, "'strict-dynamic'", ...development], [`'nonce-${nonce}'`]);

  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-demur-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set('content-security-policy', policy);
  const kept = /^\/register(?:\/versions)?$/.test(request.nextUrl.pathname);
  const response = kept
    ? NextResponse.rewrite(asked(request), { request: { headers } })
    : NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** The page that is made for a question, in place of the one that is kept for all. */
function asked({ nextUrl }: NextRequest): URL {
  const address = nextUrl.clone();
  address.pathname = `/asked${nextUrl.pathname}`;
  return address;
}

export const config = {
  matcher: [
    // Not for built files, nor for somebody's own, which have a stricter policy; not for uploads: a body that passes
    // here is cut at 2 MB, with no more than a log line; and not for the register's pages that are kept for all
    // (lib/web/page-cache.ts): an entry, a version, and the lists of both; and not for its downloads, which are no pages.
    '/((?!_next/static|api/|healthz|readyz|theme$|icon.svg|files/|changes/[^/]+/files$|register(?:\\.json|\\.csv|\\.schema\\.json|/[^/]+|/versions/[^/]+(?:/snapshot\\.json)?)?$).*)',
    // What is asked of a day or a page of a list is made for the one who asks.
    { source: '/register', has: [{ type: 'query', key: 'on' }] },
    { source: '/register/versions', has: [{ type: 'query', key: 'before' }] },
  ],
};

import { type NextRequest, NextResponse } from 'next/server';

/**
 * Gives each rendered page its Content-Security-Policy with a nonce of its own, and notes the path for the way back
 * from signing in. It is no boundary: who may see what is asked again by every page, action and route.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-demur-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

export const config = {
  // Not for built files, nor for somebody's own, which have a stricter policy; and not for uploads: a body that passes
  // here is cut at 2 MB, with no more than a log line.
  matcher: ['/((?!_next/static|api/|healthz|readyz|icon.svg|files/|changes/[^/]+/files$).*)'],
};

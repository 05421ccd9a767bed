/**
 * Whether a request that changes something comes from a page of this site. Server actions check that by themselves; a
 * route that takes a POST must ask. A browser always sends one of the two headers with a request that a script or a
 * form of another site makes, and no page can forge them.
 */
export function isSameOrigin({ headers }: Request): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  const host = headers.get('x-forwarded-host') ?? headers.get('host');
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host;
}

/**
 * Where to go after signing in: a path of this site, or the first page. Anything that a browser could read as another
 * site's address (`//host`, `/\host`, a scheme) is not followed, nor what becomes one once its dots are resolved
 * (`/.//host`).
 */
export function wayBack(next: string | null | undefined): string {
  if (!next || !/^\/(?![/\\])/.test(next)) return '/';
  const url = new URL(next, 'http://here.invalid');
  return url.host === 'here.invalid' && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/';
}

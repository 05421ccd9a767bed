import { createHash } from 'node:crypto';

/** What a body is told from others by (RFC 9110, section 8.8.3). */
export function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

/**
 * Whether the asker has it already (RFC 9110, sections 13.1 and 13.2). The tag decides wherever there is one: an instant
 * of whole seconds knows less.
 */
export function isHeld({ headers }: Request, etag: string, changedAt: string | null): boolean {
  const held = headers.get('if-none-match');
  if (held !== null) return held.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')));
  const since = Date.parse(headers.get('if-modified-since') ?? '');
  return changedAt !== null && Math.floor(Date.parse(changedAt) / 1000) * 1000 <= since;
}

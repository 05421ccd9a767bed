import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * A token of the API: `demur_`, 32 random bytes as base64url, and the CRC-32 of what stands before it in hex. The prefix
 * lets a scanner find one that was left somewhere; the check tells a mistyped one without asking the database.
 */
export type ApiToken = `demur_${string}`;

const FORM = /^demur_[A-Za-z0-9_-]{43}[0-9a-f]{8}$/;
const checkOf = (head: string) => crc32(head).toString(16).padStart(8, '0');

export function newToken(): ApiToken {
  const head: ApiToken = `demur_${randomBytes(32).toString('base64url')}`;
  return `${head}${checkOf(head)}`;
}

/** Whether this could be a token: its form and its check are right. */
export function isToken(presented: string): presented is ApiToken {
  return FORM.test(presented) && presented.slice(-8) === checkOf(presented.slice(0, -8));
}

/** What is stored of it. */
export const tokenHash = (token: ApiToken): Buffer => createHash('sha256').update(token).digest();

/** The token of an `Authorization: Bearer …` header; null where there is none of this form. */
export function bearerOf(authorization: string | null): ApiToken | null {
  const presented = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return isToken(presented) ? presented : null;
}

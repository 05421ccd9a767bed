import { createHmac, timingSafeEqual } from 'node:crypto';
import { type OptionalKind, optionalKinds } from '#db/schema/vocabulary.ts';
import { derive } from '#db/secret.ts';
import { sessionSecret } from '#db/session-secret.ts';

const FORM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([a-z_]+)\.([\w-]{43})$/;

/** Whose letters of which kind a link stops. */
export interface Stop {
  userId: string;
  kind: OptionalKind;
}

/**
 * What stands in the link of a letter that its reader may do without: whose it is, of which kind, and what only this
 * installation can make of both. It stops these letters and opens nothing.
 */
export function stopToken({ userId, kind }: Stop, secret = sessionSecret()): string {
  return `${userId}.${kind}.${seal(`${userId}.${kind}`, secret)}`;
}

/** What a token stops; undefined: it is none of ours. */
export function stopOf(token: string, secret = sessionSecret()): Stop | undefined {
  const [, userId = '', kind = '', sealed = ''] = FORM.exec(token) ?? [];
  const optional = optionalKinds.find((one) => one === kind);
  if (!optional) return undefined;
  const expected = Buffer.from(seal(`${userId}.${kind}`, secret));
  return timingSafeEqual(Buffer.from(sealed), expected) ? { userId, kind: optional } : undefined;
}

const seal = (text: string, secret: string) =>
  createHmac('sha256', derive(secret, 'letter-stops')).update(text).digest('base64url');

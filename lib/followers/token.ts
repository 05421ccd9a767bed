import { createHash, createHmac } from 'node:crypto';
import { derive } from '#db/secret.ts';
import { sessionSecret } from '#db/session-secret.ts';
import type { FollowerProof } from './inputs.ts';

const FORM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/**
 * What stands in the links of a follower's letters: its id, and what only this installation can make of it. So no letter
 * needs a token that is kept anywhere; the database keeps its hash.
 */
export function followerToken(followerId: string, secret = sessionSecret()): string {
  return `${followerId}.${createHmac('sha256', derive(secret, 'followers')).update(followerId).digest('base64url')}`;
}

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** What a token proves; undefined: it has not the form of one. Whether it is anybody's, the database says. */
export function proofOf(token: string): FollowerProof | undefined {
  const followerId = FORM.exec(token)?.[1];
  return followerId === undefined ? undefined : { followerId, tokenHash: hashOfToken(token) };
}

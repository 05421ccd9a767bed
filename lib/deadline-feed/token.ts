import { createHash, randomBytes } from 'node:crypto';

/** The secret in a calendar's address: 32 random bytes as base64url. Only its SHA-256 is stored. */
export type FeedToken = string;

export const newFeedToken = (): FeedToken => randomBytes(32).toString('base64url');

/** Whether this could be one: of the form, and so worth asking for. */
export const isFeedToken = (presented: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(presented);

/** What is stored of it. */
export const feedTokenHash = (token: FeedToken): Buffer => createHash('sha256').update(token).digest();

/** The address that a calendar asks, without its origin. */
export const feedPath = (token: FeedToken): string => `/calendar/${token}/deadlines.ics`;

import 'server-only';
import { cookies, headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { connection } from 'next/server';
import { cache } from 'react';
import { webPool } from '#db/client.ts';
import { byPageOf, bySession, bySettledSession, type Opening } from '#db/transaction.ts';
import type { Actor, Installation, SubscriberActor, VendorActor } from '#lib/access/actor.ts';
import { newsTypes } from '#lib/bell/news.ts';
import { type Awaiting, type Reader, read } from '#lib/command/read.ts';
import { cookieName, open } from './envelope.ts';
import { secretHash } from './session.ts';

/** Who a page is for. */
export type Audience = 'anyone' | 'signed_in' | 'subscriber' | 'privacy_admin' | 'legal';

interface ActorFor {
  anyone: Actor;
  signed_in: SubscriberActor | VendorActor;
  subscriber: SubscriberActor;
  privacy_admin: VendorActor;
  legal: VendorActor;
}

/** The hash of this browser's session; null: it has none. */
export async function requestSession(): Promise<Buffer | null> {
  const secret = await open((await cookies()).get(cookieName())?.value);
  return secret ? secretHash(secret) : null;
}

/**
 * The opening of whoever sends this request, for actions and files. Whoever still has the password that the desk made is
 * nobody here, since an action is answered before its page could lead elsewhere.
 */
export async function requestOpening(): Promise<Opening> {
  return bySettledSession(webPool(), await requestSession());
}

/** The same, with whatever password: for pages, which lead to changing it, and for changing it. */
export async function unsettledOpening(): Promise<Opening> {
  return bySession(webPool(), await requestSession());
}

/** Where a password that the desk made is changed to one's own. */
export const OWN_PASSWORD = '/account/password';

/**
 * Reads one page: one transaction, under the reader's own role. Nobody signed in goes to `/sign-in` and comes back
 * here; a wrong role gets the 403 page; `undefined` from `work` is the 404 page, the same for someone else's record
 * and for none. Whoever still has the password that the desk made changes it before anything else.
 */
export async function page<A extends Audience, T>(
  audience: A,
  work: (reader: Reader & { actor: ActorFor[A] }) => Promise<T | undefined>,
): Promise<{ actor: ActorFor[A]; installation: Installation; data: T }> {
  const opening = byPageOf(await unsettledOpening(), newsTypes);
  const got = await read(opening, async (reader) => {
    const { installation, awaiting } = reader;
    if (!admits(audience, reader.actor)) return { actor: reader.actor, installation, awaiting, stopped: true as const };
    const actor = reader.actor as ActorFor[A];
    return { actor, installation, awaiting, data: await work({ ...reader, actor }) };
  }).catch((fault: unknown) => {
    viewer().resolve(null);
    throw fault;
  });
  viewer().resolve(got);
  if (got.awaiting?.passwordDue && !(await requestPath()).startsWith(OWN_PASSWORD)) redirect(OWN_PASSWORD);
  if ('stopped' in got) {
    if (got.actor.role !== 'public') forbidden();
    redirect(`/sign-in?next=${encodeURIComponent(await requestPath())}`);
  }
  if (got.data === undefined) notFound();
  return { actor: got.actor, installation: got.installation, data: got.data };
}

function admits(audience: Audience, { role }: Actor): boolean {
  if (audience === 'anyone') return true;
  return audience === 'signed_in' ? role !== 'public' : role === audience;
}

export interface Viewer {
  actor: Actor;
  installation: Installation;
  awaiting?: Awaiting;
  /** Of a page that is kept for all readers: what it was read at. */
  version?: string;
}

/** Who reads the page of this request, once its transaction has said so; null: it failed. One a request. */
export const viewer = cache(() => Promise.withResolvers<Viewer | null>());

/** Milliseconds after which it is clear that no page will say it: Next answers a few addresses by itself. */
const PATIENCE = 2000;

/**
 * Who reads this page, for what Next renders beside every page in case it has to stand in its place: it takes the word
 * of the page's own transaction, and so asks the database nothing. Null: that has failed.
 */
export async function viewerOfPage(): Promise<Viewer | null> {
  await connection();
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), PATIENCE);
  const told = await Promise.race([viewer().promise, late.promise]);
  clearTimeout(timer);
  return told === 'late' ? page('anyone', async () => null) : told;
}

/** The path and query of this request, as proxy.ts noted them. */
export async function requestPath(): Promise<string> {
  return (await headers()).get('x-demur-path') ?? '/';
}

/** Whether the browser only fetches ahead: such a request is not a reading. */
export async function isPrefetch(): Promise<boolean> {
  const sent = await headers();
  return sent.has('next-router-prefetch') || /prefetch/.test(`${sent.get('purpose')} ${sent.get('sec-purpose')}`);
}

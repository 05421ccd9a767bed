import 'server-only';
import { cookies, headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { webPool } from '#db/client.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import type { Actor, Installation, SubscriberActor, VendorActor } from '#lib/access/actor.ts';
import { type Reader, read } from '#lib/command/read.ts';
import { cookieName, open } from './envelope.ts';
import { secretHash } from './session.ts';

/** Who a page is for. */
export type Audience = 'anyone' | 'subscriber' | 'privacy_admin' | 'legal';

interface ActorFor {
  anyone: Actor;
  subscriber: SubscriberActor;
  privacy_admin: VendorActor;
  legal: VendorActor;
}

/** The opening of whoever sends this request. */
export async function requestOpening(): Promise<Opening> {
  const secret = await open((await cookies()).get(cookieName())?.value);
  return bySession(webPool(), secret ? secretHash(secret) : null);
}

/**
 * Reads one page: one transaction, under the reader's own role. Nobody signed in goes to `/sign-in` and comes back
 * here; a wrong role gets the 403 page; `undefined` from `work` is the 404 page, the same for someone else's record
 * and for none.
 */
export async function page<A extends Audience, T>(
  audience: A,
  work: (reader: Reader & { actor: ActorFor[A] }) => Promise<T | undefined>,
): Promise<{ actor: ActorFor[A]; installation: Installation; data: T }> {
  const got = await read(await requestOpening(), async (reader) => {
    if (audience !== 'anyone' && reader.actor.role !== audience) return { actor: reader.actor, stopped: true as const };
    const actor = reader.actor as ActorFor[A];
    return { actor, installation: reader.installation, data: await work({ ...reader, actor }) };
  });
  if ('stopped' in got) {
    if (got.actor.role !== 'public') forbidden();
    redirect(`/sign-in?next=${encodeURIComponent(await requestPath())}`);
  }
  if (got.data === undefined) notFound();
  return { actor: got.actor, installation: got.installation, data: got.data };
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

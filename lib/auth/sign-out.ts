'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cookieName, open } from './envelope.ts';
import { endSession } from './session.ts';

export async function signOut(): Promise<void> {
  const jar = await cookies();
  const secret = await open(jar.get(cookieName())?.value);
  if (secret) await endSession(secret);
  jar.delete({ name: cookieName(), path: '/' });
  redirect('/sign-in');
}

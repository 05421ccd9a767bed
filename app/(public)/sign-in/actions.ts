'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cookieName, cookieOptions, seal } from '#lib/auth/envelope.ts';
import { originOf } from '#lib/auth/origin.ts';
import { signIn } from '#lib/auth/session.ts';
import { wayBack } from '#lib/auth/way-back.ts';

export interface SignInState {
  sentence: string;
  email: string;
}

export async function signInAction(_before: SignInState | null, form: FormData): Promise<SignInState | null> {
  const email = String(form.get('email') ?? '');
  const sent = await headers();
  const answer = await signIn(
    email,
    String(form.get('password') ?? ''),
    originOf({ 'x-forwarded-for': sent.get('x-forwarded-for') ?? undefined }),
  );
  if (!answer.ok) return { sentence: answer.sentence, email };
  (await cookies()).set(cookieName(), await seal(answer.secret), cookieOptions());
  redirect(wayBack(String(form.get('next') ?? '')));
}

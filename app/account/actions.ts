'use server';

import { revalidatePath } from 'next/cache';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { FeedState } from '#components/account/calendar-feed-form.tsx';
import { entry, type FormState, typedIn } from '#components/ui/form-state.ts';
import { optionalLetters } from '#lib/account/letters-of.ts';
import { act } from '#lib/auth/act.ts';
import { publicAddress } from '#lib/auth/as-public.ts';
import { cookieName, cookieOptions, seal } from '#lib/auth/envelope.ts';
import { originOf } from '#lib/auth/origin.ts';
import { changeOwnPassword } from '#lib/auth/own-password.ts';
import { requestOpening, requestSession, unsettledOpening } from '#lib/auth/reader.ts';
import { endOtherSessions } from '#lib/auth/session.ts';
import { read } from '#lib/command/read.ts';
import { makeCalendarFeed } from '#lib/deadline-feed/make-calendar-feed.ts';
import { revokeCalendarFeed } from '#lib/deadline-feed/revoke-calendar-feed.ts';
import { feedPath } from '#lib/deadline-feed/token.ts';
import { changePreferences } from '#lib/letters/change-preferences.ts';

export async function preferencesAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const gets = typed.gets ?? [];
  const offered = await read(await requestOpening(), async ({ actor }) =>
    'userId' in actor ? optionalLetters(actor.role) : [],
  );
  const outcome = await act(changePreferences, {
    language: entry(typed, 'language'),
    muted: offered.filter((kind) => !gets.includes(kind)),
  });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect('/account?done=letters');
}

export async function makeFeedAction(_before: FeedState | null, form: FormData): Promise<FeedState | null> {
  const outcome = await act(makeCalendarFeed, {});
  if (!outcome.ok) return { refusal: outcome, typed: typedIn(form) };
  revalidatePath('/account');
  return { refusal: null, typed: {}, address: `${publicAddress()}${feedPath(outcome.value.token)}` };
}

export async function revokeFeedAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const outcome = await act(revokeCalendarFeed, {});
  if (!outcome.ok) return { refusal: outcome, typed: typedIn(form) };
  redirect('/account?done=feed_revoked#calendar');
}

export async function signOutElsewhereAction(_before: FormState | null, _form: FormData): Promise<FormState | null> {
  const session = await requestSession();
  if (session) await endOtherSessions(session);
  redirect('/account?done=signed_out#sessions');
}

export async function passwordAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const [present = '', next = '', again = ''] = ['present', 'next', 'again'].map((name) => {
    const typed = form.get(name);
    return typeof typed === 'string' ? typed : '';
  });
  const origin = originOf({ 'x-forwarded-for': (await headers()).get('x-forwarded-for') ?? undefined });
  const outcome = await changeOwnPassword(await unsettledOpening(), { present, next, again }, origin);
  if (!outcome.ok) return { refusal: outcome, typed: {} };
  (await cookies()).set(cookieName(), await seal(outcome.secret), cookieOptions());
  redirect('/account?done=password');
}

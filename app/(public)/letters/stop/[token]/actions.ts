'use server';

import { redirect } from 'next/navigation';
import { type FormState, typedIn } from '#components/ui/form-state.ts';
import { keepAsPublic } from '#lib/auth/as-public.ts';
import { refuse } from '#lib/command/refusal.ts';
import { askToStopLetters } from '#lib/post/ask-to-stop-letters.ts';
import { stopOf } from '#lib/post/stop-token.ts';

/** Stops letters of the kind that the link is for. */
export async function stopAction(_: FormState | null, form: FormData): Promise<FormState | null> {
  const token = String(form.get('token') ?? '');
  const stop = stopOf(token);
  const outcome = stop ? await keepAsPublic(askToStopLetters, stop) : undefined;
  if (outcome?.ok) redirect(`/letters/stop/${token}?done=1`);
  return {
    refusal: refuse('not_found', 'This link stops no letters: choose yours in your account.'),
    typed: typedIn(form),
  };
}

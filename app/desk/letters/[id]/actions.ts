'use server';

import { redirect } from 'next/navigation';
import { entry, type FormState, typedIn } from '#components/ui/form-state.ts';
import { act } from '#lib/auth/act.ts';
import { sendLetterAgain } from '#lib/letters/send-letter-again.ts';
import { writeLetterAgain } from '#lib/letters/write-letter-again.ts';

export async function sendAgainAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const [idempotencyKey, letterId, userId] = ['idempotencyKey', 'letterId', 'userId'].map((name) => entry(typed, name));
  const outcome = await act(sendLetterAgain, { idempotencyKey, letterId, userId });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`/desk/letters/${letterId}?done=again`);
}

export async function writeAgainAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const [idempotencyKey, letterId] = ['idempotencyKey', 'letterId'].map((name) => entry(typed, name));
  const outcome = await act(writeLetterAgain, { idempotencyKey, letterId });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`/desk/letters/${outcome.value.letterId}?done=owed`);
}

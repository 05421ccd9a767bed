'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { SayState } from '#components/notices/say-form.tsx';
import { type FormState, typedIn } from '#components/ui/form-state.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { act } from '#lib/auth/act.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { askMoreTime } from '#lib/notices/ask-more-time.ts';
import { askQuestion } from '#lib/notices/ask-question.ts';
import { recordAcceptance } from '#lib/notices/record-acceptance.ts';
import { requestEarlyStart } from '#lib/notices/request-early-start.ts';
import { takeBackAcceptance } from '#lib/notices/take-back-acceptance.ts';
import { say } from '../../say.ts';

type Before = FormState | null;

/** An answer without words, after which its page says what it did. */
async function answer<I, S, D extends Decided, R>(
  command: Command<I, S, D, R, SubscriberActor>,
  form: FormData,
): Promise<FormState | null> {
  const noticeId = String(form.get('noticeId') ?? '');
  const outcome = await act(command, { noticeId });
  if (!outcome.ok) return { refusal: outcome, typed: typedIn(form) };
  revalidatePath('/changes');
  redirect(`/changes/${noticeId}`);
}

export async function acceptAction(_: Before, form: FormData): Promise<FormState | null> {
  return answer(recordAcceptance, form);
}

export async function takeBackAction(_: Before, form: FormData): Promise<FormState | null> {
  return answer(takeBackAcceptance, form);
}

export async function earlyStartAction(_: Before, form: FormData): Promise<FormState | null> {
  return answer(requestEarlyStart, form);
}

export async function questionAction(_: SayState | null, form: FormData): Promise<SayState> {
  return andBack(await say(askQuestion, form, 'noticeId'), form);
}

export async function moreTimeAction(_: SayState | null, form: FormData): Promise<SayState> {
  return andBack(await say(askMoreTime, form, 'noticeId'), form);
}

/** What was said stands on the notice's page, where its writer then is. */
function andBack(state: SayState, form: FormData): SayState {
  if (state.refusal) return state;
  redirect(`/changes/${String(form.get('noticeId') ?? '')}#messages`);
}

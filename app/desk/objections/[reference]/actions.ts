'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import type { AssessState } from '#components/desk/assess-form.tsx';
import type { SayState } from '#components/notices/say-form.tsx';
import { entry, type FormState, type Typed, typedIn } from '#components/ui/form-state.ts';
import { act } from '#lib/auth/act.ts';
import { requestPath } from '#lib/auth/reader.ts';
import type { Outcome } from '#lib/command/refusal.ts';
import { sendMessage } from '#lib/notices/send-message.ts';
import { admitObjection } from '#lib/objections/admit-objection.ts';
import { assessGrounds } from '#lib/objections/assess-grounds.ts';
import { requestInformation } from '#lib/objections/request-information.ts';
import { resumeReview } from '#lib/objections/resume-review.ts';
import { startReview } from '#lib/objections/start-review.ts';
import { completeAction } from '#lib/resolutions/complete-action.ts';
import { makeDataStatement } from '#lib/resolutions/make-data-statement.ts';
import type { Done } from './done.ts';

/** Back to the case, which then says what has been done; the filter of the queue beside it stays. */
async function back(done: Done): Promise<never> {
  const here = new URL(await requestPath(), 'http://here.invalid');
  here.searchParams.set('done', done);
  redirect(`${here.pathname}${here.search}`);
}

async function then(outcome: Outcome<unknown>, typed: Typed, done: Done): Promise<FormState> {
  if (!outcome.ok) return { refusal: outcome, typed };
  return back(done);
}

export async function startReviewAction(_before: FormState | null, form: FormData): Promise<FormState> {
  const typed = typedIn(form);
  return then(await act(startReview, { objectionId: entry(typed, 'objectionId') }), typed, 'review');
}

export async function resumeReviewAction(_before: FormState | null, form: FormData): Promise<FormState> {
  const typed = typedIn(form);
  return then(await act(resumeReview, { objectionId: entry(typed, 'objectionId') }), typed, 'resumed');
}

export async function admitAction(_before: FormState | null, form: FormData): Promise<FormState> {
  const typed = typedIn(form);
  const [objectionId, reason, dataAlreadySent] = ['objectionId', 'reason', 'dataAlreadySent'].map((name) =>
    entry(typed, name),
  );
  return then(await act(admitObjection, { objectionId, reason, dataAlreadySent }), typed, 'admitted');
}

export async function completeActionAction(_before: FormState | null, form: FormData): Promise<FormState> {
  const typed = typedIn(form);
  const [actionId, evidence] = [entry(typed, 'actionId'), entry(typed, 'evidence')];
  return then(await act(completeAction, { actionId, evidence }), typed, 'completed');
}

export async function dataStatementAction(_before: FormState | null, form: FormData): Promise<FormState> {
  const typed = typedIn(form);
  const [resolutionId, statement, detail] = ['resolutionId', 'statement', 'detail'].map((name) => entry(typed, name));
  return then(await act(makeDataStatement, { resolutionId, statement, detail }), typed, 'stated');
}

/** A message, or a question on which the case then waits. */
export async function sayAction(_before: SayState | null, form: FormData): Promise<SayState> {
  const typed = typedIn(form);
  const [noticeId, objectionId, idempotencyKey] = ['noticeId', 'objectionId', 'idempotencyKey'].map((name) =>
    entry(typed, name),
  );
  const said = { idempotencyKey, body: entry(typed, 'body') ?? '' };
  const outcome =
    entry(typed, 'as') === 'request'
      ? await act(requestInformation, { objectionId, ...said })
      : await act(sendMessage, { noticeId, ...said });
  if (!outcome.ok) return { refusal: outcome, typed, said: null };
  refresh();
  return { refusal: null, typed: {}, said: idempotencyKey ?? null };
}

/** Records each ground whose assessment or note differs from the one that stands; each is an entry of its own. */
export async function assessAction(_before: AssessState | null, form: FormData): Promise<AssessState> {
  const typed = typedIn(form);
  const objectionId = entry(typed, 'objectionId');
  let recorded = 0;
  for (const category of typed.category ?? []) {
    const field = (name: string) => entry(typed, `${category}.${name}`)?.trim() ?? '';
    const [assessment, note] = [field('assessment'), field('note')];
    if (!assessment || (assessment === field('stands') && note === field('stood'))) continue;
    const outcome = await act(assessGrounds, { objectionId, category, assessment, note });
    if (!outcome.ok) return { refusal: outcome, typed, recorded };
    recorded += 1;
  }
  if (recorded > 0) refresh();
  return { refusal: null, typed, recorded };
}

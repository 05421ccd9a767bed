'use server';

import { redirect } from 'next/navigation';
import type { ObjectionState } from '#components/objections/form-shown.ts';
import {
  controlsOf,
  draftOf,
  type FormValues,
  valuesTyped,
  withAnotherAction,
} from '#components/objections/form-values.ts';
import { entry, type FormState, type Typed, typedIn } from '#components/ui/form-state.ts';
import { act, keepFor } from '#lib/auth/act.ts';
import { page } from '#lib/auth/reader.ts';
import { invalid } from '#lib/command/command.ts';
import type { Outcome, Refusal } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { discardDraft } from '#lib/objections/discard-draft.ts';
import { fileObjection } from '#lib/objections/file-objection.ts';
import { objectionInput } from '#lib/objections/inputs.ts';
import { objectionForm } from '#lib/objections/objection-form.ts';
import { removeFile } from '#lib/objections/remove-file.ts';
import { saveDraft } from '#lib/objections/save-draft.ts';

/** Keeps what has been typed so far; the form calls it a moment after each change. */
export async function saveDraftAction(noticeId: string, content: unknown): Promise<Outcome<{ savedAt: Instant }>> {
  return keepFor(saveDraft, { noticeId, content });
}

/**
 * Every step of the form, with scripts or without: `intent` says which button was pressed. Whatever comes of it,
 * what was typed is kept as the draft and given back.
 */
export async function objectionAction(_: ObjectionState | null, form: FormData): Promise<ObjectionState> {
  const typed = typedIn(form);
  const values = valuesTyped(typed);
  const remove = entry(typed, 'remove');
  if (remove !== undefined) return removed(values, remove);
  switch (entry(typed, 'intent')) {
    case 'file':
      return filed(values, typed);
    case 'review':
      return reviewed(values, typed);
    case 'add':
      return saved(withAnotherAction(values));
    default:
      return saved(values);
  }
}

/** Throws the draft away, and goes back to the change. */
export async function discardAction(_: FormState | null, form: FormData): Promise<FormState | null> {
  const noticeId = String(form.get('noticeId') ?? '');
  const outcome = await keepFor(discardDraft, { noticeId });
  if (!outcome.ok) return { refusal: outcome, typed: typedIn(form) };
  redirect(`/changes/${noticeId}`);
}

const again = (typed: Typed): ObjectionState => ({ refusal: null, typed, review: null, savedAt: null });

async function saved(values: FormValues): Promise<ObjectionState> {
  const outcome = await keepFor(saveDraft, { noticeId: values.noticeId, content: draftOf(values) });
  const typed = asTyped(values);
  return outcome.ok ? { ...again(typed), savedAt: outcome.value.savedAt } : { ...again(typed), refusal: outcome };
}

async function removed(values: FormValues, fileId: string): Promise<ObjectionState> {
  const gone = await keepFor(removeFile, { fileId });
  const state = await saved({ ...values, fileIds: values.fileIds.filter((id) => id !== fileId) });
  return gone.ok || gone.code === 'not_found' ? state : { ...state, refusal: gone };
}

async function reviewed(values: FormValues, typed: Typed): Promise<ObjectionState> {
  const state = await saved(values);
  if (state.refusal) return { ...state, typed };
  const parsed = objectionInput.safeParse(values);
  if (!parsed.success) return { ...state, typed, refusal: invalid(parsed.error) };
  const { data } = await page('subscriber', (reader) => objectionForm(reader, values.noticeId));
  if (data.refusal) return { ...state, typed, refusal: data.refusal };
  return { ...state, typed, review: { now: data.now, closesAt: data.closesAt } };
}

async function filed(values: FormValues, typed: Typed): Promise<ObjectionState> {
  const outcome = await act(fileObjection, values);
  if (outcome.ok) redirect(`/objections/${outcome.value.reference}?filed=now`);
  return refusedFiling(values, typed, outcome);
}

/** What is wrong with a field is shown at the field; all else where the button was pressed. */
async function refusedFiling(values: FormValues, typed: Typed, refusal: Refusal): Promise<ObjectionState> {
  if (refusal.fields || refusal.code === 'not_signed_in') return { ...again(typed), refusal };
  const { data } = await page('subscriber', (reader) => objectionForm(reader, values.noticeId));
  return { ...again(typed), refusal, review: { now: data.now, closesAt: data.closesAt } };
}

function asTyped(values: FormValues): Typed {
  const typed: Record<string, string[]> = {};
  for (const [name, value] of controlsOf(values)) typed[name] = [...(typed[name] ?? []), value];
  return typed;
}

'use server';

import { redirect } from 'next/navigation';
import type { DraftState } from '#components/desk/publishing/draft-form.tsx';
import { entry, type FormState, rowNumbers, type Typed, typedIn } from '#components/ui/form-state.ts';
import { act, keepFor } from '#lib/auth/act.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { type Preview, previewDraft } from '#lib/changes/draft-queries.ts';
import { publishChange } from '#lib/changes/publish-change.ts';
import { saveChangeDraft } from '#lib/changes/save-change-draft.ts';
import { recordId } from '#lib/command/inputs.ts';
import { read } from '#lib/command/read.ts';
import { isRefusal, notFound as noRecord, type Refusal, refuse } from '#lib/command/refusal.ts';
import { contentFrom, typedFrom } from './draft-content.ts';

const stepOf = (draftId: string, step?: string) => `/desk/changes/new?draft=${draftId}${step ? `&step=${step}` : ''}`;

/** Keeps what was typed, and goes on only with a change that can be read. */
export async function saveDraftAction(before: DraftState | null, form: FormData): Promise<DraftState | null> {
  const sent = typedIn(form);
  const round = (before?.round ?? 0) + 1;
  const draftId = entry(sent, 'draftId') || null;
  const moved = entry(sent, 'rows');
  const typed = typedFrom(contentFrom(sent));
  if (moved) return { refusal: null, typed: withRowsMoved(sent, moved), draftId, round };

  const kept = await keepFor(saveChangeDraft, { draftId, content: contentFrom(sent) });
  if (!kept.ok) return { refusal: kept, typed, draftId, round };
  const id = kept.value.draftId;
  if (entry(sent, 'go') === 'save') redirect(stepOf(id));
  const refusal = await whyNotYet(id);
  if (refusal) return { refusal, typed, draftId: id, round };
  redirect(stepOf(id, 'audience'));
}

/** The start of a draft, changed where the dates are shown. */
export async function saveStartAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const draftId = entry(typed, 'draftId') ?? '';
  const preview = await previewOf(draftId);
  if (isRefusal(preview)) return { refusal: preview, typed };
  const content = { ...preview.draft.content, plannedStartOn: entry(typed, 'plannedStartOn') ?? '' };
  const kept = await keepFor(saveChangeDraft, { draftId, content });
  if (!kept.ok) return { refusal: kept, typed };
  const refusal = await whyNotYet(draftId, 'with the dates');
  if (refusal) return { refusal, typed };
  redirect(stepOf(draftId, 'dates'));
}

/** The register has moved on, the draft was compared with it, and stands as it is. */
export async function compareAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const draftId = entry(typed, 'draftId') ?? '';
  const preview = await previewOf(draftId);
  if (isRefusal(preview)) return { refusal: preview, typed };
  const kept = await keepFor(saveChangeDraft, { draftId, content: preview.draft.content, refresh: true });
  if (!kept.ok) return { refusal: kept, typed };
  redirect(stepOf(draftId, 'publish'));
}

export async function publishAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(publishChange, { draftId: entry(typed, 'draftId') });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`/desk/changes/${outcome.value.changeId}?published=1`);
}

/** What stands between a kept draft and the next step. A start that is too early is settled where the dates are shown. */
async function whyNotYet(draftId: string, dates?: 'with the dates'): Promise<Refusal | undefined> {
  const preview = await previewOf(draftId);
  if (isRefusal(preview)) return preview;
  return preview.refusals.find(({ code }) => dates !== undefined || code !== 'start_before_close');
}

async function previewOf(draftId: string): Promise<Preview | Refusal> {
  const known = recordId.safeParse(draftId);
  if (!known.success) return noRecord();
  return read(await requestOpening(), async (reader) => {
    if (reader.actor.role === 'public') return refuse('not_signed_in', 'Sign in first. What you typed is still here.');
    if (reader.actor.role !== 'privacy_admin') return noRecord();
    return (await previewDraft(reader, known.data)) ?? noRecord();
  });
}

/** Without scripts: the form as it is after a row was added or taken out. Nothing is kept or checked yet. */
function withRowsMoved(sent: Typed, moved: string): Typed {
  const [verb, path = ''] = moved.split(' ');
  if (verb === 'add') return { ...sent, [`${path}.${Math.max(-1, ...rowNumbers(sent, path)) + 1}.new`]: [''] };
  return Object.fromEntries(Object.entries(sent).filter(([name]) => !name.startsWith(`${path}.`)));
}

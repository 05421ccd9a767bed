'use server';

import { redirect } from 'next/navigation';
import type { DraftState } from '#components/desk/publishing/draft-form.tsx';
import { entry, type FormState, rowNumbers, type Typed, typedIn } from '#components/ui/form-state.ts';
import { act, keepFor } from '#lib/auth/act.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { answerApproval } from '#lib/changes/answer-approval.ts';
import { askApproval } from '#lib/changes/ask-approval.ts';
import { discardChangeDraft } from '#lib/changes/discard-change-draft.ts';
import { type Preview, previewDraft } from '#lib/changes/draft-queries.ts';
import { publish } from '#lib/changes/publish.ts';
import { compareChangeDraft, saveDraftedChange } from '#lib/changes/save-change-draft.ts';
import { recordId } from '#lib/command/inputs.ts';
import { read } from '#lib/command/read.ts';
import { isRefusal, notFound as noRecord, type Refusal, refuse } from '#lib/command/refusal.ts';
import { wizardAt } from './asked.ts';
import { contentFrom, typedFrom } from './draft-content.ts';

/** Keeps what was typed of one change, and goes on only with a change that can be read. */
export async function saveDraftAction(before: DraftState | null, form: FormData): Promise<DraftState | null> {
  const sent = typedIn(form);
  const round = (before?.round ?? 0) + 1;
  const draftId = entry(sent, 'draftId') || null;
  const moved = entry(sent, 'rows');
  const [key, note] = [entry(sent, 'key') ?? '', entry(sent, 'note') ?? ''];
  const typed = { ...typedFrom(contentFrom(sent)), key: [key], note: [note] };
  if (moved) return { refusal: null, typed: withRowsMoved(sent, moved), draftId, round };

  const kept = await keepFor(saveDraftedChange, { draftId, key, note, fields: contentFrom(sent) });
  if (!kept.ok) return { refusal: kept, typed, draftId, round };
  const draft = kept.value.draftId;
  if (entry(sent, 'go') === 'save') redirect(wizardAt({ draft, change: key }));
  if (entry(sent, 'go') === 'another') redirect(wizardAt({ draft, change: 'another' }));
  const preview = await previewOf(draft);
  if (isRefusal(preview)) return { refusal: preview, typed, draftId: draft, round };
  const refusal = whyNotYet(preview, key);
  if (refusal) return { refusal, typed, draftId: draft, round };
  const other = preview.changes.find((one) => whyNotYet(preview, one.key));
  redirect(wizardAt(other ? { draft, change: other.key } : { draft, step: 'audience', change: key }));
}

/** The start of a drafted change, changed where the dates are shown. */
export async function saveStartAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const draftId = entry(typed, 'draftId') ?? '';
  const key = entry(typed, 'key') ?? '';
  const urgency = entry(typed, 'urgent') ? { reason: entry(typed, 'urgentReason') ?? '' } : null;
  const fields = { plannedStartOn: entry(typed, 'plannedStartOn') ?? '', urgent: urgency };
  const kept = await keepFor(saveDraftedChange, { draftId, key, fields });
  if (!kept.ok) return { refusal: kept, typed };
  const preview = await previewOf(draftId);
  if (isRefusal(preview)) return { refusal: preview, typed };
  const refusal = preview.changes.find((one) => one.key === key)?.refusals[0];
  if (refusal) return { refusal, typed };
  redirect(wizardAt({ draft: draftId, step: 'dates' }));
}

/** Takes a change out of a draft. */
export async function removeChangeAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const draftId = entry(typed, 'draftId') ?? '';
  const kept = await keepFor(saveDraftedChange, { draftId, key: entry(typed, 'key') ?? '', fields: null });
  if (!kept.ok) return { refusal: kept, typed };
  redirect(wizardAt({ draft: draftId }));
}

/** The register has moved on, the draft was compared with it, and stands as it is. */
export async function compareAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const draftId = entry(typed, 'draftId') ?? '';
  const kept = await keepFor(compareChangeDraft, { draftId, comparedWith: Number(entry(typed, 'comparedWith')) });
  if (!kept.ok) return { refusal: kept, typed };
  redirect(wizardAt({ draft: draftId, step: 'publish' }));
}

/** Deletes a draft. */
export async function discardAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const gone = await keepFor(discardChangeDraft, { draftId: entry(typed, 'draftId') });
  if (!gone.ok) return { refusal: gone, typed };
  redirect('/desk/changes');
}

/** Asks another privacy admin to approve a draft as it stands. */
export async function askApprovalAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const draftId = entry(typed, 'draftId');
  const asked = await act(askApproval, { draftId });
  if (!asked.ok) return { refusal: asked, typed };
  redirect(wizardAt({ draft: draftId, step: 'publish' }));
}

/** Approves what another privacy admin drafted, or sends it back. */
export async function answerApprovalAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const said = ['approvalId', 'contentSha256', 'answer', 'reason'].map((name) => [name, entry(typed, name)]);
  const answered = await act(answerApproval, Object.fromEntries(said));
  if (!answered.ok) return { refusal: answered, typed };
  redirect(wizardAt({ draft: answered.value.draftId, step: 'publish' }));
}

export async function publishAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await publish(await requestOpening(), {
    draftId: entry(typed, 'draftId'),
    shown: entry(typed, 'shown') ?? '',
    despite: entry(typed, 'despite') === 'on',
  });
  if (!outcome.ok) return { refusal: outcome, typed };
  const { version, changes } = outcome.value;
  const [only] = changes;
  redirect(
    only && changes.length === 1 ? `/desk/changes/${only.changeId}?published=1` : `/desk/changes?published=${version}`,
  );
}

/** What stands between a kept change and the next step. A start that is too early is settled where the dates are shown. */
function whyNotYet(preview: Preview, key: string): Refusal | undefined {
  const refusals = preview.changes.find((one) => one.key === key)?.refusals ?? [];
  return [...refusals, ...preview.refusals].find(({ code }) => code !== 'start_before_close');
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

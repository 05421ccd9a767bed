'use server';

import { redirect } from 'next/navigation';
import { entry, type FormState, typedIn } from '#components/ui/form-state.ts';
import { act, keepFor } from '#lib/auth/act.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { recordId } from '#lib/command/inputs.ts';
import { read } from '#lib/command/read.ts';
import { notFound, type Refusal } from '#lib/command/refusal.ts';
import { correctCompanies } from '#lib/imports/correct-companies.ts';
import { draftRegister } from '#lib/imports/draft-register.ts';
import { keptFile } from '#lib/imports/queries.ts';
import { importRegister } from '#lib/register/import-register.ts';

/** What was shown becomes a draft of changes; the wizard goes on from there. */
export async function draftAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const [uploadId, note, reason] = ['uploadId', 'note', 'reason'].map((name) => entry(typed, name));
  const plannedStartOn = entry(typed, 'plannedStartOn')?.trim() || null;
  const against = Number(entry(typed, 'against'));
  const outcome = await keepFor(draftRegister, { uploadId, against, note, reason, plannedStartOn });
  if (!outcome.ok) return { refusal: outcome, typed };
  const { draftIds } = outcome.value;
  redirect(draftIds.length > 1 ? '/desk/changes' : `/desk/changes/new?draft=${draftIds[0]}`);
}

/** The facts of companies, at once and on the record; then the difference that is left. */
export async function correctAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const uploadId = recordId.safeParse(entry(typed, 'uploadId'));
  const [reason = '', shown = ''] = ['factsReason', 'shown'].map((name) => entry(typed, name));
  const outcome = uploadId.success
    ? await correctCompanies(await requestOpening(), { uploadId: uploadId.data, shown, reason })
    : notFound();
  if (!outcome.ok) return { refusal: renamed(outcome), typed };
  redirect(`/desk/register/import?file=${entry(typed, 'uploadId')}`);
}

/** Two forms stand on the page, and each has a reason of its own. */
function renamed({ fields = {}, ...refusal }: Refusal): Refusal {
  const { reason, ...others } = fields;
  return { ...refusal, fields: reason ? { ...others, factsReason: reason } : others };
}

/** The first register: what was shown becomes policy version 1. */
export async function importAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const uploadId = recordId.safeParse(entry(typed, 'uploadId'));
  const opening = await requestOpening();
  // under the reader's own role: whoever may not see it has no such file
  const file = uploadId.success ? await read(opening, (reader) => keptFile(reader, uploadId.data)) : undefined;
  const outcome = file === undefined ? notFound() : await act(importRegister, file);
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect('/desk/register');
}

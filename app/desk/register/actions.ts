'use server';

import { redirect } from 'next/navigation';
import { entry, type FormState, type Typed, typedIn } from '#components/ui/form-state.ts';
import { act, keepFor } from '#lib/auth/act.ts';
import type { Outcome } from '#lib/command/refusal.ts';
import { attestMeasure } from '#lib/diligence/attest-measure.ts';
import { recordCertification } from '#lib/diligence/record-certification.ts';
import { removeEvidence } from '#lib/diligence/store-evidence.ts';
import { amendSubprocessor } from '#lib/register/amend-subprocessor.ts';

const orNull = (typed: Typed, name: string) => entry(typed, name)?.trim() || null;
const evidenceIn = (typed: Typed) => ({
  subprocessorId: entry(typed, 'subprocessorId'),
  note: entry(typed, 'note'),
  fileId: orNull(typed, 'fileId'),
  supersedes: orNull(typed, 'supersedes'),
});
const pageOf = (typed: Typed) => `/desk/register/${encodeURIComponent(entry(typed, 'slug') ?? '')}`;

function answer(typed: Typed, outcome: Outcome<unknown>, part = ''): FormState {
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`${pageOf(typed)}${part}`);
}

export async function attestAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const [item, attestedOn, nextReviewOn] = ['item', 'attestedOn', 'nextReviewOn'].map((name) => entry(typed, name));
  const outcome = await act(attestMeasure, { ...evidenceIn(typed), item, attestedOn, nextReviewOn });
  return answer(typed, outcome, '#diligence');
}

export async function certificationAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const [name, validTo, held] = [entry(typed, 'name'), orNull(typed, 'validTo'), entry(typed, 'held') !== 'no'];
  const outcome = await act(recordCertification, { ...evidenceIn(typed), name, validTo, held });
  return answer(typed, outcome, '#diligence');
}

export async function amendAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const texts = ['subprocessorId', 'legalName', 'group', 'address', 'contact', 'reason'].map((name) => [
    name,
    entry(typed, name),
  ]);
  const facts = { ...Object.fromEntries(texts), website: orNull(typed, 'website'), tier: Number(entry(typed, 'tier')) };
  const stood = parsedJson(entry(typed, 'stood'));
  return answer(typed, await act(amendSubprocessor, { ...facts, stood }));
}

/** What is none is handed on as it is, for the schema to say so. */
function parsedJson(typed: string | undefined): unknown {
  try {
    return JSON.parse(typed ?? '');
  } catch {
    return typed;
  }
}

/** A file that nothing names yet. */
export async function removeEvidenceAction(form: FormData): Promise<void> {
  const typed = typedIn(form);
  await keepFor(removeEvidence, { fileId: entry(typed, 'fileId') });
  redirect(`${pageOf(typed)}#diligence`);
}

'use server';

import { redirect } from 'next/navigation';
import { entry, type FormState, type Typed, typedIn } from '#components/ui/form-state.ts';
import { act, keepFor } from '#lib/auth/act.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import type { Outcome } from '#lib/command/refusal.ts';
import { attestMeasure } from '#lib/diligence/attest-measure.ts';
import { keepEvidence } from '#lib/diligence/keep-evidence.ts';
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

/** What was typed, and the file that came along, stored and named among it: a refusal later on does not lose it. */
async function withFile(form: FormData): Promise<FormState> {
  const typed = typedIn(form);
  const file = form.get('file');
  // none chosen: a browser says so by an empty name, React by the word
  if (!(file instanceof File) || (file.size === 0 && ['', 'undefined'].includes(file.name)))
    return { refusal: null, typed };
  const sent = { name: file.name, length: file.size, body: file.stream() };
  const stored = await keepEvidence(await requestOpening(), entry(typed, 'subprocessorId') ?? '', sent);
  if (stored.ok)
    return { refusal: null, typed: { ...typed, fileId: [stored.value.fileId], fileName: [stored.value.name] } };
  return { refusal: { ...stored, fields: { file: stored.sentence } }, typed };
}

export async function attestAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const sent = await withFile(form);
  if (sent.refusal) return sent;
  const { typed } = sent;
  const [item, attestedOn, nextReviewOn] = ['item', 'attestedOn', 'nextReviewOn'].map((name) => entry(typed, name));
  const outcome = await act(attestMeasure, { ...evidenceIn(typed), item, attestedOn, nextReviewOn });
  return answer(typed, outcome, '#diligence');
}

export async function certificationAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const sent = await withFile(form);
  if (sent.refusal) return sent;
  const { typed } = sent;
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

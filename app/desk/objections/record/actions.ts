'use server';

import { redirect } from 'next/navigation';
import type { RecordState } from '#components/desk/record-form.tsx';
import { entry, rowNumbers, type Typed, typedIn } from '#components/ui/form-state.ts';
import { act, keepFor } from '#lib/auth/act.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import { recordObjection } from '#lib/objections/record-objection.ts';
import { removeFile } from '#lib/objections/remove-file.ts';
import { inTheirName, recordedFrom, statedInstant } from './recorded-fields.ts';

export async function recordAction(before: RecordState | null, form: FormData): Promise<RecordState> {
  const typed = typedIn(form);
  const round = (before?.round ?? 0) + 1;
  const refused = (refusal: Refusal | null): RecordState => ({ refusal, typed, round });
  const remove = entry(typed, 'remove');
  if (remove !== undefined) {
    const gone = await keepFor(removeFile, { fileId: remove });
    return refused(gone.ok || gone.code === 'not_found' ? null : gone);
  }
  const moved = entry(typed, 'rows');
  if (moved) return { refusal: null, typed: withRowsMoved(typed, moved), round };

  const stated = statedInstant(typed, await zoneHere());
  if ('wrong' in stated)
    return refused(refuse('invalid_input', stated.wrong, { fields: { receivedAt: stated.wrong } }));
  const outcome = await act(recordObjection, recordedFrom(typed, stated.instant));
  if (!outcome.ok) return refused({ ...outcome, fields: outcome.fields && inTheirName(outcome.fields) });
  redirect(`/desk/objections/${outcome.value.reference}?done=recorded`);
}

async function zoneHere(): Promise<string> {
  return read(await requestOpening(), async ({ installation }) => installation.zone);
}

/** Without scripts: the form as it is after an action was added or taken out. */
function withRowsMoved(typed: Typed, moved: string): Typed {
  const [verb, path = ''] = moved.split(' ');
  if (verb === 'add') return { ...typed, [`${path}.${Math.max(-1, ...rowNumbers(typed, path)) + 1}`]: [''] };
  return Object.fromEntries(Object.entries(typed).filter(([name]) => name !== path));
}

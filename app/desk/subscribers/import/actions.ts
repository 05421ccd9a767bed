'use server';

import { redirect } from 'next/navigation';
import { entry, type FormState, typedIn } from '#components/ui/form-state.ts';
import { act } from '#lib/auth/act.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { recordId } from '#lib/command/inputs.ts';
import { read } from '#lib/command/read.ts';
import { refuse } from '#lib/command/refusal.ts';
import { importParties } from '#lib/parties/import-parties.ts';
import { uploadedFile } from '#lib/parties/upload-query.ts';

/** Records the very file that was shown, if it would still do what was shown. */
export async function importAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const uploadId = recordId.safeParse(entry(typed, 'uploadId'));
  const [sha256 = '', shown] = ['sha256', 'shown'].map((name) => entry(typed, name));
  const opening = await requestOpening();
  // under the reader's own role: whoever may not see it has no such file
  const content = uploadId.success
    ? await read(opening, ({ tx, actor }) =>
        actor.role === 'privacy_admin' ? uploadedFile(tx, uploadId.data, sha256) : Promise.resolve(undefined),
      )
    : undefined;
  if (!content) return { refusal: refuse('not_found', 'This file is not kept any more. Send it again.'), typed };
  const outcome = await act(importParties, { content, shown });
  if (!outcome.ok) return { refusal: outcome, typed };
  const { value } = outcome;
  redirect(`/desk/subscribers/import?new=${value.new}&changed=${value.changed}&unchanged=${value.unchanged}`);
}

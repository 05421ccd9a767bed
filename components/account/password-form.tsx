'use client';

import { useActionState } from 'react';
import { ButtonRow } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf } from '#components/ui/form-state.ts';
import { Note } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export type PasswordFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  email: string;
};

/** Another password in the place of one's own. What was typed is never sent back. */
export function PasswordForm({ action, email }: PasswordFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="email" value={email} autoComplete="username" />
      <TextField
        label="Present password"
        name="present"
        type="password"
        autoComplete="current-password"
        error={errorOf(state, 'present')}
      />
      <TextField
        label="New password"
        name="next"
        type="password"
        autoComplete="new-password"
        hint="At least 12 characters. Three or four words that nobody would guess together are a good one."
        error={errorOf(state, 'next')}
      />
      <TextField
        label="The new password again"
        name="again"
        type="password"
        autoComplete="new-password"
        error={errorOf(state, 'again')}
      />
      <Note className="mt-4">
        You stay signed in here, and are signed out in every other browser. That you changed it is on the record; the
        password is not.
      </Note>
      <ButtonRow>
        <SubmitButton pendingLabel="Changing…">Change password</SubmitButton>
      </ButtonRow>
    </form>
  );
}

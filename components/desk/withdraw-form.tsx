'use client';

import { useActionState } from 'react';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextAreaField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export type WithdrawFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  changeId: string;
};

/** Why a change is withdrawn. What follows stands above. */
export function WithdrawForm({ action, changeId }: WithdrawFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send}>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="changeId" value={changeId} />
      <TextAreaField
        label="Reason"
        name="reason"
        hint="Everyone whom it was notified to reads it."
        rows={3}
        limit={5000}
        defaultValue={shown(state, 'reason')}
        error={errorOf(state, 'reason')}
      />
      <ButtonRow>
        <SubmitButton look="danger" pendingLabel="Withdrawing…">
          Withdraw change
        </SubmitButton>
        <TextLink href={`/desk/changes/${changeId}`}>Leave it as it is</TextLink>
      </ButtonRow>
    </form>
  );
}

'use client';

import { useActionState } from 'react';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextAreaField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export type OutageFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  outageId: string;
  /** The reason as it can be given, to be kept or changed. */
  suggested: string;
};

/** Why all the windows of an outage are extended. What follows stands above. */
export function OutageForm({ action, outageId, suggested }: OutageFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send}>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="outageId" value={outageId} />
      <TextAreaField
        label="Reason"
        name="reason"
        hint="It stands on each case, and everyone whose window is extended reads it."
        rows={3}
        limit={5000}
        defaultValue={state ? shown(state, 'reason') : suggested}
        error={errorOf(state, 'reason')}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Extending…">Extend these windows</SubmitButton>
        <TextLink href="/desk">Leave them as they are</TextLink>
      </ButtonRow>
    </form>
  );
}

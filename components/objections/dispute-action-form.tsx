'use client';

import { useActionState } from 'react';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { TextAreaField } from '#components/ui/field.tsx';
import { errorOf, type FormState, shown } from '#components/ui/form-state.ts';
import { Refused } from '#components/ui/refused.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export type DisputeActionFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  actionId: string;
  reference: string;
};

/** Says that an action which is recorded as done is not done. It changes no authorisation, and that is said first. */
export function DisputeActionForm({ action, actionId, reference }: DisputeActionFormProps) {
  const [state, dispute] = useActionState(action, null);
  return (
    <Disclosure summary="Dispute that it is done" open={state !== null}>
      <form action={dispute}>
        {state?.refusal && !errorOf(state, 'dispute') ? <Refused refusal={state.refusal} /> : null}
        <input type="hidden" name="actionId" value={actionId} />
        <input type="hidden" name="reference" value={reference} />
        <TextAreaField
          label="What is not done"
          name="dispute"
          id={`dispute-${actionId}`}
          rows={3}
          hint="It goes on record and we read it. By itself it changes nothing about the authorisation of the new terms."
          defaultValue={shown(state, 'dispute')}
          error={errorOf(state, 'dispute')}
        />
        <div className="mt-3">
          <SubmitButton look="quiet" pendingLabel="Recording…">
            Dispute
          </SubmitButton>
        </div>
      </form>
    </Disclosure>
  );
}

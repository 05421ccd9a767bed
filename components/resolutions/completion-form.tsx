'use client';

import { useActionState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { TextAreaField } from '#components/ui/field.tsx';
import { errorOf, type FormState, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { limits } from '#lib/resolutions/inputs.ts';

export type CompletionFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  actionId: string;
  number: number;
  subscriberName: string;
};

/** Says that an action is done, and what shows it. */
export function CompletionForm({ action, actionId, number, subscriberName }: CompletionFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} className="mt-3 border-rule-2 border-t pt-3">
      {state?.refusal && !errorOf(state, 'evidence') ? <Banner tone="bad">{state.refusal.sentence}</Banner> : null}
      <input type="hidden" name="actionId" value={actionId} />
      <TextAreaField
        label={
          <>
            Evidence<span className="sr-only"> for action {number}</span>
          </>
        }
        name="evidence"
        id={`evidence-${actionId}`}
        hint={`What shows that it is done. ${subscriberName} reads it, and it can’t be edited.`}
        rows={2}
        limit={limits.evidence}
        defaultValue={shown(state, 'evidence')}
        error={errorOf(state, 'evidence')}
      />
      <div className="mt-3">
        <SubmitButton look="quiet" pendingLabel="Recording…">
          Record as done
        </SubmitButton>
      </div>
    </form>
  );
}

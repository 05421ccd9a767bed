'use client';

import { useActionState } from 'react';
import { RadioGroup } from '#components/ui/choice.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextAreaField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { limits } from '#lib/resolutions/inputs.ts';

export type StatementFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  resolutionId: string;
  subscriberName: string;
  subprocessorName: string;
};

/** After ceasing: what became of data already there. */
export function StatementForm({ action, resolutionId, subscriberName, subprocessorName }: StatementFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send}>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="resolutionId" value={resolutionId} />
      <RadioGroup
        label="What became of it?"
        name="statement"
        chosen={shown(state, 'statement')}
        error={errorOf(state, 'statement')}
        options={[
          {
            value: 'nothing_sent',
            label: 'Nothing was sent',
            hint: `${subprocessorName} never received data of theirs.`,
          },
          { value: 'deletion_confirmed', label: 'Deletion is confirmed', hint: 'Data was sent, and is deleted there.' },
        ]}
      />
      <TextAreaField
        label="Detail"
        name="detail"
        hint={`How you know, and since when. ${subscriberName} reads it, and it can’t be edited.`}
        rows={2}
        limit={limits.plan}
        defaultValue={shown(state, 'detail')}
        error={errorOf(state, 'detail')}
      />
      <div className="mt-4">
        <SubmitButton look="quiet" pendingLabel="Stating…">
          Make the statement
        </SubmitButton>
      </div>
    </form>
  );
}

'use client';

import { type ReactNode, useActionState } from 'react';
import { ButtonRow } from '#components/ui/button.tsx';
import { FieldGroup } from '#components/ui/choice.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextAreaField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, rowNumbers, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { MESSAGE_LIMIT } from '#lib/notices/inputs.ts';
import { ActionRows } from './action-rows.tsx';

export type SupplementFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  objectionId: string;
  reference: string;
  idempotencyKey: string;
  /** How many actions are requested already. */
  requested: number;
  cancel: ReactNode;
};

/** Text and further requested actions, added to an objection that is undecided. */
export function SupplementForm({
  action,
  objectionId,
  reference,
  idempotencyKey,
  requested,
  cancel,
}: SupplementFormProps) {
  const [state, supplement] = useActionState(action, null);
  const numbers = state ? rowNumbers(state.typed, 'requestedActions') : [];
  const rows = numbers.length > 0 ? numbers.map((number) => shown(state, `requestedActions.${number}`)) : [''];
  return (
    <form action={supplement}>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="objectionId" value={objectionId} />
      <input type="hidden" name="reference" value={reference} />
      <input type="hidden" name="idempotencyKey" value={shown(state, 'idempotencyKey', idempotencyKey)} />
      <TextAreaField
        label="What you add"
        name="body"
        optional
        hint="Facts, documents that came up since, a correction. What was filed stays as it is."
        limit={MESSAGE_LIMIT}
        defaultValue={shown(state, 'body')}
        error={errorOf(state, 'body')}
      />
      <FieldGroup
        label="Further requested actions"
        name="requestedActions"
        id="requested-actions"
        optional
        hint={requested > 0 ? `They are numbered on after the ${requested} requested so far.` : undefined}
        error={errorOf(state, 'requestedActions')}
      >
        <ActionRows key={rows.length} start={rows} before={requested} errorOf={(field) => errorOf(state, field)} />
      </FieldGroup>
      <ButtonRow>
        <SubmitButton name="intent" value="send" pendingLabel="Adding…">
          Add to the objection
        </SubmitButton>
        {cancel}
      </ButtonRow>
    </form>
  );
}

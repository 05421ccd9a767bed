'use client';

import { useActionState } from 'react';
import { DateField } from '#components/ui/field.tsx';
import { type FormState, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export type StartFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  draftId: string;
  /** Of the change. */
  changeKey: string;
  plannedStartOn: string;
  earliest: string | null;
  /** Why the start as it is kept can't stand. */
  refused: string | undefined;
};

/** The planned start, changed beside the dates that it depends on. */
export function StartForm({ action, draftId, changeKey, plannedStartOn, earliest, refused }: StartFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} noValidate>
      <input type="hidden" name="draftId" value={draftId} />
      <input type="hidden" name="key" value={changeKey} />
      <DateField
        label="Planned start"
        name="plannedStartOn"
        id={`start-${changeKey}`}
        defaultValue={shown(state, 'plannedStartOn', plannedStartOn)}
        min={earliest ?? undefined}
        error={state ? state.refusal?.sentence : refused}
      />
      <div className="mt-4">
        <SubmitButton look="quiet" pendingLabel="Saving…">
          Save the start
        </SubmitButton>
      </div>
    </form>
  );
}

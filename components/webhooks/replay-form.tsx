'use client';

import { useActionState } from 'react';
import { FieldGroup } from '#components/ui/choice.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { DateField, TextField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export type ReplayFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  endpointId: string;
  /** By whose clocks. */
  city: string;
  today: string;
};

/** All that happened since a time, once more. */
export function ReplayForm({ action, endpointId, city, today }: ReplayFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state, (field) => (field === 'since' ? 'sinceDay' : field))} />
      <input type="hidden" name="endpointId" value={endpointId} />
      <FieldGroup
        label="Since"
        name="since"
        id="sinceDay"
        hint={`By the clocks of ${city}. Each message has the id that it had, so a receiver that keeps ids passes over what it has.`}
        error={errorOf(state, 'since')}
      >
        <div className="flex flex-wrap gap-x-5 gap-y-3 *:mt-0">
          <DateField label="Day" name="sinceDay" max={today} defaultValue={shown(state, 'sinceDay')} />
          <TextField
            label="Time"
            name="sinceTime"
            type="time"
            className="max-w-40"
            defaultValue={shown(state, 'sinceTime', '00:00')}
          />
        </div>
      </FieldGroup>
      <div className="mt-5">
        <SubmitButton look="quiet" pendingLabel="Sending…">
          Send all since then again
        </SubmitButton>
      </div>
    </form>
  );
}

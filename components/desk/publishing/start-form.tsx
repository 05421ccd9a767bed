'use client';

import { useActionState } from 'react';
import { Checkbox } from '#components/ui/choice.tsx';
import { DateField, TextAreaField } from '#components/ui/field.tsx';
import { errorOf, type FormState, shown } from '#components/ui/form-state.ts';
import { Refused } from '#components/ui/refused.tsx';
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
  /** Of a replacement, which alone can be urgent: why it is, or null; undefined for every other change. */
  urgentReason: string | null | undefined;
};

/** The planned start, changed beside the dates that it depends on; and of a replacement, whether it can't wait for them. */
export function StartForm({
  action,
  draftId,
  changeKey,
  plannedStartOn,
  earliest,
  refused,
  urgentReason,
}: StartFormProps) {
  const [state, send] = useActionState(action, null);
  const inTime = state ? errorOf(state, 'plannedStartOn') : refused;
  const other = state?.refusal && !inTime && !errorOf(state, 'urgent.reason') ? state.refusal : undefined;
  return (
    <form action={send} noValidate className="max-w-[46rem]">
      {other ? <Refused refusal={other} /> : null}
      <input type="hidden" name="draftId" value={draftId} />
      <input type="hidden" name="key" value={changeKey} />
      <DateField
        label="Planned start"
        name="plannedStartOn"
        id={`start-${changeKey}`}
        defaultValue={shown(state, 'plannedStartOn', plannedStartOn)}
        min={earliest ?? undefined}
        error={inTime}
      />
      {urgentReason === undefined ? null : (
        <div className="group/urgent mt-4">
          <Checkbox
            name="urgent"
            id={`urgent-${changeKey}`}
            label="This replacement is urgent: it may start before the windows close"
            hint="Only for subscribers whose DPA cites an emergency clause, and never where the standard contractual clauses or DORA apply. For the others the old terms stay until their own window is over. Every window runs in full."
            defaultChecked={state ? shown(state, 'urgent') !== '' : urgentReason !== null}
          />
          <div className="hidden group-has-[:checked]/urgent:block">
            <TextAreaField
              label="Why it can’t wait"
              name="urgentReason"
              id={`urgent-reason-${changeKey}`}
              hint="Subscribers read it, and it stays on record."
              rows={2}
              limit={5000}
              defaultValue={shown(state, 'urgentReason', urgentReason ?? '')}
              error={errorOf(state, 'urgent.reason')}
            />
          </div>
        </div>
      )}
      <div className="mt-4">
        <SubmitButton look="quiet" pendingLabel="Saving…">
          Save the start
        </SubmitButton>
      </div>
    </form>
  );
}

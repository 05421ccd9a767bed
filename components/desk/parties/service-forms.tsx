'use client';

import { useActionState } from 'react';
import { ButtonRow } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/choice.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SelectField, TextField } from '#components/ui/field.tsx';
import { entry, errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { Note } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export type TakeUpFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  subscriber: { id: string; slug: string; name: string };
  services: readonly { id: string; name: string; core: boolean }[];
};

/** A service that the vendor switches on as the subscriber told it to. */
export function TakeUpForm({ action, subscriber, services }: TakeUpFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="subscriberId" value={subscriber.id} />
      <input type="hidden" name="slug" value={subscriber.slug} />
      <SelectField
        label="Service"
        name="serviceId"
        placeholder="Choose one"
        options={services.map(({ id, name, core }) => ({ value: id, label: core ? `${name} (core)` : name }))}
        defaultValue={shown(state, 'serviceId')}
        error={errorOf(state, 'serviceId')}
      />
      <Checkbox
        className="mt-5"
        name="dora"
        value="yes"
        label="It supports a critical or important function under DORA"
        hint="A core service is used by everybody; record it here only to mark it so."
        defaultChecked={entry(state?.typed ?? {}, 'dora') === 'yes'}
      />
      <TextField
        label="Instruction"
        optional
        name="instruction"
        hint="How the subscriber told you to switch it on: a reference, or in words. It stands on the record."
        defaultValue={shown(state, 'instruction')}
        error={errorOf(state, 'instruction')}
      />
      <Note className="mt-5">
        {subscriber.name} then stands under the terms in force for this service. Changes still pending that concern it
        through this service give it a notice now, with a full window from now. A signatory of the subscriber can take
        it up too, and then authorises each sub-processor behind it.
      </Note>
      <ButtonRow>
        <SubmitButton pendingLabel="Recording…">Record service in use</SubmitButton>
      </ButtonRow>
    </form>
  );
}

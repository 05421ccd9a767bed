'use client';

import { useActionState } from 'react';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import { Checkbox, FieldGroup, RadioGroup } from '#components/ui/choice.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextField } from '#components/ui/field.tsx';
import { entry, errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { Note } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { type Place, PlaceFields } from './place-fields.tsx';

export type ProfileFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  places: readonly Place[];
};

/** The terms that a kind of DPA has: how its window is counted, and what follows. */
export function ProfileForm({ action, places }: ProfileFormProps) {
  const [state, send] = useActionState(action, null);
  const ticked = (name: string, otherwise: boolean) => (state ? entry(state.typed, name) === 'yes' : otherwise);
  const text = (name: string) => ({ name, defaultValue: shown(state, name), error: errorOf(state, name) });
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <TextField label="Name" hint="For the desk: “Standard 2026”, “Banks”." {...text('name')} />
      <TextField
        label="Length of the window, in days"
        inputMode="numeric"
        className="max-w-32"
        {...text('length')}
        defaultValue={shown(state, 'length', '30')}
      />
      <RadioGroup
        label="Days"
        name="unit"
        options={[
          { value: 'calendar', label: 'Calendar days' },
          { value: 'working', label: 'Working days' },
        ]}
        chosen={shown(state, 'unit', 'calendar')}
        error={errorOf(state, 'unit')}
      />
      <RadioGroup
        label="Counting rule"
        name="rule"
        options={[
          {
            value: 'eu-1182-71',
            label: 'eu-1182-71',
            hint: 'Counted as Regulation (EEC, Euratom) No 1182/71, Article 3 counts, by choice and in the subscriber’s favour: a last day off moves to the next working day.',
          },
          {
            value: 'calendar-days',
            label: 'calendar-days',
            hint: 'The last day stays where it falls. Calendar days only.',
          },
          { value: 'working-days', label: 'working-days', hint: 'Counted in working days. Working days only.' },
        ]}
        chosen={shown(state, 'rule', 'eu-1182-71')}
        error={errorOf(state, 'rule')}
      />
      <PlaceFields
        state={state}
        places={places}
        country={null}
        region={null}
        optional
        label="The subscriber’s own holidays"
        hint="Beside yours: a last day off in either place moves the close."
      />
      <TextField label="Clause of the right to object" hint="As in “clause 6.3”." {...text('objectionClause')} />
      <TextField label="Clause on termination" optional {...text('terminationClause')} />
      <TextField
        label="Clause on emergency replacement"
        optional
        hint="Only a profile that names one is reached by an urgent replacement, and never one with standard contractual clauses or a DORA service."
        {...text('emergencyClause')}
      />
      <RadioGroup
        label="Authorisation"
        name="authorisation"
        options={[
          {
            value: 'general',
            label: 'General',
            hint: 'A window that closes without an objection is treated as acceptance.',
          },
          { value: 'specific', label: 'Specific', hint: 'What nobody there accepts by the close is not authorised.' },
        ]}
        chosen={shown(state, 'authorisation', 'general')}
        error={errorOf(state, 'authorisation')}
      />
      <FieldGroup label="What else it says" name="flags">
        <Checkbox
          name="standstill"
          value="yes"
          label="Standstill"
          hint="New terms that are pending or on hold are blocked. Without it they give a warning only."
          defaultChecked={ticked('standstill', true)}
        />
        <Checkbox
          name="noticeRequired"
          value="yes"
          label="Proof of notice is required"
          hint="Where none is shown nothing follows from silence, and a fresh notice is due."
          defaultChecked={ticked('noticeRequired', false)}
        />
        <Checkbox
          name="incorporatesScc"
          value="yes"
          label="It incorporates the standard contractual clauses"
          defaultChecked={ticked('incorporatesScc', false)}
        />
      </FieldGroup>
      <Note className="mt-5">
        A profile never changes once it is recorded, so that the terms of a notice stand. Other terms are another
        profile; a subscriber comes under it by a new DPA or an amendment of its own.
      </Note>
      <ButtonRow>
        <SubmitButton pendingLabel="Recording…">Record profile</SubmitButton>
        <TextLink href="/desk/subscribers/profiles">Leave it</TextLink>
      </ButtonRow>
    </form>
  );
}

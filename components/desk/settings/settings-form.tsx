'use client';

import { useActionState } from 'react';
import { type Place, PlaceFields } from '#components/desk/parties/place-fields.tsx';
import { ButtonRow } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/choice.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SelectField, TextField } from '#components/ui/field.tsx';
import { entry, errorOf, errorWithin, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { Note } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export type SettingsFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  settings: {
    legalName: string;
    privacyContact: string;
    zone: string;
    country: string;
    region: string | null;
    defaultLength: number;
    responseTargetDays: number | null;
    reminderDays: readonly number[];
    fourEyes: boolean;
    accent: string | null;
    /** Which settings these are: those that somebody else saves meanwhile are others. */
    seen: string;
  };
  places: readonly Place[];
  zones: readonly string[];
  /** Which dates stay whatever is saved, in a sentence. */
  standing: string;
};

/** Who the vendor is, where and how its days are counted, and how it is shown. */
export function SettingsForm({ action, settings, places, zones, standing }: SettingsFormProps) {
  const [state, send] = useActionState(action, null);
  const text = (name: keyof SettingsFormProps['settings']) => ({
    name,
    defaultValue: shown(state, name, String(settings[name] ?? '')),
    error: errorOf(state, name),
  });
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="seen" value={shown(state, 'seen', settings.seen)} />
      <TextField label="Legal name" autoComplete="organization" {...text('legalName')} />
      <TextField
        label="Privacy contact"
        type="email"
        hint="The address below every page, in letters and in the public register."
        {...text('privacyContact')}
      />
      <SelectField
        label="Time zone"
        hint="Windows end with the last hour of a day there."
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        {...text('zone')}
      />
      <PlaceFields
        state={state}
        places={places}
        country={settings.country}
        region={settings.region}
        label="Country of public holidays"
        hint="A last day that is a public holiday there, or a closure below, moves to the next working day where the counting rule says so."
      />
      <TextField
        label="Default window, in calendar days"
        inputMode="numeric"
        className="max-w-32"
        hint="For a DPA recorded without a profile. Profiles that exist keep their own length."
        {...text('defaultLength')}
      />
      <TextField
        label="Response target, in days"
        inputMode="numeric"
        className="max-w-32"
        optional
        hint="Our own target for deciding an objection. Empty: none is shown. One that runs already keeps its day."
        {...text('responseTargetDays')}
      />
      <TextField
        label="Reminders, in days before the close"
        className="max-w-48"
        optional
        hint="For a notice that nobody has answered, as in 7, 3, 1. Empty: none is sent."
        name="reminderDays"
        defaultValue={shown(state, 'reminderDays', settings.reminderDays.join(', '))}
        error={errorWithin(state, 'reminderDays')}
      />
      <TextField
        label="Accent colour"
        className="max-w-40"
        optional
        hint="The colour of links and buttons, as in #1f3a8a. Empty: Demur’s own."
        {...text('accent')}
      />
      <Checkbox
        className="mt-5"
        name="fourEyes"
        value="yes"
        label="A second privacy admin approves each publication"
        hint="Whoever wrote the draft can then not approve it."
        defaultChecked={state ? entry(state.typed, 'fourEyes') === 'yes' : settings.fourEyes}
      />
      <Note className="mt-5">{standing}</Note>
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">Save settings</SubmitButton>
      </ButtonRow>
    </form>
  );
}

'use client';

import { useActionState } from 'react';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { DateField, SelectField, TextField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { Note } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export type DpaFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  subscriber: { id: string; slug: string; name: string };
  /** The one in force, which this one takes the place of. */
  former: { reference: string; version: string; profile: string; profileId: string } | null;
  profiles: readonly { id: string; name: string; length: number; unit: 'calendar' | 'working' }[];
  defaultLength: number;
  today: string;
  /** The vendor's zone, as people call it: "Madrid". */
  city: string;
};

/** An executed DPA, or an amendment of the one in force. */
export function DpaForm(props: DpaFormProps) {
  const { action, subscriber, former, profiles, defaultLength, today, city } = props;
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="subscriberId" value={subscriber.id} />
      <input type="hidden" name="slug" value={subscriber.slug} />
      <TextField
        label="Reference"
        name="reference"
        hint="As both sides call it. An amendment keeps it."
        defaultValue={shown(state, 'reference', former?.reference)}
        error={errorOf(state, 'reference')}
      />
      <TextField
        label="Version"
        name="version"
        defaultValue={shown(state, 'version', former?.version)}
        error={errorOf(state, 'version')}
      />
      <DateField
        label="Executed on"
        name="executedOn"
        hint="The day on which the last party signed. Not in the future."
        max={today}
        defaultValue={shown(state, 'executedOn')}
        error={errorOf(state, 'executedAt')}
      />
      <TextField
        label={`Time, by the clocks of ${city}`}
        name="executedTime"
        type="time"
        className="max-w-40"
        optional
        hint="Left out: the beginning of that day."
        defaultValue={shown(state, 'executedTime')}
      />
      <SelectField
        label="Profile"
        name="profileId"
        hint="The terms that it has. Terms that no profile has yet are a new profile."
        placeholder={`The policy’s own terms: ${defaultLength} calendar days`}
        options={profiles.map(({ id, name, length, unit }) => ({
          value: id,
          label: `${name}: ${length} ${unit} ${length === 1 ? 'day' : 'days'}`,
        }))}
        defaultValue={shown(state, 'profileId', former?.profileId)}
        error={errorOf(state, 'profileId')}
      />
      <TextField
        label="Policy version agreed"
        name="agreedVersion"
        inputMode="numeric"
        className="max-w-32"
        optional
        hint="Left out: the one in force when it was executed."
        defaultValue={shown(state, 'agreedVersion')}
        error={errorOf(state, 'agreedVersion')}
      />
      <Note className="mt-5">
        {former
          ? `It takes the place of ${former.reference}, version ${former.version} (${former.profile}), from now on. Notices that ${subscriber.name} already has keep their dates and terms; what is published from now on is counted by the profile chosen here. `
          : `From now on ${subscriber.name} may object. `}
        A change that concerns it, starts after that execution and gave it no notice yet gives one now, with a full
        window from now.
      </Note>
      <ButtonRow>
        <SubmitButton pendingLabel="Recording…">Record DPA</SubmitButton>
        <TextLink href={`/desk/subscribers/${subscriber.slug}`}>Leave it as it is</TextLink>
      </ButtonRow>
    </form>
  );
}

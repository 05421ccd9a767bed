'use client';

import { useActionState } from 'react';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import { RadioGroup } from '#components/ui/choice.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { DateField, TextAreaField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { Note } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export type ExtendFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  changeId: string;
  noticeId: string;
  subscriberName: string;
  /** How many windows of the change close at the same instant. */
  together: number;
  closesOn: string;
  /** The day after the present last day. */
  earliest: string;
  /** The planned start, in words. */
  startsOn: string;
};

/** A later last day, for one or for all that close together, and why. */
export function ExtendForm(props: ExtendFormProps) {
  const { action, changeId, noticeId, subscriberName, together, closesOn, earliest, startsOn } = props;
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="changeId" value={changeId} />
      <input type="hidden" name="noticeId" value={noticeId} />
      {together > 1 ? (
        <RadioGroup
          label="Whose window?"
          name="scope"
          chosen={shown(state, 'scope', 'one')}
          options={[
            { value: 'one', label: `Only that of ${subscriberName}` },
            {
              value: 'all_closing_that_day',
              label: `All ${together} of this change that close on ${closesOn}`,
              hint: 'Those who have answered among them: they can think again until then.',
            },
          ]}
        />
      ) : (
        <input type="hidden" name="scope" value="one" />
      )}
      <DateField
        label="New last day"
        name="lastDay"
        hint="The window ends with the last hour of this day. It may be a weekend or a holiday: you choose it, it is not counted."
        min={earliest}
        defaultValue={shown(state, 'lastDay')}
        error={errorOf(state, 'lastDay')}
      />
      <TextAreaField
        label="Reason"
        name="reason"
        hint="Those concerned read it."
        rows={3}
        limit={5000}
        defaultValue={shown(state, 'reason')}
        error={errorOf(state, 'reason')}
      />
      <Note className="mt-5">
        {together > 1 ? 'Those concerned are' : `${subscriberName} is`} told. The original close stays on the record,
        and the window is never shortened again. The planned start is {startsOn}; where it would now come first, the new
        terms wait for the window to close.
      </Note>
      <ButtonRow>
        <SubmitButton pendingLabel="Extending…">Extend window</SubmitButton>
        <TextLink href={`/desk/changes/${changeId}`}>Leave it as it is</TextLink>
      </ButtonRow>
    </form>
  );
}

'use client';

import { useActionState } from 'react';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import { FieldGroup } from '#components/ui/choice.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { DateField, TextAreaField, TextField } from '#components/ui/field.tsx';
import { entry, errorOf, problemsOf, rowNumbers, shown, type Typed } from '#components/ui/form-state.ts';
import { Prose } from '#components/ui/prose.tsx';
import { Rows } from '#components/ui/rows.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { parseCivilDate } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import { limits } from '#lib/resolutions/inputs.ts';
import { Carried } from './carried.tsx';
import type { DecisionAction, DecisionState, Requested } from './decision-form.ts';

export type ProposeFormProps = {
  action: DecisionAction;
  objectionId: string;
  reference: string;
  subscriberName: string;
  /** What they asked for: the measures begin with these, to be reworded, taken out or added to. */
  requestedActions: readonly Requested[];
  today: string;
};

/** Measures of the vendor's own, which the subscriber must accept first; then what follows, then "Send the proposal". */
export function ProposeForm(props: ProposeFormProps) {
  const { action, objectionId, reference } = props;
  const [state, send] = useActionState(action, null);
  const carried = { objectionId, reference };
  return (
    <form action={send} noValidate>
      {state?.step === 'review' ? (
        <Review {...props} state={state} carried={carried} />
      ) : (
        <Writing {...props} state={state} carried={carried} />
      )}
    </form>
  );
}

type StepProps<S> = ProposeFormProps & { state: S; carried: Readonly<Record<string, string>> };

function Writing({
  state,
  carried,
  subscriberName,
  requestedActions,
  today,
  reference,
}: StepProps<DecisionState | null>) {
  const typed = state?.typed ?? begun(requestedActions);
  const numbers = rowNumbers(typed, 'actions');
  const at = (name: string) => ({ name, defaultValue: entry(typed, name) ?? '', error: errorOf(state, name) });
  return (
    <>
      <ErrorSummary problems={problemsOf(state)} />
      <Own fields={carried} />
      {/* The first button of a form is what Enter presses: not the one that takes a row out. */}
      <button type="submit" name="step" value="review" hidden />
      <FieldGroup
        label="Measures"
        name="actions"
        id="measures"
        legendLook="title"
        hint="What you would do instead, each with who does it and by when."
        error={errorOf(state, 'actions')}
      >
        <Rows
          key={numbers.join()}
          list="actions"
          numbers={numbers.length > 0 ? numbers : [0]}
          noun="Measure"
          addLabel="Add a measure"
          most={limits.actions}
        >
          {(number) => (
            <div className="grid gap-x-4 gap-y-3 *:mt-0 sm:grid-cols-2 sm:pr-7">
              <input
                type="hidden"
                name={`actions.${number}.requestedActionId`}
                value={entry(typed, `actions.${number}.requestedActionId`) ?? ''}
              />
              <div className="sm:col-span-2">
                <TextAreaField label="Measure" rows={2} {...at(`actions.${number}.text`)} />
              </div>
              <TextField label="Owner" autoComplete="off" {...at(`actions.${number}.owner`)} />
              <DateField label="Done by" min={today} {...at(`actions.${number}.dueOn`)} />
            </div>
          )}
        </Rows>
      </FieldGroup>
      <DateField
        label="Answer by"
        name="answerByDay"
        hint="The last day on which they can answer. Silence is not agreement: without an answer it returns to review."
        min={today}
        defaultValue={shown(state, 'answerByDay')}
        error={errorOf(state, 'answerByDay')}
      />
      <TextAreaField
        label="Your reasons"
        name="reasons"
        hint={`${subscriberName} reads these.`}
        rows={4}
        limit={limits.reasons}
        defaultValue={shown(state, 'reasons')}
        error={errorOf(state, 'reasons')}
      />
      <ButtonRow>
        <SubmitButton name="step" value="review" pendingLabel="Looking it over…">
          Review the proposal
        </SubmitButton>
        <TextLink href={`/desk/objections/${reference}`}>Back to the case</TextLink>
      </ButtonRow>
    </>
  );
}

function Review({ state, carried, subscriberName }: StepProps<DecisionState>) {
  const { typed, consequences } = state;
  const said = (name: string) => entry(typed, name)?.trim() ?? '';
  const day = (name: string) => dayInWords(parseCivilDate(said(name)));
  const measures = rowNumbers(typed, 'actions').filter((number) => said(`actions.${number}.text`));
  return (
    <div className="rounded-lg border border-accent bg-sheet px-4 py-4.5 ring-1 ring-accent sm:px-6 sm:py-5">
      <Own fields={carried} />
      <Carried typed={typed} but={['step', ...Object.keys(carried)]} />
      <h2 className="text-lg">What you propose to {subscriberName}</h2>
      <div className="mt-3">
        <DefinitionTable
          rows={[
            ...measures.map((number, index) => ({
              label: `Measure ${index + 1}`,
              value: (
                <>
                  {said(`actions.${number}.text`)}
                  <span className="block text-ink-2 text-sm">
                    {said(`actions.${number}.owner`)}, by {day(`actions.${number}.dueOn`)}
                  </span>
                </>
              ),
            })),
            { label: 'Answer by', value: day('answerByDay') },
            { label: 'Your reasons', value: <Prose>{said('reasons')}</Prose> },
          ]}
        />
      </div>
      <h3 className="mt-6 text-md">What follows</h3>
      <ul className="mt-2 list-disc space-y-1.5 pl-5 marker:text-ink-3">
        {consequences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <ButtonRow>
        <SubmitButton name="step" value="resolve" pendingLabel="Sending…">
          Send the proposal
        </SubmitButton>
        <SubmitButton look="quiet" name="step" value="edit">
          Change it
        </SubmitButton>
      </ButtonRow>
    </div>
  );
}

function Own({ fields }: { fields: Readonly<Record<string, string>> }) {
  return Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

/** The form begins with what they asked for, so that rewording it is less work than leaving it out. */
function begun(requestedActions: readonly Requested[]): Typed {
  return Object.fromEntries(
    requestedActions.flatMap(({ id, text }, index) => [
      [`actions.${index}.requestedActionId`, [id]],
      [`actions.${index}.text`, [text]],
    ]),
  );
}

import { TextLink } from '#components/ui/button.tsx';
import { CheckboxGroup, RadioGroup } from '#components/ui/choice.tsx';
import { DateField, TextAreaField, TextField } from '#components/ui/field.tsx';
import { errorOf, errorWithin, shown } from '#components/ui/form-state.ts';
import { Note } from '#components/ui/prose.tsx';
import { limits } from '#lib/resolutions/inputs.ts';
import type { DecisionState, Requested, ServiceShown } from './decision-form.ts';

type PartProps = { state: DecisionState | null; subscriberName: string; today: string };

const at = (state: DecisionState | null, name: string, otherwise = '') => ({
  name,
  defaultValue: shown(state, name, otherwise),
  error: errorOf(state, name),
});

/** For whom, from when, and what becomes of data already there. */
export function CeaseFields({
  state,
  subscriberName,
  subprocessorName,
  today,
}: PartProps & { subprocessorName: string }) {
  return (
    <div className="mb-5">
      <RadioGroup
        label="For whom?"
        name="ceaseScope"
        chosen={shown(state, 'ceaseScope', 'this_subscriber')}
        error={errorOf(state, 'ceaseScope')}
        options={[
          { value: 'this_subscriber', label: `For ${subscriberName}`, hint: 'The change goes on for the others.' },
          { value: 'everyone', label: 'For everyone', hint: 'This withdraws the change: all its open cases end.' },
        ]}
      />
      <DateField
        label="Ceases on"
        hint={`The day from which ${subprocessorName} is not used`}
        min={today}
        {...at(state, 'ceaseOn', today)}
      />
      <TextAreaField
        label="Data already there"
        hint="What happens to it. When that is done you state it here: nothing was sent, or deletion is confirmed."
        rows={2}
        limit={limits.plan}
        {...at(state, 'dataPlan')}
      />
      <div className="mt-5 hidden group-has-[[value=everyone]:checked]/resolve:block">
        <TextAreaField
          label="Why the change is withdrawn"
          hint="Everyone whom it was notified to reads this, and not the reasons below."
          rows={2}
          limit={limits.plan}
          {...at(state, 'withdrawalReason')}
        />
      </div>
    </div>
  );
}

type CorrectiveProps = PartProps & { requestedActions: readonly Requested[]; proposeHref: string | null };

/** Every action that they asked for, as it stands, with who does it and by when. */
export function CorrectiveActionFields({
  state,
  requestedActions,
  today,
  proposeHref,
  subscriberName,
}: CorrectiveProps) {
  return (
    <div className="mb-5">
      <div
        className="hidden gap-x-4 border-rule-2 border-b pb-2 text-ink-2 text-xs sm:grid sm:grid-cols-[1fr_12rem_11rem]"
        aria-hidden
      >
        <span>Action they asked for</span>
      </div>
      {requestedActions.map(({ id, number, text }, index) => (
        <fieldset key={id} className="min-w-0 border-rule-2 border-b py-3.5">
          <legend className="sr-only">Action {number}</legend>
          <input type="hidden" name={`actions.${index}.requestedActionId`} value={id} />
          <div className="grid items-start gap-x-4 gap-y-3 *:mt-0 sm:grid-cols-[1fr_12rem_11rem]">
            <p className="whitespace-pre-wrap">
              <span className="text-ink-2 tabular-nums">{number}.</span> {text}
            </p>
            <TextField label="Owner" autoComplete="off" {...at(state, `actions.${index}.owner`)} />
            <DateField label="Done by" min={today} {...at(state, `actions.${index}.dueOn`)} />
          </div>
        </fieldset>
      ))}
      {errorOf(state, 'actions') ? (
        <Note className="mt-2 font-medium text-bad">{errorOf(state, 'actions')}</Note>
      ) : null}
      {proposeHref ? (
        <Note className="mt-3">
          <TextLink href={proposeHref}>Offering something else?</TextLink> That is a counter-proposal: {subscriberName}{' '}
          must accept it first.
        </Note>
      ) : null}
    </div>
  );
}

type WithdrawalProps = PartProps & {
  services: readonly ServiceShown[];
  concernedIds: readonly string[];
  subprocessorName: string;
  /** Whether their agreement can be asked for: not where a decision stands already. */
  mayPropose: boolean;
};

/** Which services, by whose word, for how long. */
export function WithdrawalFields(props: WithdrawalProps) {
  const { state, services, concernedIds, subprocessorName, subscriberName, today, mayPropose } = props;
  return (
    <div className="mb-5">
      <CheckboxGroup
        label="Services withdrawn"
        name="serviceIds"
        hint={`Those for which ${subprocessorName} would be used.`}
        error={errorWithin(state, 'serviceIds')}
        chosen={state ? (state.typed.serviceIds ?? []) : concernedIds}
        options={services.map(({ id, name, core }) => ({
          value: id,
          label: name,
          hint: core ? 'Core service' : undefined,
        }))}
      />
      {services.some(({ core }) => core) ? (
        <TextAreaField
          label="For a core service: lead time, return of data, fees"
          hint="Needed before a core service can be withdrawn: when it ends, how data is returned, and the clause on fees."
          rows={2}
          optional
          limit={limits.plan}
          {...at(state, 'coreConditions')}
        />
      ) : null}
      <RadioGroup
        label="By whose word?"
        name="withdrawalBasis"
        chosen={shown(state, 'withdrawalBasis', mayPropose ? '' : 'vendor_ceases')}
        error={errorOf(state, 'withdrawalBasis')}
        options={[
          { value: 'vendor_ceases', label: 'Our decision', hint: 'It takes effect when you resolve.' },
          ...(mayPropose
            ? [
                {
                  value: 'subscriber_agrees',
                  label: `${subscriberName} agrees`,
                  hint: 'It becomes a proposal: accepted, it is the decision; declined, the case returns to review.',
                },
              ]
            : []),
        ]}
      />
      <div className="mt-5 hidden group-has-[[value^=subscriber]:checked]/resolve:block">
        <DateField
          label="Answer by"
          hint="The last day on which they can answer. Silence is not agreement."
          min={today}
          {...at(state, 'answerByDay')}
        />
      </div>
      <RadioGroup
        label="For how long?"
        name="withdrawalDuration"
        chosen={shown(state, 'withdrawalDuration')}
        error={errorOf(state, 'withdrawalDuration')}
        options={[
          {
            value: 'temporary',
            label: 'Until a date',
            hint: 'Afterwards a fresh notice is due before it may be used.',
          },
          { value: 'permanent', label: 'For good' },
        ]}
      />
      <div className="mt-5 hidden group-has-[[value=temporary]:checked]/resolve:block">
        <DateField label="Last day of the withdrawal" min={today} {...at(state, 'untilDay')} />
      </div>
    </div>
  );
}

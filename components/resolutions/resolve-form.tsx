'use client';

import { useActionState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { RadioCards } from '#components/ui/choice.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextAreaField } from '#components/ui/field.tsx';
import { errorOf, problemsOf, shown } from '#components/ui/form-state.ts';
import { Note } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { limits } from '#lib/resolutions/inputs.ts';
import type { DecisionState, ResolveFormProps } from './decision-form.ts';
import { CeaseFields, CorrectiveActionFields, WithdrawalFields } from './option-fields.tsx';
import { ResolveReview } from './resolve-review.tsx';

/** How an objection is resolved: one option with its fields, the reasons, then everything that follows, then "Resolve". */
export function ResolveForm(props: ResolveFormProps) {
  const { action, supersedes, closed } = props;
  const [state, send] = useActionState(action, null);
  if (closed) {
    // who was second keeps what was typed
    return state?.refusal ? <Lost state={state} /> : null;
  }
  const form = (
    <form action={send} noValidate className="group/resolve">
      <input type="hidden" name="objectionId" value={props.objectionId} />
      <input type="hidden" name="reference" value={props.reference} />
      <input type="hidden" name="supersedes" value={supersedes ?? ''} />
      {state?.step === 'review' ? <ResolveReview {...props} state={state} /> : <Writing {...props} state={state} />}
    </form>
  );
  if (!supersedes) return form;
  return (
    <Disclosure summary="Supersede this decision" open={state !== null}>
      <Note className="mb-5">
        A decision is never edited. A mistake is put right by a new decision that replaces it; both stay on record.
      </Note>
      {form}
    </Disclosure>
  );
}

function Writing(props: ResolveFormProps & { state: DecisionState | null }) {
  const { state, cards, subscriberName, requestedActions, proposeHref, today, supersedes } = props;
  const fields = { ...props, state };
  return (
    <>
      {state?.refusal && !state.refusal.fields ? (
        <Banner tone="bad" title={state.refusal.sentence}>
          Nothing of what you wrote was sent. It stands below as you typed it.
        </Banner>
      ) : (
        <ErrorSummary problems={problemsOf(state)} />
      )}
      <RadioCards
        key={shown(state, 'option')}
        label="How do you resolve it?"
        name="option"
        chosen={shown(state, 'option')}
        error={errorOf(state, 'option')}
        options={cards.map(({ option, label, meaning, unavailable }) => ({
          value: option,
          label,
          hint: meaning,
          unavailable: unavailable ?? undefined,
        }))}
      />
      <div className="mt-4 rounded-lg border border-rule bg-sheet px-4 py-4.5 sm:px-6 sm:py-5">
        <div className="group-has-[[name=option]:checked]/resolve:hidden">
          <Note>Choose one of the three: its fields appear here.</Note>
        </div>
        <div className="hidden group-has-[[value=cease]:checked]/resolve:block">
          <CeaseFields {...fields} />
        </div>
        <div className="hidden group-has-[[value^=corrective]:checked]/resolve:block">
          <CorrectiveActionFields
            state={state}
            requestedActions={requestedActions}
            today={today}
            proposeHref={proposeHref}
            subscriberName={subscriberName}
          />
        </div>
        <div className="hidden group-has-[[value^=feature]:checked]/resolve:block">
          <WithdrawalFields {...fields} mayPropose={supersedes === null} />
        </div>
        <TextAreaField
          label="Your reasons"
          name="reasons"
          hint={`${subscriberName} reads these.`}
          rows={4}
          limit={limits.reasons}
          defaultValue={shown(state, 'reasons')}
          error={errorOf(state, 'reasons')}
        />
        <div className="mt-5">
          <SubmitButton name="step" value="review" pendingLabel="Looking it over…">
            Review and resolve
          </SubmitButton>
          <Note className="mt-2">Nothing is sent yet: what follows from it is spelled out first.</Note>
        </div>
      </div>
    </>
  );
}

/** Nothing typed is lost, also where there is nothing left to decide. */
function Lost({ state }: { state: DecisionState }) {
  return (
    <Banner tone="warn" title={state.refusal?.sentence}>
      Nothing of what you wrote was sent. Your reasons were:
      <span className="mt-1.5 block whitespace-pre-wrap">{shown(state, 'reasons') || '(none)'}</span>
    </Banner>
  );
}

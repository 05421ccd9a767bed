'use client';

import { useActionState } from 'react';
import { RadioGroup } from '#components/ui/choice.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { DateField, TextField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown, type Typed } from '#components/ui/form-state.ts';
import { EvidenceButtons, EvidenceFields, type EvidenceGiven } from './evidence-fields.tsx';

export type CertificationFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  hidden: { slug: string; subprocessorId: string; supersedes: string };
  /** The certification that this is about; null: a new one. */
  name: string | null;
  evidence: EvidenceGiven;
  /** What was typed before, beside a file that was sent alone. */
  typed: Typed | null;
};

/** A new certification, a renewal, or that one is no longer held. */
export function CertificationForm({ action, hidden, name, evidence, typed }: CertificationFormProps) {
  const [state, send] = useActionState(action, typed && { refusal: null, typed });
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {Object.entries(hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <TextField
        label="Name"
        name="name"
        readOnly={name !== null}
        hint={name === null ? 'As it is called, without its year: ISO/IEC 27001.' : undefined}
        defaultValue={shown(state, 'name', name ?? '')}
        error={errorOf(state, 'name')}
      />
      {name === null ? null : (
        <RadioGroup
          label="What is recorded"
          name="held"
          options={[
            { value: 'yes', label: 'It is renewed, or its end was mistaken' },
            { value: 'no', label: 'It is no longer held' },
          ]}
          chosen={shown(state, 'held', 'yes')}
          error={errorOf(state, 'held')}
        />
      )}
      <DateField
        label="Valid to"
        name="validTo"
        optional
        hint="Its last day. Left out, it has no end that is known."
        defaultValue={shown(state, 'validTo')}
        error={errorOf(state, 'validTo')}
      />
      <EvidenceFields state={state} {...evidence} optional />
      <EvidenceButtons leave={`/desk/register/${hidden.slug}#diligence`}>Record</EvidenceButtons>
    </form>
  );
}

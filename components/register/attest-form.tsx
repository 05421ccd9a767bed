'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { DateField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown, type Typed } from '#components/ui/form-state.ts';
import { EvidenceButtons, EvidenceFields, type EvidenceGiven } from './evidence-fields.tsx';

export type AttestFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  hidden: { slug: string; subprocessorId: string; item: string; supersedes: string };
  evidence: EvidenceGiven;
  /** What was typed before, beside a file that was sent alone. */
  typed: Typed | null;
  today: string;
  /** A year from today. */
  nextYear: string;
};

/** Attests one obligation or measure. What it says of the company stands above. */
export function AttestForm({ action, hidden, evidence, typed, today, nextYear }: AttestFormProps) {
  const [state, send] = useActionState(action, typed && { refusal: null, typed });
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <DateField
        label="Reviewed on"
        name="attestedOn"
        max={today}
        defaultValue={shown(state, 'attestedOn', today)}
        error={errorOf(state, 'attestedOn')}
      />
      <DateField
        label="Next review"
        name="nextReviewOn"
        hint="From the day after, it is shown as overdue. The policy asks for a certification every year."
        defaultValue={shown(state, 'nextReviewOn', nextYear)}
        error={errorOf(state, 'nextReviewOn')}
      />
      <EvidenceFields state={state} {...evidence} />
      <EvidenceButtons leave={`/desk/register/${hidden.slug}#diligence`}>Attest</EvidenceButtons>
    </form>
  );
}

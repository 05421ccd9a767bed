'use client';

import { useActionState } from 'react';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { DateField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { Evidence } from '#lib/diligence/diligence.ts';
import { EvidenceFields } from './evidence-fields.tsx';

export type AttestFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  hidden: { slug: string; subprocessorId: string; item: string; supersedes: string };
  files: readonly Pick<Evidence, 'id' | 'name'>[];
  added: string | undefined;
  today: string;
  /** A year from today. */
  nextYear: string;
};

/** Attests one obligation or measure. What it says of the company stands above. */
export function AttestForm({ action, hidden, files, added, today, nextYear }: AttestFormProps) {
  const [state, send] = useActionState(action, null);
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
      <EvidenceFields state={state} files={files} added={added} />
      <ButtonRow>
        <SubmitButton pendingLabel="Recording…">Attest</SubmitButton>
        <TextLink href={`/desk/register/${hidden.slug}#diligence`}>Leave it as it is</TextLink>
      </ButtonRow>
    </form>
  );
}

'use client';

import { useActionState } from 'react';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextAreaField, TextField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { Company } from '#lib/register/register.ts';
import { FACT_NAME } from './fact-names.ts';

export type AmendFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  subprocessorId: string;
  company: Company;
};

const FIELDS = [
  { field: 'legalName', optional: false, type: 'text' },
  { field: 'group', optional: true, type: 'text' },
  { field: 'address', optional: true, type: 'text' },
  { field: 'contact', optional: true, type: 'text' },
  { field: 'website', optional: true, type: 'url' },
  { field: 'tier', optional: false, type: 'number' },
] as const;

const FIELD_NAMES = FIELDS.map(({ field }) => field);

/** The facts of a company, as they are to stand, and why. */
export function AmendForm({ action, subprocessorId, company }: AmendFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="subprocessorId" value={subprocessorId} />
      <input type="hidden" name="slug" value={company.slug} />
      <input type="hidden" name="stood" value={shown(state, 'stood', JSON.stringify(company, FIELD_NAMES))} />
      {FIELDS.map(({ field, optional, type }) => (
        <TextField
          key={field}
          label={FACT_NAME[field]}
          name={field}
          type={type}
          optional={optional}
          hint={
            field === 'tier'
              ? '1 for one that the vendor engages itself, 2 for one that such a company engages.'
              : undefined
          }
          defaultValue={shown(state, field, String(company[field] ?? ''))}
          error={errorOf(state, field)}
        />
      ))}
      <TextAreaField
        label="Reason"
        name="reason"
        hint="It stands in the entry’s history, which everybody may read."
        rows={3}
        limit={2000}
        defaultValue={shown(state, 'reason')}
        error={errorOf(state, 'reason')}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Correcting…">Correct</SubmitButton>
        <TextLink href={`/desk/register/${company.slug}`}>Leave it as it is</TextLink>
      </ButtonRow>
    </form>
  );
}

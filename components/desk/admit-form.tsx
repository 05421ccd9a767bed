'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextAreaField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { Note } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export type AdmitFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  objectionId: string;
  subscriberName: string;
  subprocessorName: string;
};

/** Lets a late objection in: why, and what has already been sent. */
export function AdmitForm({ action, objectionId, subscriberName, subprocessorName }: AdmitFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send}>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="objectionId" value={objectionId} />
      <TextAreaField
        label="Why you admit it"
        name="reason"
        hint={`${subscriberName} reads it.`}
        rows={2}
        limit={5000}
        defaultValue={shown(state, 'reason')}
        error={errorOf(state, 'reason')}
      />
      <TextAreaField
        label="Data already sent"
        name="dataAlreadySent"
        hint={`What has already been sent to ${subprocessorName} for them, or that nothing has. They read it too.`}
        rows={2}
        limit={5000}
        defaultValue={shown(state, 'dataAlreadySent')}
        error={errorOf(state, 'dataAlreadySent')}
      />
      <Note className="mt-4">
        Admitting makes the change objected to, and puts {subprocessorName}’s new terms on hold for {subscriberName}{' '}
        from that instant. It stays marked as late. It can’t be taken back; our own target counts from then.
      </Note>
      <div className="mt-4">
        <SubmitButton pendingLabel="Admitting…">Admit</SubmitButton>
      </div>
    </form>
  );
}

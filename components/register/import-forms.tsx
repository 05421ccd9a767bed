'use client';

import { useActionState } from 'react';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { DateField, TextAreaField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';

type Action = (before: FormState | null, form: FormData) => Promise<FormState | null>;

export type DraftFromFileProps = { action: Action; uploadId: string; against: number; note: string; changes: number };

/** Confirms a difference: what it says becomes a draft. */
export function DraftFromFile({ action, uploadId, against, note, changes }: DraftFromFileProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="uploadId" value={uploadId} />
      <input type="hidden" name="against" value={against} />
      <TextAreaField
        label="Note of the version"
        name="note"
        hint="One sentence or two on the version as a whole. It stands in the register."
        rows={2}
        limit={2000}
        defaultValue={shown(state, 'note', note)}
        error={errorOf(state, 'note')}
      />
      <TextAreaField
        label="Reason"
        name="reason"
        hint="Why this changes, as those concerned will read it. It begins each change; the wizard lets you word each apart."
        rows={3}
        limit={5000}
        defaultValue={shown(state, 'reason')}
        error={errorOf(state, 'reason')}
      />
      <DateField
        label="Planned start"
        name="plannedStartOn"
        optional
        hint="Of each change; the wizard shows the earliest day that is possible."
        defaultValue={shown(state, 'plannedStartOn')}
        error={errorOf(state, 'plannedStartOn')}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Drafting…">
          {changes === 1 ? 'Draft this change' : `Draft these ${changes} changes`}
        </SubmitButton>
        <TextLink href="/desk/register">Leave the register as it is</TextLink>
      </ButtonRow>
    </form>
  );
}

export type CorrectFromFileProps = {
  action: Action;
  uploadId: string;
  /** A hash of the difference that is shown. */
  difference: string;
  companies: number;
};

/** Takes over the facts of companies that the file has otherwise. */
export function CorrectFromFile({ action, uploadId, difference, companies }: CorrectFromFileProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send}>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="uploadId" value={uploadId} />
      <input type="hidden" name="shown" value={difference} />
      <TextAreaField
        label="Reason of the correction"
        name="factsReason"
        hint="It stands in the history of each entry, which everybody may read."
        rows={2}
        limit={2000}
        defaultValue={shown(state, 'factsReason')}
        error={errorOf(state, 'factsReason')}
      />
      <ButtonRow>
        <SubmitButton look="quiet" pendingLabel="Correcting…">
          {companies === 1 ? 'Correct this company’s facts' : `Correct the facts of ${companies} companies`}
        </SubmitButton>
      </ButtonRow>
    </form>
  );
}

/** Confirms the first register. */
export function FirstRegister({ action, uploadId }: { action: Action; uploadId: string }) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send}>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="uploadId" value={uploadId} />
      <ButtonRow>
        <SubmitButton pendingLabel="Publishing…">Publish as policy version 1</SubmitButton>
        <TextLink href="/desk/register">Not yet</TextLink>
      </ButtonRow>
    </form>
  );
}

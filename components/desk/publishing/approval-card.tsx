'use client';

import { useActionState } from 'react';
import { ButtonRow } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { TextAreaField } from '#components/ui/field.tsx';
import { errorOf, type FormState, shown } from '#components/ui/form-state.ts';
import { Prose } from '#components/ui/prose.tsx';
import { Refused } from '#components/ui/refused.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

type Action = (before: FormState | null, form: FormData) => Promise<FormState | null>;

export type ApprovalCardProps = {
  draftId: string;
  /** Where the approval stands, in a sentence. */
  standing: string;
  /** Why it was sent back. */
  sentBackBecause: string | null;
  /** Asks another privacy admin; null: that is not to be done now. */
  ask: Action | null;
  /** For who may answer: what is approved, by its hash. */
  answer: { action: Action; approvalId: string; contentSha256: string } | null;
};

/** Four eyes on a version: who asks, who answers, and where that stands. */
export function ApprovalCard({ draftId, standing, sentBackBecause, ask, answer }: ApprovalCardProps) {
  return (
    <Card title="Approval">
      <p className="text-sm">{standing}</p>
      {sentBackBecause === null ? null : (
        <Prose className="mt-2 border-rule border-l-2 pl-3 text-sm">{sentBackBecause}</Prose>
      )}
      {ask ? <Ask action={ask} draftId={draftId} /> : null}
      {answer ? <Answer {...answer} draftId={draftId} /> : null}
    </Card>
  );
}

function Ask({ action, draftId }: { action: Action; draftId: string }) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} className="mt-4">
      {state?.refusal ? <Refused refusal={state.refusal} /> : null}
      <input type="hidden" name="draftId" value={draftId} />
      <SubmitButton full look="quiet" pendingLabel="Asking…">
        Ask for approval
      </SubmitButton>
    </form>
  );
}

function Answer({
  action,
  approvalId,
  contentSha256,
  draftId,
}: NonNullable<ApprovalCardProps['answer']> & { draftId: string }) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} className="mt-4" noValidate>
      {state?.refusal && !state.refusal.fields ? <Refused refusal={state.refusal} /> : null}
      <input type="hidden" name="draftId" value={draftId} />
      <input type="hidden" name="approvalId" value={approvalId} />
      <input type="hidden" name="contentSha256" value={contentSha256} />
      <TextAreaField
        label="What has to change"
        name="reason"
        rows={3}
        limit={5000}
        optional
        hint="To send it back. Who drafted it reads this."
        defaultValue={shown(state, 'reason')}
        error={errorOf(state, 'reason')}
      />
      <ButtonRow>
        <SubmitButton name="answer" value="approved" pendingLabel="Approving…">
          Approve
        </SubmitButton>
        <SubmitButton look="quiet" name="answer" value="sent_back" pendingLabel="Sending back…">
          Send back
        </SubmitButton>
      </ButtonRow>
    </form>
  );
}

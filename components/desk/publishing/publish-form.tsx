'use client';

import { useActionState } from 'react';
import { useFormStatus } from 'react-dom';
import { Checkbox } from '#components/ui/choice.tsx';
import type { FormState } from '#components/ui/form-state.ts';
import { Refused } from '#components/ui/refused.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { PublishingNow } from './publishing-now.tsx';

export type PublishFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  draftId: string;
  /** The hash of the draft as it is shown. */
  shown: string;
  /** Third countries, in words, for which no transfer mechanism is stated; null: there are none. */
  withoutMechanism: string | null;
};

/** The one button. While it works, with scripts, it says how far it has come; without, the page waits. */
export function PublishForm({ action, draftId, shown, withoutMechanism }: PublishFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send}>
      {state?.refusal ? <Refused refusal={state.refusal} /> : null}
      <input type="hidden" name="draftId" value={draftId} />
      <input type="hidden" name="shown" value={shown} />
      {withoutMechanism === null ? null : (
        <Checkbox
          className="mb-4"
          name="despite"
          label={`Publish all the same, without a transfer mechanism for ${withoutMechanism}`}
          hint="That you did so goes on record, and every notice says that none is stated."
        />
      )}
      <SubmitButton full pendingLabel="Publishing…">
        Publish
      </SubmitButton>
      <WhilePending draftId={draftId} />
    </form>
  );
}

function WhilePending({ draftId }: { draftId: string }) {
  const { pending } = useFormStatus();
  return pending ? <PublishingNow draftId={draftId} told={null} /> : null;
}

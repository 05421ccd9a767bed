'use client';

import { useActionState } from 'react';
import { Refused } from '#components/ui/refused.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { SecretShown } from './secret-shown.tsx';
import type { SecretState } from './webhook-form.tsx';

export type RotateFormProps = {
  action: (before: SecretState | null, form: FormData) => Promise<SecretState | null>;
  endpointId: string;
};

/** A new secret, shown where it was asked for. */
export function RotateForm({ action, endpointId }: RotateFormProps) {
  const [state, send] = useActionState(action, null);
  if (state?.secret) return <SecretShown secret={state.secret} />;
  return (
    <form action={send}>
      {state?.refusal ? <Refused refusal={state.refusal} /> : null}
      <input type="hidden" name="endpointId" value={endpointId} />
      <SubmitButton pendingLabel="Making…">Make a new secret</SubmitButton>
    </form>
  );
}

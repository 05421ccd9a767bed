'use client';

import { type ReactNode, useActionState } from 'react';
import type { ButtonLook } from './button.tsx';
import type { FormState } from './form-state.ts';
import { Refused } from './refused.tsx';
import { SubmitButton } from './submit-button.tsx';

export type ActionFormProps = {
  /** A server action, so that the form works before and without scripts. */
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  /** What the button says and does. */
  label: ReactNode;
  pendingLabel?: ReactNode;
  look?: ButtonLook;
  full?: boolean;
  hidden?: Readonly<Record<string, string>>;
  /** Fields above the button, and what follows from pressing it. */
  children?: ReactNode;
};

/** One button that does one thing. What stands in the way is said above it. */
export function ActionForm({
  action,
  label,
  pendingLabel,
  look = 'primary',
  full,
  hidden = {},
  children,
}: ActionFormProps) {
  const [state, act] = useActionState(action, null);
  return (
    <form action={act}>
      {state?.refusal ? <Refused refusal={state.refusal} /> : null}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <SubmitButton look={look} full={full} pendingLabel={pendingLabel}>
        {label}
      </SubmitButton>
    </form>
  );
}

'use client';

import { useActionState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { TextField } from '#components/ui/field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { signInAction } from './actions.ts';

export function SignInForm({ next }: { next: string }) {
  const [state, action] = useActionState(signInAction, null);
  return (
    <form action={action}>
      {state ? <Banner tone="bad">{state.sentence}</Banner> : null}
      <input type="hidden" name="next" value={next} />
      <TextField label="Email" name="email" type="email" autoComplete="username" defaultValue={state?.email} />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" />
      <div className="mt-6">
        <SubmitButton full pendingLabel="Signing in…">
          Sign in
        </SubmitButton>
      </div>
    </form>
  );
}

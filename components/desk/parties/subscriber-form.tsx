'use client';

import { useActionState } from 'react';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import type { SelectOption } from '#components/ui/control.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SelectField, TextField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export type SubscriberFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  countries: readonly SelectOption[];
  /** One that is recorded already. */
  subscriber?: { id: string; slug: string; name: string; country: string };
};

/** Who a customer is. */
export function SubscriberForm({ action, countries, subscriber }: SubscriberFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {subscriber ? (
        <>
          <input type="hidden" name="subscriberId" value={subscriber.id} />
          <input type="hidden" name="slug" value={subscriber.slug} />
        </>
      ) : null}
      <TextField
        label="Name"
        name="name"
        hint="The organisation’s legal name, as in its DPA."
        defaultValue={shown(state, 'name', subscriber?.name)}
        error={errorOf(state, 'name')}
      />
      <SelectField
        label="Country"
        name="country"
        options={countries}
        placeholder="Choose one"
        defaultValue={shown(state, 'country', subscriber?.country)}
        error={errorOf(state, 'country')}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Recording…">{subscriber ? 'Save changes' : 'Record subscriber'}</SubmitButton>
        <TextLink href={subscriber ? `/desk/subscribers/${subscriber.slug}` : '/desk/subscribers'}>
          Leave it as it is
        </TextLink>
      </ButtonRow>
    </form>
  );
}

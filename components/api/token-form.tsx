'use client';

import { useActionState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { ButtonRow } from '#components/ui/button.tsx';
import { CheckboxGroup } from '#components/ui/choice.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { DateField, TextField } from '#components/ui/field.tsx';
import { errorOf, errorWithin, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { Mono } from '#components/ui/mono.tsx';
import { Note } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { type ApiScope, apiScopes } from '#db/schema/vocabulary.ts';
import { scopeInWords } from './scope-words.ts';

/** What the form gets back: what stood in the way, or the token, this once. */
export interface TokenState extends FormState {
  token?: string;
}

export type TokenFormProps = {
  action: (before: TokenState | null, form: FormData) => Promise<TokenState | null>;
  /** The first day that may be the last one of its use. */
  earliest: string;
};

/** A token made, and shown where it was asked for; a page loaded again shows it no more. */
export function TokenForm({ action, earliest }: TokenFormProps) {
  const [state, send] = useActionState(action, null);
  const typed = state?.token ? null : state;
  return (
    <>
      {state?.token ? (
        <Banner tone="good" title="Copy the token now">
          <p>
            It is shown this once: only its hash is kept, and nobody can show it again. Whoever has it can ask for all
            that it allows, so keep it as you keep a password.
          </p>
          <p className="mt-2">
            <Mono className="text-ink">{state.token}</Mono>
          </p>
        </Banner>
      ) : null}
      <form action={send} noValidate key={state?.token}>
        <ErrorSummary problems={problemsOf(typed)} />
        <TextField
          label="Name"
          name="name"
          hint="Which program uses it, such as “Mail gateway”. Give each program one of its own."
          autoComplete="off"
          defaultValue={shown(typed, 'name')}
          error={errorOf(typed, 'name')}
        />
        <CheckboxGroup
          label="What it is for"
          name="scopes"
          options={apiScopes.map((scope: ApiScope) => ({ value: scope, label: scopeInWords[scope], hint: scope }))}
          chosen={typed?.typed.scopes ?? []}
          error={errorWithin(typed, 'scopes')}
        />
        <DateField
          label="Last day"
          name="lastDay"
          hint="It works until the end of this day, or until it is revoked."
          optional
          min={earliest}
          defaultValue={shown(typed, 'lastDay')}
          error={errorOf(typed, 'lastDay')}
        />
        <Note className="mt-4">Making a token is on the record, under your name. The token itself is not.</Note>
        <ButtonRow>
          <SubmitButton pendingLabel="Making…">Make token</SubmitButton>
        </ButtonRow>
      </form>
    </>
  );
}

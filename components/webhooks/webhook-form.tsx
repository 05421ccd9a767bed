'use client';

import { useActionState } from 'react';
import { ButtonRow } from '#components/ui/button.tsx';
import { CheckboxGroup } from '#components/ui/choice.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextField } from '#components/ui/field.tsx';
import { errorOf, errorWithin, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { Note } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { webhookKinds } from '#db/schema/vocabulary.ts';
import { SecretShown } from './secret-shown.tsx';
import { kindHints, kindInWords } from './words.ts';

/** What a form gets back: what stood in the way, or a secret, this once. */
export interface SecretState extends FormState {
  secret?: string;
}

export type WebhookFormProps = {
  action: (before: SecretState | null, form: FormData) => Promise<SecretState | null>;
  /** The endpoint that is changed; none: one is added. */
  standing?: { endpointId: string; name: string; url: string; kinds: readonly string[] };
};

/** An endpoint added, with its secret shown where it was asked for, or changed. */
export function WebhookForm({ action, standing }: WebhookFormProps) {
  const [state, send] = useActionState(action, null);
  const typed = state?.secret ? null : state;
  return (
    <>
      {state?.secret ? <SecretShown secret={state.secret} /> : null}
      <form action={send} noValidate key={state?.secret}>
        {standing ? <input type="hidden" name="endpointId" value={standing.endpointId} /> : null}
        <ErrorSummary problems={problemsOf(typed)} />
        <TextField
          label="Name"
          name="name"
          hint="Which system listens there, such as “Ticket system”."
          autoComplete="off"
          defaultValue={shown(typed, 'name', standing?.name)}
          error={errorOf(typed, 'name')}
        />
        <TextField
          label="Address"
          name="url"
          type="url"
          hint="It begins with https:// and must be reachable from the internet, unless the installation’s configuration allows it."
          autoComplete="off"
          defaultValue={shown(typed, 'url', standing?.url)}
          error={errorOf(typed, 'url')}
        />
        <CheckboxGroup
          label="What it is told"
          name="kinds"
          options={webhookKinds.map((kind) => ({ value: kind, label: kindInWords[kind], hint: kindHints[kind] }))}
          chosen={typed ? (typed.typed.kinds ?? []) : (standing?.kinds ?? [])}
          error={errorWithin(typed, 'kinds')}
        />
        <Note className="mt-4">
          {standing
            ? 'Changing it is on the record, under your name. What waits goes to the new address.'
            : 'Adding an endpoint is on the record, under your name. It is told what happens from then on: ids, references, words and instants, and nothing that anybody wrote.'}
        </Note>
        <ButtonRow>
          <SubmitButton pendingLabel={standing ? 'Saving…' : 'Adding…'}>
            {standing ? 'Save endpoint' : 'Add endpoint'}
          </SubmitButton>
        </ButtonRow>
      </form>
    </>
  );
}

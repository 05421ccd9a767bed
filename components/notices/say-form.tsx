'use client';

import { type ReactNode, useActionState, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { ButtonRow } from '#components/ui/button.tsx';
import { TextAreaField } from '#components/ui/field.tsx';
import { entry, errorOf, type FormState, shown } from '#components/ui/form-state.ts';
import { Refused } from '#components/ui/refused.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { MESSAGE_LIMIT } from '#lib/notices/inputs.ts';

/** Beside what every form gives back: under which key something was said, so that the next thing gets another. */
export interface SayState extends FormState {
  said: string | null;
}

export type SayAction = (before: SayState | null, form: FormData) => Promise<SayState>;

export type SayFormProps = {
  action: SayAction;
  /** Made when the page is made: sent twice, said once. */
  idempotencyKey: string;
  /** Ids of what it is about. */
  hidden: Readonly<Record<string, string>>;
  label: string;
  hint?: ReactNode;
  /** What the button says: "Send message". */
  submit: string;
  /** Said once it is sent: "Sent. It stands above." */
  sent: string;
  /** Unlike any other control's on the page. */
  id: string;
  rows?: number;
  /** A link that leaves without sending. */
  cancel?: ReactNode;
};

/** One text to the other side. After sending it is empty again, for the next one. */
export function SayForm(props: SayFormProps) {
  const { action, idempotencyKey, hidden, label, hint, submit, sent, id, rows, cancel } = props;
  const [state, say] = useActionState(action, null);
  // a page made anew brings a new key; it is taken up only when the old one is spent, so that nothing is said twice
  const [key, setKey] = useState(idempotencyKey);
  const spent = state?.said === key;
  if (spent && key !== idempotencyKey) setKey(idempotencyKey);
  const refused = state?.refusal ?? null;
  return (
    <form action={say}>
      {refused && !errorOf(state, 'body') ? <Refused refusal={refused} /> : null}
      {state && !refused ? <Banner tone="good">{sent}</Banner> : null}
      {Object.entries({ ...hidden, idempotencyKey: key }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextAreaField
        // React empties the form after its action; what was refused is put back
        key={refused ? (entry(state?.typed ?? {}, 'body') ?? '') : (state?.said ?? '')}
        label={label}
        name="body"
        id={id}
        hint={hint}
        rows={rows}
        limit={MESSAGE_LIMIT}
        defaultValue={refused ? shown(state, 'body') : ''}
        error={errorOf(state, 'body')}
      />
      <ButtonRow>
        <SubmitButton look="quiet" pendingLabel="Sending…">
          {submit}
        </SubmitButton>
        {cancel}
      </ButtonRow>
    </form>
  );
}

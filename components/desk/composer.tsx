'use client';

import { useActionState, useState } from 'react';
import type { SayState } from '#components/notices/say-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { ButtonRow } from '#components/ui/button.tsx';
import { TextAreaField } from '#components/ui/field.tsx';
import { entry, errorOf, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { MESSAGE_LIMIT } from '#lib/notices/inputs.ts';

export type ComposerProps = {
  action: (before: SayState | null, form: FormData) => Promise<SayState>;
  /** Made when the page is made: sent twice, said once. */
  idempotencyKey: string;
  noticeId: string;
  objectionId: string;
  subscriberName: string;
  /** Whether information can be asked for now. */
  mayAsk: boolean;
};

/** One text to the subscriber: as a message, or as a question on which the case waits. */
export function Composer({ action, idempotencyKey, noticeId, objectionId, subscriberName, mayAsk }: ComposerProps) {
  const [state, say] = useActionState(action, null);
  // a page made anew brings a new key; it is taken up only when the old one is spent, so that nothing is said twice
  const [key, setKey] = useState(idempotencyKey);
  const spent = state?.said === key;
  if (spent && key !== idempotencyKey) setKey(idempotencyKey);
  const refused = state?.refusal ?? null;
  return (
    <form action={say}>
      {refused && !errorOf(state, 'body') ? <Banner tone="bad">{refused.sentence}</Banner> : null}
      {state && !refused ? <Banner tone="good">Sent. It stands above.</Banner> : null}
      {Object.entries({ noticeId, objectionId, idempotencyKey: key }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextAreaField
        // React empties the form after its action; what was refused is put back
        key={refused ? (entry(state?.typed ?? {}, 'body') ?? '') : (state?.said ?? '')}
        label={`Write to ${subscriberName}`}
        name="body"
        id="message"
        hint={
          mayAsk
            ? 'A message changes nothing else. Asking for information makes the case wait for them: our own target stands still until they answer, or you go on without.'
            : 'It changes nothing else.'
        }
        rows={3}
        limit={MESSAGE_LIMIT}
        defaultValue={refused ? shown(state, 'body') : ''}
        error={errorOf(state, 'body')}
      />
      <ButtonRow>
        <SubmitButton look="quiet" name="as" value="message" pendingLabel="Sending…">
          Send message
        </SubmitButton>
        {mayAsk ? (
          <SubmitButton look="quiet" name="as" value="request" pendingLabel="Sending…">
            Ask for information
          </SubmitButton>
        ) : null}
      </ButtonRow>
    </form>
  );
}

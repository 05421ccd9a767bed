'use client';

import { useActionState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import type { FormState } from '#components/ui/form-state.ts';
import { Mono } from '#components/ui/mono.tsx';
import { Note } from '#components/ui/prose.tsx';
import { Refused } from '#components/ui/refused.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

/** What the form gets back: what stood in the way, or the address, this once. */
export interface FeedState extends FormState {
  address?: string;
}

export type CalendarFeedFormProps = {
  action: (before: FeedState | null, form: FormData) => Promise<FeedState | null>;
  /** Whether there is one that works now. */
  standing: boolean;
};

/** An address made, and shown where it was asked for; a page loaded again shows it no more. */
export function CalendarFeedForm({ action, standing }: CalendarFeedFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <>
      {state?.refusal ? <Refused refusal={state.refusal} /> : null}
      {state?.address ? <AddressMade address={state.address} /> : null}
      <form action={send}>
        {standing ? (
          <Note className="mb-3">
            If you have lost the address, or somebody else may have it, make a new one: the former one stops working at
            once.
          </Note>
        ) : null}
        <SubmitButton look={standing ? 'quiet' : 'primary'} pendingLabel="Making…">
          {standing ? 'Make a new address' : 'Make an address'}
        </SubmitButton>
      </form>
    </>
  );
}

function AddressMade({ address }: { address: string }) {
  return (
    <Banner tone="good" title="Copy the address now">
      <p>
        It is shown this once: only its hash is kept, and nobody can show it again. Whoever has it can read the titles
        and deadlines of your organisation’s changes, and nothing else.
      </p>
      <p className="mt-2 break-all">
        <Mono className="text-ink">{address}</Mono>
      </p>
      <ul className="mt-3 list-disc space-y-1 pl-5">
        <li>
          On this device:{' '}
          <TextLink href={address.replace(/^https?:/, 'webcal:')}>subscribe with the calendar of this device</TextLink>.
        </li>
        <li>Outlook: Add calendar, Subscribe from web.</li>
        <li>Google Calendar: Other calendars, From URL.</li>
        <li>Apple Calendar: File, New Calendar Subscription.</li>
      </ul>
    </Banner>
  );
}

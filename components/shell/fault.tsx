'use client';

import { Button, LinkButton } from '#components/ui/button.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { BarePage } from './bare-page.tsx';
import { Message } from './message.tsx';

export type FaultProps = {
  error: Error & { digest?: string };
  reset: () => void;
};

/** Something broke on our side. The reader gets the number under which it is in our log, and nothing of its inside. */
export function Fault({ error, reset }: FaultProps) {
  return (
    <BarePage>
      <Message
        title="This page could not be made"
        actions={
          <>
            <Button look="primary" onClick={reset}>
              Try again
            </Button>
            <LinkButton href="/">Go to your first page</LinkButton>
          </>
        }
      >
        <p>
          The fault is on our side. If you were sending something, look at the page it belongs to before you send it
          again: it may have arrived.
        </p>
        {error.digest ? (
          <p>
            If it stays, write to the privacy contact and name fault <Mono>{error.digest}</Mono>.
          </p>
        ) : null}
      </Message>
    </BarePage>
  );
}

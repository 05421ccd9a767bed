import type { ReactNode } from 'react';
import { Chip } from '#components/ui/chip.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Mono } from '#components/ui/mono.tsx';
import type { WebhookFailure, WebhookMessageKind } from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { failureInWords, kindInWords } from './words.ts';

/** A message on its way to one endpoint; `when` sets an instant for its reader. */
export interface DeliveryShown {
  deliveryId: string;
  messageId: string;
  kind: WebhookMessageKind;
  reference: string | null;
  happenedAt: Instant;
  requestedBy: string | null;
  nextTryAt: Instant;
  deliveredAt: Instant | null;
  code: number | null;
  answer: string | null;
  failedAt: Instant | null;
  tries: { id: string; at: Instant; failure: WebhookFailure; code: number | null; answer: string }[];
}

type Shown = { delivery: DeliveryShown; when: (at: Instant) => ReactNode };

/** What it tells, of which case, and its id. */
export function MessageTold({ delivery: { kind, reference, messageId, happenedAt, requestedBy }, when }: Shown) {
  return (
    <>
      {kindInWords[kind]}
      <span className="block font-normal text-ink-2 text-sm">
        {reference ? `${reference}, ` : null}
        {when(happenedAt)}
      </span>
      {requestedBy ? (
        <span className="block font-normal text-ink-2 text-sm">
          {kind === 'webhook.test' ? 'Asked for' : 'Sent again'} by {requestedBy}
        </span>
      ) : null}
      <Mono className="block font-normal">msg_{messageId}</Mono>
    </>
  );
}

/** What became of it, with each try that was not taken. */
export function WhatBecame({ delivery, when, held }: Shown & { held: boolean }) {
  const { deliveredAt, code, answer, failedAt, nextTryAt, tries } = delivery;
  return (
    <>
      {deliveredAt ? (
        <>
          <Chip tone="good">Taken</Chip>
          <span className="block text-sm">
            {when(deliveredAt)}, answered {code}
          </span>
          {answer ? <Mono className="block">{answer}</Mono> : null}
        </>
      ) : failedAt ? (
        <>
          <Chip tone="bad">Failed</Chip>
          <span className="block text-sm">Given up {when(failedAt)}</span>
        </>
      ) : (
        <>
          <Chip tone={tries.length > 0 ? 'warn' : 'neutral'}>Waiting</Chip>
          <span className="block text-sm">
            {held ? 'Sent when the endpoint goes on' : <>Next try {when(nextTryAt)}</>}
          </span>
        </>
      )}
      {tries.length > 0 ? (
        <div className="mt-1.5">
          <Disclosure summary={tries.length === 1 ? '1 try not taken' : `${tries.length} tries not taken`}>
            <ol className="grid gap-1.5 text-sm">
              {tries.map(({ id, at, failure, code: said, answer: words }) => (
                <li key={id}>
                  {failureInWords(failure, said)}, {when(at)}
                  {words ? <Mono className="block">{words}</Mono> : null}
                </li>
              ))}
            </ol>
          </Disclosure>
        </div>
      ) : null}
    </>
  );
}

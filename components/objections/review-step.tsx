'use client';

import { useEffect, useRef } from 'react';
import { lateInWords } from '#components/notices/answer-words.ts';
import { Banner } from '#components/ui/banner.tsx';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import { Note } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { Refusal } from '#lib/command/refusal.ts';
import { inWords, lastDayInWords, relative } from '#lib/deadlines/speak.ts';
import { objectionInput } from '#lib/objections/inputs.ts';
import { letter } from '#lib/objections/letter.ts';
import { SignInAgain } from './draft-status.tsx';
import { type FormShown, isSignedOut, type ObjectionState } from './form-shown.ts';
import { controlsOf, type FormValues } from './form-values.ts';
import { LetterShown } from './letter-shown.tsx';
import type { Attached } from './upload.ts';

export type ReviewStepProps = {
  shown: FormShown;
  values: FormValues;
  attached: readonly Attached[];
  review: NonNullable<ObjectionState['review']>;
  refusal: Refusal | null;
  zone: string;
  pending: boolean;
  action: (form: FormData) => void;
  onSend: (form: FormData) => void;
  /** Back to writing, at the control with this id. */
  onChange: (control: string) => void;
};

/** The letter as it will stand, a way back to each part of it, and what filing it does. */
export function ReviewStep(props: ReviewStepProps) {
  const { shown, values, attached, review, refusal, zone, pending, action, onSend, onChange } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const parsed = objectionInput.safeParse(values);
  if (!parsed.success) return null;
  const { fileIds, noticeId: _notice, idempotencyKey: _key, declaration: _declared, ...said } = parsed.data;
  const files = fileIds.flatMap((id) => attached.filter((file) => file.id === id));
  const serviceNames = said.serviceIds
    .flatMap((id) => shown.services.filter((one) => one.id === id))
    .map(({ name }) => name);
  const asItWillStand = letter({ ...shown.frozen, ...said, channel: 'demur', files }, { ...shown.names, serviceNames });
  const late = review.now >= review.closesAt;
  const today = !late && /today/.test(relative(review.now, review.closesAt, zone));
  const base = `/changes/${shown.noticeId}/objection`;
  return (
    <section aria-labelledby="review-heading">
      <h2 id="review-heading" ref={heading} tabIndex={-1} className="mb-1 text-xl">
        The letter as it will stand
      </h2>
      <Note className="mb-5">
        Read it once more. Filed, it is on record and can’t be edited; you can add to it until it is decided, and
        retract it.
      </Note>
      {refusal ? (
        <Banner
          tone="bad"
          title="Not filed"
          actions={isSignedOut(refusal) ? <SignInAgain noticeId={shown.noticeId} /> : null}
        >
          {refusal.sentence}
        </Banner>
      ) : null}
      {late ? (
        <Banner tone="warn" title="The window has closed: this objection will be late">
          {lateInWords(review.closesAt, zone)}
        </Banner>
      ) : null}
      {today ? (
        <Banner title={`The server’s clock shows ${inWords(review.now, zone)}`}>
          The window closes with {lastDayInWords(review.closesAt, zone)}. What counts is the instant at which the server
          stores your objection.
        </Banner>
      ) : null}
      <LetterShown
        letter={asItWillStand}
        label="Objection, as it will stand"
        change={({ field, heading: part }) => {
          const control = field === 'files' ? 'fileIds' : field === 'requestedActions' ? 'requestedActions.0' : field;
          return (
            <TextLink
              href={`${base}#${control}`}
              onClick={(event) => {
                event.preventDefault();
                onChange(control);
              }}
            >
              Change<span className="sr-only"> “{part}”</span>
            </TextLink>
          );
        }}
      />
      <form
        action={action}
        onSubmit={(event) => {
          event.preventDefault();
          onSend(new FormData(event.currentTarget));
        }}
      >
        {controlsOf(values).map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="intent" value="file" />
        <ButtonRow>
          <SubmitButton pending={pending} pendingLabel="Filing…">
            File objection
          </SubmitButton>
          <TextLink
            href={base}
            onClick={(event) => {
              event.preventDefault();
              onChange('groundCategories');
            }}
          >
            Back to writing
          </TextLink>
        </ButtonRow>
        <Note className="mt-3">
          You get a receipt at once, with a reference and the instant of receipt. {shown.names.vendorName} answers on
          the page of your objection.
        </Note>
      </form>
    </section>
  );
}

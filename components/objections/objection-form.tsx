'use client';

import { startTransition, useActionState, useEffect, useState } from 'react';
import { Steps } from '#components/ui/steps.tsx';
import { forgetInTab, keepInTab, type SaveDraft } from './draft-keeping.ts';
import { EditStep } from './edit-step.tsx';
import { type FileRules, type FormShown, isSignedOut, type ObjectionAction } from './form-shown.ts';
import { type FormValues, valuesTyped } from './form-values.ts';
import { ReviewStep } from './review-step.tsx';

export type ObjectionFormProps = {
  shown: FormShown;
  /** What the draft holds, or an empty form. */
  values: FormValues;
  /** "Draft saved by Jon, 14:02 (Madrid)"; what stands where nothing has been typed yet. */
  before: string;
  signatory: boolean;
  zone: string;
  files: FileRules;
  action: ObjectionAction;
  save: SaveDraft;
};

/**
 * An objection in two steps: it is written, and read once more as the letter that it will be. Without scripts the same
 * action answers each step with the next one.
 */
export function ObjectionForm({ shown, values, before, signatory, zone, files, action, save }: ObjectionFormProps) {
  const [state, dispatch, pending] = useActionState(action, null);
  const [attached, setAttached] = useState(shown.files);
  // which part somebody went back to change; null: the step is the one that the action answered with
  const [changing, setChanging] = useState<string | null>(null);
  const { noticeId } = shown;
  const savedAt = state?.savedAt ?? null;
  useEffect(() => {
    if (savedAt) forgetInTab(noticeId);
  }, [savedAt, noticeId]);
  const typed = state ? valuesTyped(state.typed) : values;

  function send(form: FormData) {
    // kept until the answer shows that it arrived
    keepInTab(form, noticeId);
    setChanging(null);
    startTransition(() => dispatch(form));
  }

  const review = changing === null ? state?.review : null;
  return (
    <>
      <Steps
        label="Objecting"
        steps={[{ label: 'Write' }, { label: 'Review' }, { label: 'Receipt' }]}
        current={review ? 1 : 0}
      />
      {review && state ? (
        <ReviewStep
          shown={shown}
          values={typed}
          attached={attached}
          review={review}
          refusal={state.refusal}
          zone={zone}
          pending={pending}
          action={dispatch}
          onSend={send}
          onChange={setChanging}
        />
      ) : (
        <EditStep
          shown={shown}
          start={typed}
          startAt={changing}
          state={state}
          signedOut={isSignedOut(state?.refusal)}
          before={before}
          signatory={signatory}
          zone={zone}
          rules={files}
          attached={attached}
          setAttached={setAttached}
          pending={pending}
          action={dispatch}
          onSend={send}
          save={save}
        />
      )}
    </>
  );
}

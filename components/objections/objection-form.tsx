'use client';

import { unstable_rethrow } from 'next/navigation';
import { type ReactNode, useActionState, useEffect, useState, useTransition } from 'react';
import { typedIn } from '#components/ui/form-state.ts';
import { Steps } from '#components/ui/steps.tsx';
import { refuse } from '#lib/command/refusal.ts';
import { forgetInTab, keepInTab, type SaveDraft } from './draft-keeping.ts';
import { EditStep } from './edit-step.tsx';
import {
  type FileRules,
  type FormShown,
  isSignedOut,
  type ObjectionAction,
  type ObjectionState,
} from './form-shown.ts';
import { type FormValues, valuesTyped } from './form-values.ts';
import { ReviewStep } from './review-step.tsx';

export type ObjectionFormProps = {
  shown: FormShown;
  /** What the draft holds, or an empty form. */
  values: FormValues;
  /** What the clock means for whoever writes now. */
  clock: ReactNode;
  /** "Draft saved by Jon, 14:02 (Madrid)"; what stands where nothing has been typed yet. */
  before: string;
  signatory: boolean;
  zone: string;
  files: FileRules;
  action: ObjectionAction;
  save: SaveDraft;
};

const NO_ANSWER = refuse(
  'busy',
  'There was no answer from the server. What you typed is kept in this tab. Check the connection and press the button again: one form is filed only once, however often it is sent.',
);

/**
 * An objection in two steps: it is written, and read once more as the letter that it will be. Without scripts the same
 * action answers each step with the next one.
 */
export function ObjectionForm(props: ObjectionFormProps) {
  const { shown, values, clock, before, signatory, zone, files, action, save } = props;
  // what the server answered to a form sent without scripts; with them, the action is asked below, since an answer that
  // never comes would otherwise take the whole page down, and what was typed with it
  const [posted, dispatch] = useActionState(action, null);
  const [answered, setAnswered] = useState<ObjectionState | null>(null);
  const [pending, startTransition] = useTransition();
  const state = answered ?? posted;
  const [attached, setAttached] = useState(shown.files);
  // the control that somebody went back to change, and from which answer: the next answer shows its own step
  const [changing, setChanging] = useState<{ control: string; of: ObjectionState | null } | null>(null);
  const { noticeId } = shown;
  const savedAt = state?.savedAt ?? null;
  useEffect(() => {
    if (savedAt) forgetInTab(noticeId);
  }, [savedAt, noticeId]);
  const typed = state ? valuesTyped(state.typed) : values;

  function send(form: FormData) {
    // kept until the answer shows that it arrived
    keepInTab(form, noticeId);
    startTransition(async () => {
      const answer = await action(state, form).catch((error: unknown): ObjectionState => {
        unstable_rethrow(error);
        // a fault of the server has an id, and is shown as such
        if (error instanceof Error && 'digest' in error) throw error;
        return { refusal: NO_ANSWER, typed: typedIn(form), review: state?.review ?? null, savedAt: null };
      });
      startTransition(() => setAnswered(answer));
    });
  }

  const went = changing?.of === state ? changing : null;
  const review = went ? null : state?.review;
  return (
    <>
      {review ? null : clock}
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
          onChange={(control) => setChanging({ control, of: state })}
        />
      ) : (
        <EditStep
          shown={shown}
          start={typed}
          startAt={went?.control ?? null}
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

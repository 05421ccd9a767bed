'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type Dispatch, type FormEvent, type SetStateAction, useEffect, useRef, useState } from 'react';
import { type FieldErrors, useForm } from 'react-hook-form';
import { Banner } from '#components/ui/banner.tsx';
import { ButtonRow } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/choice.tsx';
import { ErrorSummary, type FieldProblem } from '#components/ui/error-summary.tsx';
import { problemsOf, typedIn } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { type ObjectionFields, type ObjectionInput, objectionInput } from '#lib/objections/inputs.ts';
import { Attachments } from './attachments.tsx';
import { keptInTab, type SaveDraft, useDraftKeeping } from './draft-keeping.ts';
import { DraftStatus, SignInAgain } from './draft-status.tsx';
import { ConcernedFields, FilerFields, GroundsFields, RequestedActions } from './form-fields.tsx';
import { type FileRules, type FormShown, isSignedOut, type ObjectionState } from './form-shown.ts';
import { type FormValues, valuesOfDraft, valuesTyped } from './form-values.ts';
import type { Attached } from './upload.ts';

export type EditStepProps = {
  shown: FormShown;
  /** What the controls hold at first. */
  start: FormValues;
  /** The control to begin at, for somebody who came back to change it. */
  startAt: string | null;
  state: ObjectionState | null;
  signedOut: boolean;
  before: string;
  signatory: boolean;
  zone: string;
  rules: FileRules;
  attached: readonly Attached[];
  setAttached: Dispatch<SetStateAction<readonly Attached[]>>;
  pending: boolean;
  action: (form: FormData) => void;
  onSend: (form: FormData) => void;
  save: SaveDraft;
};

const FORM = 'objection';

/** Writing the objection. Everything typed is kept as a draft; nothing is sent to the vendor. */
export function EditStep(props: EditStepProps) {
  const [values, setValues] = useState(props.start);
  const [restored, setRestored] = useState(false);
  const { noticeId } = props.shown;
  const { idempotencyKey } = values;
  const fresh = props.state === null;
  useEffect(() => {
    const kept = fresh ? keptInTab(noticeId) : null;
    if (!kept) return;
    setValues((now) => valuesOfDraft(kept, { noticeId, idempotencyKey, fileIds: now.fileIds }));
    setRestored(true);
  }, [fresh, noticeId, idempotencyKey]);
  // built anew around what this tab kept, so that every control begins with it
  return <Writing key={restored ? 'restored' : 'first'} {...props} start={values} restored={restored} />;
}

function Writing(props: EditStepProps & { restored: boolean }) {
  const { shown, start, startAt, state, signedOut, before, signatory, zone, rules, attached, setAttached, pending } =
    props;
  const { subscriberName } = shown.names;
  const form = useRef<HTMLFormElement>(null);
  const { keeping, now, changed, stop } = useDraftKeeping(form, shown.noticeId, props.save);
  const [problems, setProblems] = useState<readonly FieldProblem[] | null>(null);
  const [uploading, setUploading] = useState(false);
  const [first] = useState(() => (props.restored ? start : asFound(start)));
  const { register, handleSubmit, formState } = useForm<ObjectionFields, unknown, ObjectionInput>({
    resolver: zodResolver(objectionInput),
    defaultValues: { ...first, declaration: first.declaration || undefined },
    shouldFocusError: false,
  });

  useEffect(() => {
    if (startAt) document.getElementById(startAt)?.focus();
  }, [startAt]);
  useEffect(() => {
    if (props.restored) void now();
    else if (first !== start) changed();
  }, [props.restored, first, start, now, changed]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (!(submitter instanceof HTMLButtonElement) || submitter.value !== 'review') return void now();
    if (uploading)
      return setProblems([{ field: 'fileIds', message: 'A file is still on its way. Wait until it has arrived.' }]);
    const typed = new FormData(event.currentTarget, submitter);
    void handleSubmit(
      () => {
        stop();
        setProblems(null);
        props.onSend(typed);
      },
      (errors) => setProblems(problemsIn(errors)),
    )(event);
  }

  const errorOf = (field: string) => errorAt(formState.errors, field) ?? state?.refusal?.fields?.[field];
  return (
    <form ref={form} id={FORM} action={props.action} onSubmit={onSubmit} onChange={changed} noValidate>
      {props.restored ? (
        <Banner tone="good">What you had typed before is back, and saved with the draft as far as it can be.</Banner>
      ) : null}
      {signedOut ? null : <ErrorSummary problems={problems ?? problemsOf(state)} />}
      {signedOut ? (
        <Banner tone="warn" title="You are signed out" actions={<SignInAgain noticeId={shown.noticeId} />}>
          What you typed is kept in this tab.
        </Banner>
      ) : null}
      {/* The button that the Enter key presses: the first of the form. */}
      <button type="submit" name="intent" value="save" tabIndex={-1} aria-hidden className="sr-only">
        Save draft
      </button>
      <input type="hidden" name="noticeId" value={start.noticeId} />
      <input type="hidden" name="idempotencyKey" value={start.idempotencyKey} />
      <div className="grid gap-9 *:mt-0">
        <GroundsFields start={start} register={register} errorOf={errorOf} />
        <RequestedActions start={start} register={register} errorOf={errorOf} />
        <ConcernedFields start={start} register={register} errorOf={errorOf} shown={shown} />
        <Attachments
          noticeId={shown.noticeId}
          files={attached}
          setFiles={setAttached}
          onBusy={setUploading}
          error={errorOf('fileIds')}
          {...rules}
        />
        <FilerFields start={start} register={register} errorOf={errorOf} subscriberName={subscriberName} />
        {signatory ? (
          <Checkbox
            label={`I am authorised to object on behalf of ${subscriberName}.`}
            hint="If someone else must confirm, save the draft and send it to them."
            error={errorOf('declaration')}
            defaultChecked={start.declaration}
            {...register('declaration')}
            id="declaration"
          />
        ) : (
          <Banner title="Send it to your signatory">
            You can prepare this objection; filing it is for a signatory of {subscriberName}
            {shown.signatories.length > 0 ? ` (${shown.signatories.join(', ')})` : ''}. Save the draft, and send them
            the address of this page: the draft is there for them.
          </Banner>
        )}
      </div>
      <ButtonRow>
        {signatory ? (
          <SubmitButton name="intent" value="review" pending={pending} pendingLabel="Checking…">
            Review
          </SubmitButton>
        ) : null}
        <SubmitButton look={signatory ? 'quiet' : 'primary'} name="intent" value="save">
          Save draft
        </SubmitButton>
        <DraftStatus keeping={keeping} zone={zone} before={before} />
      </ButtonRow>
      {keeping.state === 'refused' && isSignedOut(keeping.refusal) ? (
        <p className="mt-2">
          <SignInAgain noticeId={shown.noticeId} />
        </p>
      ) : null}
    </form>
  );
}

/**
 * What the form holds when scripts take it over: somebody may have typed into it already, and react-hook-form would
 * put its own beginning over that.
 */
function asFound(start: FormValues): FormValues {
  const form = typeof document === 'undefined' ? null : document.getElementById(FORM);
  if (form === null || !(form instanceof HTMLFormElement)) return start;
  const found = valuesTyped(typedIn(new FormData(form)));
  return JSON.stringify(found) === JSON.stringify(start) ? start : found;
}

/** The message at a path such as `requestedActions.1`. */
function errorAt(errors: FieldErrors, path: string): string | undefined {
  let at: unknown = errors;
  for (const part of path.split('.')) at = isRecord(at) ? at[part] : undefined;
  return isRecord(at) && typeof at.message === 'string' ? at.message : undefined;
}

/** Every message, with the id of its control: that is the field's path. */
function problemsIn(errors: FieldErrors, path = ''): FieldProblem[] {
  return Object.entries(errors).flatMap(([name, error]): FieldProblem[] => {
    const field = path === '' ? name : `${path}.${name}`;
    if (!isRecord(error)) return [];
    if (typeof error.message === 'string') return [{ field: name === 'root' ? path : field, message: error.message }];
    return problemsIn(error as FieldErrors, field);
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

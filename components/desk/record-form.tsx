'use client';

import { type Dispatch, type SetStateAction, useActionState, useState } from 'react';
import { Attachments } from '#components/objections/attachments.tsx';
import type { FileRules } from '#components/objections/form-shown.ts';
import { GROUP_NAME } from '#components/objections/grounds.ts';
import type { Attached } from '#components/objections/upload.ts';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { CheckboxGroup, FieldGroup, RadioGroup } from '#components/ui/choice.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { DateField, SelectField, TextAreaField, TextField } from '#components/ui/field.tsx';
import { entry, errorOf, errorWithin, type FormState, problemsOf, rowNumbers } from '#components/ui/form-state.ts';
import { Note } from '#components/ui/prose.tsx';
import { Rows } from '#components/ui/rows.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { type GroundGroup, groundGroups } from '#db/schema/vocabulary.ts';
import { limits } from '#lib/objections/inputs.ts';
import { groundInWords } from '#lib/objections/letter.ts';

/** Beside what was typed, how often it was sent: each time the form is made anew. */
export interface RecordState extends FormState {
  round: number;
}

export type RecordFormProps = {
  action: (before: RecordState | null, form: FormData) => Promise<RecordState>;
  noticeId: string;
  idempotencyKey: string;
  subscriberName: string;
  /** The zone that the stated instant is read in: "Madrid". */
  city: string;
  /** Its window has closed: what came in time and is recorded now is an admission. */
  closed: boolean;
  /** "the end of 2 December 2026 (Madrid)" */
  closeWords: string;
  today: string;
  services: readonly { id: string; name: string }[];
  dataCategories: readonly string[];
  files: readonly Attached[];
  rules: FileRules;
  back: string;
};

const GROUPS = Object.keys(groundGroups) as GroundGroup[];

/** An objection that came by e-mail or post, put on record with its original and the instant at which it came. */
export function RecordForm(props: RecordFormProps) {
  const { action, noticeId, idempotencyKey, subscriberName, back } = props;
  const [state, send] = useActionState(action, null);
  const [files, setFiles] = useState(props.files);
  const [busy, setBusy] = useState(false);
  const typed = state?.typed ?? {};
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="noticeId" value={noticeId} />
      <input type="hidden" name="idempotencyKey" value={entry(typed, 'idempotencyKey') ?? idempotencyKey} />
      {/* The first button of a form is what Enter presses: not the one that takes a row out. */}
      <button type="submit" name="go" value="record" hidden />
      <div key={state?.round ?? 0}>
        <Arrival {...props} state={state} files={files} setFiles={setFiles} setBusy={setBusy} />
        <WhatItSays {...props} state={state} />
      </div>
      {props.closed ? <Admission {...props} state={state} /> : null}
      <Note className="mt-7">
        {subscriberName} gets a receipt at once, and may dispute the instant. It is marked “stated by the vendor, not
        measured”; when it is recorded is measured. What is recorded can’t be edited.
      </Note>
      <ButtonRow>
        <SubmitButton
          name="go"
          value="record"
          pending={busy}
          pendingLabel={busy ? 'A file is on its way…' : 'Recording…'}
        >
          Record objection
        </SubmitButton>
        <TextLink href={back}>Record nothing</TextLink>
      </ButtonRow>
    </form>
  );
}

type PartProps = RecordFormProps & { state: RecordState | null };

const at = (state: RecordState | null, name: string) => ({
  name,
  defaultValue: entry(state?.typed ?? {}, name) ?? '',
  error: errorOf(state, name),
});

type ArrivalProps = PartProps & {
  files: readonly Attached[];
  setFiles: Dispatch<SetStateAction<readonly Attached[]>>;
  setBusy: (busy: boolean) => void;
};

/** How and when it came, and the thing itself. */
function Arrival({ state, city, today, closeWords, noticeId, files, setFiles, setBusy, rules }: ArrivalProps) {
  return (
    <Section title="How it came">
      <RadioGroup
        label="By"
        name="channel"
        chosen={entry(state?.typed ?? {}, 'channel')}
        error={errorOf(state, 'channel')}
        options={[
          { value: 'email', label: 'E-mail' },
          { value: 'post', label: 'Post' },
        ]}
      />
      <FieldGroup
        label="When it came"
        name="receivedAt"
        id="receivedOn"
        hint={`As its headers or its stamp show, by the clocks of ${city}. The window ends with ${closeWords}.`}
        error={errorOf(state, 'receivedAt')}
      >
        <div className="flex flex-wrap gap-x-5 gap-y-3 *:mt-0">
          <DateField label="Day" max={today} {...at(state, 'receivedOn')} />
          <TextField label="Time" type="time" step={1} className="max-w-40" {...at(state, 'receivedTime')} />
        </div>
      </FieldGroup>
      <div className="mt-5">
        <Attachments
          noticeId={noticeId}
          files={files}
          setFiles={setFiles}
          onBusy={setBusy}
          label="The original as a file"
          error={errorWithin(state, 'fileIds')}
          withoutScripts="Attaching needs scripts. Paste the text of the original below instead."
          {...rules}
        />
      </div>
      <TextAreaField
        label="Or its text"
        hint="With all its headers, as it came. It is kept as a file of the case, with its hash."
        rows={5}
        optional
        {...at(state, 'original')}
      />
    </Section>
  );
}

/** What the letter says, in the fields that an objection has. */
function WhatItSays({ state, subscriberName, services, dataCategories }: PartProps) {
  const typed = state?.typed ?? {};
  const actions = rowNumbers(typed, 'requestedActions');
  return (
    <>
      <Section title="Its grounds">
        <FieldGroup
          label="Grounds"
          name="groundCategories"
          id="grounds"
          hint="Those that the letter names or describes; at least one."
          error={errorOf(state, 'groundCategories')}
        >
          <div className="grid gap-x-8 gap-y-5 *:mt-0 md:grid-cols-2">
            {GROUPS.map((group, index) => (
              <CheckboxGroup
                key={group}
                label={GROUP_NAME[group]}
                name="groundCategories"
                id={index === 0 ? 'groundCategories' : `groundCategories-${group}`}
                chosen={typed.groundCategories}
                options={groundGroups[group].map((word) => ({ value: word, label: groundInWords[word] }))}
              />
            ))}
          </div>
        </FieldGroup>
        <TextAreaField
          label="Description of the grounds"
          hint="In their words, as the letter has them."
          rows={7}
          limit={limits.groundsText}
          {...at(state, 'groundsText')}
        />
      </Section>
      <Section title="What it asks for">
        <Rows
          list="requestedActions"
          numbers={actions}
          noun="Requested action"
          addLabel="Add an action"
          most={limits.requestedActions}
        >
          {(number, index) => (
            <div className="*:mt-0 sm:pr-7">
              <TextAreaField
                label={`Requested action ${index + 1}`}
                rows={2}
                {...at(state, `requestedActions.${number}`)}
              />
            </div>
          )}
        </Rows>
        {dataCategories.length > 0 ? (
          <CheckboxGroup
            label="Data concerned"
            name="dataCategories"
            optional
            columns
            hint="None ticked: all of it."
            chosen={typed.dataCategories}
            error={errorWithin(state, 'dataCategories')}
            options={dataCategories.map((name) => ({ value: name, label: name }))}
          />
        ) : null}
        {services.length > 0 ? (
          <CheckboxGroup
            label="Services concerned"
            name="serviceIds"
            optional
            columns
            hint="None ticked: every one that this change is about."
            chosen={typed.serviceIds}
            error={errorWithin(state, 'serviceIds')}
            options={services.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
      </Section>
      <Section title="Who signed it">
        <div className="grid items-start gap-x-8 gap-y-5 *:mt-0 md:grid-cols-2">
          <TextField label="Name" autoComplete="off" {...at(state, 'filerName')} />
          <TextField label="Capacity" optional autoComplete="off" {...at(state, 'capacity')} />
          <SelectField
            label={`${subscriberName} acts as`}
            optional
            placeholder="Not stated"
            options={[
              { value: 'controller', label: 'Controller of these data' },
              { value: 'processor', label: 'Processor, for somebody else' },
            ]}
            {...at(state, 'actingAs')}
          />
          <TextField label="For whom, as processor" optional autoComplete="off" {...at(state, 'onBehalfOf')} />
        </div>
      </Section>
    </>
  );
}

/** In time, and told of after the close: recording it undoes what silence has made. */
function Admission({ state, closeWords }: PartProps) {
  return (
    <Section title="If it came in time" note={`its window closed with ${closeWords}`}>
      <Note className="mb-4">
        What came in time and is recorded now counts as an admission, which needs these two. What came after the close
        is kept as late, and needs neither.
      </Note>
      <TextAreaField label="Why you admit it" rows={2} optional limit={5000} {...at(state, 'admission.reason')} />
      <TextAreaField
        label="Data already sent"
        hint="What has already been sent, or that none has."
        rows={2}
        optional
        limit={5000}
        {...at(state, 'admission.dataAlreadySent')}
      />
    </Section>
  );
}

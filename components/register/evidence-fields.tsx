'use client';

import { type ReactNode, useRef } from 'react';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import { SelectField, TextAreaField } from '#components/ui/field.tsx';
import { FileField } from '#components/ui/file-field.tsx';
import { entry, errorOf, type FormState, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { Evidence } from '#lib/diligence/diligence.ts';
import { ACCEPTED, acceptedEndings } from '#lib/objections/media-type.ts';
import { uploadRefused } from './upload-refused.ts';

/** What a form that names evidence begins with. */
export type EvidenceGiven = {
  files: readonly Pick<Evidence, 'id' | 'name'>[];
  /** What became of a file that was sent alone: its id, or a refusal's code. */
  said: string | undefined;
  /** Where sending one alone leads back to. */
  back: string;
};

export type EvidenceFieldsProps = EvidenceGiven & {
  state: FormState | null;
  optional?: boolean;
};

/** Bytes of a file that goes along with its form; a larger one goes ahead, alone. */
const ALONG = 900_000;

/** What shows it: a note, a file, or both. */
export function EvidenceFields({ state, files, said, back, optional }: EvidenceFieldsProps) {
  const along = state && { id: entry(state.typed, 'fileId') ?? '', name: entry(state.typed, 'fileName') ?? '' };
  const known = !along?.id || !along.name || files.some(({ id }) => id === along.id) ? files : [...files, along];
  const added = files.find(({ id }) => id === said);
  return (
    <>
      <TextAreaField
        label="What shows it"
        name="note"
        hint={`Where it stands: a clause, a report, who said so. ${optional ? '' : 'A note, a file, or both.'}`}
        rows={3}
        limit={5000}
        optional={optional}
        defaultValue={shown(state, 'note')}
        error={errorOf(state, 'note')}
      />
      {known.length > 0 ? (
        <SelectField
          label="File"
          name="fileId"
          optional
          hint={added ? `${added.name} is stored and chosen here. Nothing is recorded by that yet.` : undefined}
          placeholder="No file"
          options={known.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={(state && entry(state.typed, 'fileId')) ?? added?.id ?? ''}
          error={errorOf(state, 'fileId')}
        />
      ) : null}
      <FileField
        label={known.length > 0 ? 'Or add a file' : 'Add a file'}
        name="file"
        optional
        hint={`One file of at most 20 MB: ${ACCEPTED}. It is stored together with what you record.`}
        accept={acceptedEndings}
        error={state?.refusal ? errorOf(state, 'file') : uploadRefused(said)}
      />
      <noscript>
        <p className="mt-2 text-ink-2 text-sm">
          Your browser runs no scripts here: a file of more than 0.9 MB goes ahead by “Add the file”. What is typed
          stays.
        </p>
      </noscript>
      {along?.name ? <input type="hidden" name="fileName" value={along.name} /> : null}
      <input type="hidden" name="back" value={back} />
    </>
  );
}

/** Records with the file, or adds the file alone and comes back to what was typed. */
export function EvidenceButtons({ leave, children }: { leave: string; children: ReactNode }) {
  const alone = useRef<HTMLButtonElement>(null);
  return (
    <ButtonRow>
      <SubmitButton
        pendingLabel="Recording…"
        onClick={(event) => {
          const { form } = event.currentTarget;
          const field = form?.elements.namedItem('file');
          const [file] = field instanceof HTMLInputElement ? (field.files ?? []) : [];
          if (!file || file.size <= ALONG) return;
          event.preventDefault();
          form?.requestSubmit(alone.current);
        }}
      >
        {children}
      </SubmitButton>
      <SubmitButton
        look="quiet"
        ref={alone}
        formAction="/files/evidence"
        formMethod="post"
        formEncType="multipart/form-data"
      >
        Add the file
      </SubmitButton>
      <TextLink href={leave}>Leave it as it is</TextLink>
    </ButtonRow>
  );
}

'use client';

import { SelectField, TextAreaField } from '#components/ui/field.tsx';
import { errorOf, type FormState, shown } from '#components/ui/form-state.ts';
import type { Evidence } from '#lib/diligence/diligence.ts';

export type EvidenceFieldsProps = {
  state: FormState | null;
  files: readonly Pick<Evidence, 'id' | 'name'>[];
  /** The file that was just added. */
  added: string | undefined;
  optional?: boolean;
};

/** What shows it: a note, a file that was added, or both. */
export function EvidenceFields({ state, files, added, optional }: EvidenceFieldsProps) {
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
      <SelectField
        label="File"
        name="fileId"
        optional
        hint={files.length === 0 ? 'Add one above first, and it can be chosen here.' : undefined}
        placeholder="No file"
        options={files.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={shown(state, 'fileId', added ?? '')}
        error={errorOf(state, 'fileId')}
      />
    </>
  );
}

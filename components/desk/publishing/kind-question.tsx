import { RadioGroup } from '#components/ui/choice.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { type ChangeKind, changeKinds } from '#db/schema/vocabulary.ts';

const KIND: Record<ChangeKind, { label: string; hint: string }> = {
  addition: { label: 'A new sub-processor', hint: 'A company begins to process data. Opens a window.' },
  replacement: { label: 'A replacement', hint: 'A company takes the place of one in the register. Opens a window.' },
  location: { label: 'Another location', hint: 'Data goes to another place, or relies on another transfer mechanism.' },
  data_categories: { label: 'Other data', hint: 'Other categories of data, or data of other people.' },
  purpose: {
    label: 'Another purpose',
    hint: 'What it is used for, for which services, how long data is kept or how it is encrypted.',
  },
  removal: {
    label: 'A removal',
    hint: 'A company leaves the register. Nobody is asked: it opens no window and gives no notice.',
  },
};

export type Choosable = { id: string; name: string };

export type KindQuestionProps = {
  kind: string | undefined;
  /** The companies chosen so far, where the answer was not complete. */
  chosen: { of?: string | undefined; replaces?: string | undefined; company?: string | undefined };
  /** What is missing from the answer. */
  error?: { field: 'kind' | 'of' | 'replaces'; sentence: string } | undefined;
  inForce: readonly Choosable[];
  /** Companies on record that have no terms in force. */
  dormant: readonly Choosable[];
  /** The draft that this change joins; null: it begins one. */
  draft: { id: string; change: string } | null;
};

/** What changes, and about whom: from this follow the fields of the draft. */
export function KindQuestion({ kind, chosen, error, inForce, dormant, draft }: KindQuestionProps) {
  const wrong = (field: string) => (error?.field === field ? error.sentence : undefined);
  const options = (some: readonly Choosable[]) => some.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <form method="get" className="group/kind max-w-[42rem]">
      {draft ? (
        <>
          <input type="hidden" name="draft" value={draft.id} />
          <input type="hidden" name="change" value={draft.change} />
        </>
      ) : null}
      <RadioGroup
        label="What changes?"
        legendLook="title"
        name="kind"
        chosen={kind}
        error={wrong('kind')}
        options={changeKinds.map((value) => ({ value, ...KIND[value] }))}
      />
      <div className="mt-5 group-has-[[value=addition]:checked]/kind:hidden group-has-[[value=replacement]:checked]/kind:hidden">
        <SelectField
          label="Sub-processor"
          name="of"
          placeholder="Choose one"
          options={options(inForce)}
          defaultValue={chosen.of}
          error={wrong('of')}
        />
      </div>
      <div className="mt-5 hidden group-has-[[value=replacement]:checked]/kind:block">
        <SelectField
          label="Sub-processor that it replaces"
          name="replaces"
          placeholder="Choose one"
          options={options(inForce)}
          defaultValue={chosen.replaces}
          error={wrong('replaces')}
        />
      </div>
      {dormant.length > 0 ? (
        <div className="mt-5 hidden group-has-[[value=addition]:checked]/kind:block group-has-[[value=replacement]:checked]/kind:block">
          <SelectField
            label="Company"
            name="company"
            placeholder="One not on record yet"
            options={options(dormant)}
            defaultValue={chosen.company}
          />
        </div>
      ) : null}
      <div className="mt-6">
        <SubmitButton>{draft ? 'Start this change' : 'Start the draft'}</SubmitButton>
      </div>
    </form>
  );
}

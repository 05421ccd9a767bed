import { OUTCOME_CHIP } from '#components/changes/outcome-words.ts';
import { DateField, SelectField, TextField } from '#components/ui/field.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import type { Outcome } from '#db/schema/vocabulary.ts';

export type CaseFiltersProps = {
  /** As they stand in the address. */
  given: Partial<Record<'q' | 'subscriber' | 'change' | 'outcome' | 'from' | 'to', string>>;
  errors: Partial<Record<string, string>>;
  changes: readonly { id: string; title: string; version: number }[];
  anySet: boolean;
};

/** Search and filters of the list of cases. */
export function CaseFilters({ given, errors, changes, anySet }: CaseFiltersProps) {
  return (
    <FilterBar label="Search cases" clear={anySet ? '/cases' : undefined}>
      <TextField
        label="Search"
        name="q"
        type="search"
        placeholder="Reference or words"
        defaultValue={given.q}
        error={errors.q}
      />
      <TextField label="Subscriber" name="subscriber" defaultValue={given.subscriber} error={errors.subscriber} />
      <SelectField
        label="Change"
        name="change"
        placeholder="All changes"
        defaultValue={given.change}
        error={errors.change}
        options={changes.map(({ id, title, version }) => ({ value: id, label: `Version ${version}: ${title}` }))}
      />
      <SelectField
        label="Outcome"
        name="outcome"
        placeholder="All outcomes"
        defaultValue={given.outcome}
        error={errors.outcome}
        options={OUTCOMES}
      />
      <DateField
        label="Given from"
        name="from"
        defaultValue={errors.from ? undefined : given.from}
        error={errors.from}
      />
      <DateField label="Given to" name="to" defaultValue={errors.to ? undefined : given.to} error={errors.to} />
    </FilterBar>
  );
}

const OUTCOMES = (Object.keys(OUTCOME_CHIP) as Outcome[]).map((outcome) => ({
  value: outcome,
  label: outcome === 'not_concerned' ? 'No longer concerned' : OUTCOME_CHIP[outcome].word,
}));

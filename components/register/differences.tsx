import { Items } from '#components/changes/what-changes.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { TermsShown } from '#lib/changes/change-shown.ts';
import { FIELD_NAME, fieldDifferences } from '#lib/changes/terms-words.ts';

/** As the register calls them: here nobody is addressed whose data it would be. */
const LABEL = {
  ...FIELD_NAME,
  customerData: 'Customer-provided data',
  platformData: 'Platform-generated data',
} as const;

/** What differs between two terms, field by field; null stands for none at all. */
export function Differences({ from, to }: { from: TermsShown | null; to: TermsShown | null }) {
  const altered = fieldDifferences(from, to).filter(({ added, removed }) => added.length + removed.length > 0);
  if (altered.length === 0) return <Note>Nothing about the terms differs.</Note>;
  return (
    <DefinitionTable
      rows={altered.map((difference) => ({ label: LABEL[difference.field], value: <Items {...difference} /> }))}
    />
  );
}

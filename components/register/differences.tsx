import { Items } from '#components/changes/what-changes.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { TermsShown } from '#lib/changes/change-shown.ts';
import { FIELD_NAME, fieldDifferences } from '#lib/changes/terms-words.ts';

/** What differs between two terms, field by field; null stands for none at all. */
export function Differences({ from, to }: { from: TermsShown | null; to: TermsShown | null }) {
  const altered = fieldDifferences(from, to).filter(({ added, removed }) => added.length + removed.length > 0);
  if (altered.length === 0) return <Note>Nothing about the terms differs.</Note>;
  return (
    <DefinitionTable
      rows={altered.map((difference) => ({ label: FIELD_NAME[difference.field], value: <Items {...difference} /> }))}
    />
  );
}

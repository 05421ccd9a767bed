import { Added, DefinitionTable, Removed } from '#components/ui/definition-table.tsx';
import type { CompanyFact, FactDifference } from '#lib/register/register.ts';

const NAME: Record<CompanyFact, string> = {
  legalName: 'Legal name',
  group: 'Group',
  address: 'Registered address',
  contact: 'Contact',
  website: 'Website',
  tier: 'Tier in the chain',
};

/** What is said of a company, before and after a correction. */
export function Facts({ differences }: { differences: readonly FactDifference[] }) {
  if (differences.length === 0) return null;
  return (
    <DefinitionTable
      rows={differences.map(({ field, before, after }) => ({
        label: NAME[field],
        value: (
          <span className="space-x-2">
            {before === null ? null : <Removed>{before}</Removed>}
            {after === null ? null : <Added>{after}</Added>}
          </span>
        ),
      }))}
    />
  );
}

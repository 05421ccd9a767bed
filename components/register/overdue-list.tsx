import { TextLink } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import type { CivilDate } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import type { Overdue } from '#lib/diligence/diligence.ts';
import { overdueInWords } from './diligence-words.ts';

export type OverdueListProps = {
  overdue: readonly (Overdue & { slug: string; legalName: string; dueOn: CivilDate })[];
};

/** What is overdue, the longest first. */
export function OverdueList({ overdue }: OverdueListProps) {
  return (
    <DataTable
      caption="Due diligence that is overdue"
      rows={overdue}
      rowKey={({ slug, kind, what }) => `${slug} ${kind} ${what}`}
      columns={[
        {
          key: 'what',
          header: 'What',
          names: true,
          cell: (row) => (
            <TextLink href={`/desk/register/${row.slug}#diligence`}>{capitalised(overdueInWords(row))}</TextLink>
          ),
        },
        { key: 'who', header: 'Sub-processor', cell: ({ legalName }) => legalName },
        {
          key: 'since',
          header: 'Since',
          cell: ({ kind, dueOn }) =>
            kind === 'certification' ? `ran out on ${dayInWords(dueOn)}` : `was due on ${dayInWords(dueOn)}`,
        },
        {
          key: 'meanwhile',
          header: 'Meanwhile',
          cell: ({ kind }) =>
            kind === 'certification' ? 'The vendor may audit it' : 'The attestation stands, not reviewed since',
        },
      ]}
    />
  );
}

const capitalised = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

import { Chip } from '#components/ui/chip.tsx';
import { DataTable } from '#components/ui/data-table.tsx';

export type PartyDifferenceProps = {
  subscribers: readonly {
    slug: string;
    line: number;
    name: string;
    state: 'new' | 'changed' | 'unchanged';
    says: readonly string[];
  }[];
};

/** What a list would make of each subscriber. */
export function PartyDifference({ subscribers }: PartyDifferenceProps) {
  return (
    <DataTable
      caption="What the list would change"
      rows={subscribers}
      rowKey={({ slug }) => slug}
      columns={[
        { key: 'line', header: 'Line', tight: true, cell: ({ line }) => line },
        { key: 'name', header: 'Subscriber', names: true, cell: ({ name }) => name },
        {
          key: 'state',
          header: 'State',
          tight: true,
          cell: ({ state }) => (
            <Chip tone={state === 'new' ? 'accent' : 'warn'}>{state === 'new' ? 'New' : 'Changed'}</Chip>
          ),
        },
        {
          key: 'says',
          header: 'What happens',
          cell: ({ says }) =>
            says.length === 0 ? (
              'It is recorded, with nothing more.'
            ) : (
              <ul className="space-y-1">
                {says.map((said) => (
                  <li key={said} className="break-words">
                    {said}
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  );
}

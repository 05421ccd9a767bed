import type { ReactNode } from 'react';
import { TextLink } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import type { Authorisation } from '#lib/authorisations/authorisation.ts';
import { standingInWords } from './standing-words.ts';

export type StandingRow = Authorisation & {
  key: string;
  subprocessor: string;
  slug: string;
  purpose: string;
  notice: { id: string; reference: string } | null;
  objection: { reference: string } | null;
  change: { title: string } | null;
};

/** Sub-processors with what may be done under their terms now, and the case that it follows from. */
export function StandingTable({
  caption,
  rows,
  empty,
}: {
  caption: string;
  rows: readonly StandingRow[];
  empty?: ReactNode;
}) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ key }) => key}
      empty={empty}
      columns={[
        {
          key: 'name',
          header: 'Sub-processor',
          names: true,
          share: 'w-1/4',
          cell: ({ subprocessor, slug, change }) => (
            <>
              <TextLink href={`/register/${slug}`}>{subprocessor}</TextLink>
              {change ? <span className="block font-normal text-ink-2 text-sm">{change.title}</span> : null}
            </>
          ),
        },
        { key: 'purpose', header: 'Purpose', share: 'w-1/3', cell: ({ purpose }) => purpose },
        { key: 'state', header: 'May it process our data now?', cell: (row) => standingInWords(row) },
        {
          key: 'case',
          header: 'Case',
          tight: true,
          cell: ({ notice, objection }) =>
            notice ? (
              <span className="whitespace-nowrap">
                <TextLink href={`/changes/${notice.id}`}>{notice.reference}</TextLink>
                {objection ? (
                  <span className="block">
                    <TextLink href={`/objections/${objection.reference}`}>{objection.reference}</TextLink>
                  </span>
                ) : null}
              </span>
            ) : (
              <span className="text-ink-2">none</span>
            ),
        },
      ]}
    />
  );
}

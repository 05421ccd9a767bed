import { TextLink } from '#components/ui/button.tsx';
import { Chip, Chips } from '#components/ui/chip.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { diligenceItems } from '#db/schema/vocabulary.ts';
import { FIELD_NAME } from '#lib/changes/terms-words.ts';
import type { CivilDate } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import type { Overdue } from '#lib/diligence/diligence.ts';
import type { Company, Terms } from '#lib/register/register.ts';
import { CompanyTable } from './company-table.tsx';
import { overdueInWords } from './diligence-words.ts';
import { Places, TermsTable, Transfers, withNames } from './terms-table.tsx';

export type DeskRow = {
  slug: string;
  company: Company;
  terms: Terms;
  /** Published changes of it that have not started. */
  planned: readonly { changeId: string; title: string; plannedStartOn: CivilDate }[];
  overdue: readonly Overdue[];
  /** How many items of due diligence are attested. */
  attested: number;
};

export type DeskTableProps = {
  caption: string;
  rows: readonly DeskRow[];
  services: Readonly<Record<string, string>>;
};

/** One group of the register as the desk keeps it: all that is said of each, and where its due diligence stands. */
export function DeskTable({ caption, rows, services }: DeskTableProps) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ slug }) => slug}
      columns={[
        {
          key: 'name',
          header: 'Sub-processor',
          names: true,
          share: 'w-2/5',
          cell: (row) => <Named row={row} services={services} />,
        },
        { key: 'where', header: FIELD_NAME.locations, share: 'w-1/4', cell: ({ terms }) => <Places terms={terms} /> },
        { key: 'transfer', header: FIELD_NAME.transfers, cell: ({ terms }) => <Transfers terms={terms} /> },
        { key: 'diligence', header: 'Due diligence', cell: (row) => <Diligence row={row} /> },
      ]}
      empty={<EmptyState title="None">No sub-processor of this group is in force.</EmptyState>}
    />
  );
}

function Named({
  row: { slug, company, terms, planned },
  services,
}: {
  row: DeskRow;
  services: DeskTableProps['services'];
}) {
  return (
    <>
      <TextLink href={`/desk/register/${slug}`}>{company.legalName}</TextLink>
      <span className="mt-0.5 block font-normal text-ink-2 text-sm">{terms.description}</span>
      {planned.map(({ changeId, title, plannedStartOn }) => (
        <span key={changeId} className="mt-1.5 block font-normal text-sm">
          <TextLink href={`/desk/changes/${changeId}`}>{title}</TextLink>, planned from {dayInWords(plannedStartOn)}
        </span>
      ))}
      <div className="mt-1.5 font-normal">
        <Disclosure summary={<>All that is said of {company.legalName}</>}>
          <TermsTable terms={withNames(terms, services)} infrastructure={company.category === 'infrastructure'} />
          <CompanyTable company={company} />
        </Disclosure>
      </div>
    </>
  );
}

function Diligence({ row: { overdue, attested } }: { row: DeskRow }) {
  const all = diligenceItems.length;
  return (
    <>
      {attested === 0 ? 'Nothing attested yet' : `${attested} of ${all} attested`}
      {overdue.length > 0 ? (
        <span className="mt-1 block">
          <Chips label="Overdue">
            {overdue.map((one) => (
              <Chip key={`${one.kind} ${one.what}`} tone="warn">
                {one.kind === 'certification' ? `${one.what} ran out` : `Overdue: ${overdueInWords(one)}`}
              </Chip>
            ))}
          </Chips>
        </span>
      ) : null}
    </>
  );
}

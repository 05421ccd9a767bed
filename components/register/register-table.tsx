import { TextLink } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { CivilDate } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import type { Company, Terms } from '#lib/register/register.ts';
import { Missing, Places, Transfers } from './terms-table.tsx';

export type RegisterRow = {
  slug: string;
  company: Company;
  terms: Terms;
  /** The day from which these terms are planned, where they are not in force yet. */
  plannedFrom?: CivilDate | null;
};
export type PlannedShown = {
  changeId: string;
  slug: string;
  legalName: string;
  title: string;
  plannedStartOn: CivilDate;
};

export type RegisterTableProps = {
  caption: string;
  rows: readonly RegisterRow[];
  /** Published changes that have not started. */
  planned: readonly PlannedShown[];
  services: Readonly<Record<string, string>>;
  /** Service-specific ones say which services they serve. */
  showServices?: boolean;
};

/** One group of the register. */
export function RegisterTable({ caption, rows, planned, services, showServices }: RegisterTableProps) {
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
          share: 'w-1/5',
          cell: ({ slug, company, terms, plannedFrom }) => (
            <>
              <TextLink href={`/register/${slug}`}>{company.legalName}</TextLink>
              <span className="mt-0.5 block font-normal text-ink-2 text-sm">{terms.description}</span>
              {plannedFrom ? (
                <span className="mt-1.5 block">
                  <Chip tone="accent">Planned from {dayInWords(plannedFrom)}</Chip>
                </span>
              ) : null}
              {planned
                .filter((change) => change.slug === slug)
                .map((change) => (
                  <span key={change.changeId} className="mt-1.5 block">
                    <Chip tone="accent">Changes {dayInWords(change.plannedStartOn)}</Chip>
                  </span>
                ))}
            </>
          ),
        },
        { key: 'where', header: 'Country and place', cell: ({ terms }) => <Places terms={terms} /> },
        { key: 'data', header: 'Data processed', share: 'w-1/4', cell: ({ terms }) => <DataProcessed terms={terms} /> },
        {
          key: 'purpose',
          header: 'Purpose',
          share: 'w-1/5',
          cell: ({ terms }) => (
            <>
              {terms.purpose}
              {showServices ? (
                <span className="mt-0.5 block text-ink-2 text-sm">
                  For {terms.services.map((slug) => services[slug] ?? slug).join(', ')}
                </span>
              ) : null}
            </>
          ),
        },
        {
          key: 'transfer',
          header: 'Transfer mechanism',
          share: 'w-1/5',
          cell: ({ terms }) => (
            <>
              <Transfers terms={terms} />
              <Safeguards terms={terms} />
            </>
          ),
        },
      ]}
      empty={<EmptyState title="None">No sub-processor of this group was in force.</EmptyState>}
    />
  );
}

function DataProcessed({ terms: { customerData, platformData, dataSubjects } }: { terms: Terms }) {
  if (customerData.length + platformData.length === 0) return <>None stated</>;
  return (
    <span className="text-sm">
      {customerData.join(', ')}
      {dataSubjects.length > 0 ? (
        <span className="mt-1 block text-ink-2">People concerned: {dataSubjects.join(', ')}</span>
      ) : null}
      {platformData.length > 0 ? (
        <span className="mt-1 block text-ink-2">Platform-generated: {platformData.join(', ')}</span>
      ) : null}
    </span>
  );
}

/** How the data is kept: what is stated, and then which of these are not. */
function Safeguards({ terms: { retention, encryption, keyHolder, dataSubjects } }: { terms: Terms }) {
  const stated = [
    ['Retention', retention],
    ['Encryption', encryption],
    ['Key holder', keyHolder],
  ].filter(([, said]) => said);
  const missing = [
    !retention && 'retention',
    !encryption && 'encryption',
    !keyHolder && 'key holder',
    dataSubjects.length === 0 && 'people concerned',
  ].filter(Boolean);
  return (
    <span className="mt-1.5 block space-y-1 text-ink-2 text-sm">
      {stated.map(([label, said]) => (
        <span key={label} className="block">
          {label}: {said}
        </span>
      ))}
      {missing.length > 0 ? (
        <span className="block">
          <Missing /> {missing.join(', ')}
        </span>
      ) : null}
    </span>
  );
}

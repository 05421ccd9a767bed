import type { Metadata } from 'next';
import { CaseFilters } from '#components/evidence/case-filters.tsx';
import { OutcomeChip } from '#components/evidence/outcome-chip.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { csvColumns } from '#lib/exports/cases-csv.ts';
import { readFilters } from '#lib/exports/inputs.ts';
import { casesList, type ListedCase } from '#lib/exports/queries.ts';
import { statusInWords } from '#lib/exports/words.ts';
import { Room } from '../room.tsx';

export const metadata: Metadata = { title: 'Cases' };

type Search = Record<string, string | string[] | undefined>;

export default async function CasesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { after, ...search } = await searchParams;
  const { filters, given, errors } = readFilters(search);
  const cursor = typeof after === 'string' ? after : undefined;
  const { actor, installation, data } = await page('legal', (reader) => casesList(reader, filters, cursor));
  const query = new URLSearchParams(Object.entries(given).filter(([name]) => !errors[name])).toString();
  const anySet = Object.keys(given).length > 0;
  return (
    <Room actor={actor} installation={installation} current="/cases">
      <PageHeader
        title="Cases"
        lede="Every notice of a change with all that became of it. A reference that begins with DEM or OBJ leads to its case."
        actions={
          <LinkButton href={`/cases/export.csv${query ? `?${query}` : ''}`} download>
            Export CSV
          </LinkButton>
        }
      />
      <CaseFilters given={given} errors={errors} changes={data.changes} anySet={anySet} />
      {Object.keys(errors).length > 0 ? (
        <Banner tone="warn" title="Not every filter could be read">
          The list below leaves those out that are marked above.
        </Banner>
      ) : null}
      <DataTable
        caption={`Cases, the latest notice first${anySet ? ', as filtered' : ''}`}
        columns={columns(installation.zone)}
        rows={data.rows}
        rowKey={({ noticeId }) => noticeId}
        empty={
          anySet || cursor ? (
            <EmptyState title="No case fits" action={<TextLink href="/cases">Show all cases</TextLink>}>
              Search for fewer words, or clear a filter. Words are found by their beginnings, in objections, messages
              and subscribers’ names.
            </EmptyState>
          ) : (
            <EmptyState title="No cases yet">
              With the first change that is published, each notice of it appears here as a case.
            </EmptyState>
          )
        }
      />
      <KeysetPager
        label="Pages of cases"
        previous={cursor ? `/cases${query ? `?${query}` : ''}` : null}
        previousLabel="First page"
        next={data.next && `/cases?${new URLSearchParams({ ...given, after: data.next })}`}
      />
      <div className="mt-8">
        <Disclosure summary="What the CSV holds">
          <p className="mb-3 max-w-[65ch] text-ink-2 text-sm">
            The cases that the filters leave, one to a line, in UTF-8. Instants are UTC with microseconds. A text that a
            spreadsheet would take for a formula is led by an apostrophe. The export is recorded in the log under your
            name.
          </p>
          <DefinitionTable
            label="Columns of the CSV"
            rows={csvColumns.map(({ name, holds }) => ({ key: name, label: <Mono>{name}</Mono>, value: holds }))}
          />
        </Disclosure>
      </div>
    </Room>
  );
}

function columns(zone: string): Column<ListedCase>[] {
  return [
    {
      key: 'reference',
      header: 'Case',
      names: true,
      tight: true,
      cell: ({ reference }) => <TextLink href={`/cases/${reference}`}>{reference}</TextLink>,
    },
    { key: 'subscriber', header: 'Subscriber', cell: ({ subscriber }) => subscriber },
    { key: 'change', header: 'Change', cell: ({ title }) => title },
    { key: 'given', header: 'Notice given', cell: ({ givenAt }) => <At instant={givenAt} zone={zone} /> },
    { key: 'outcome', header: 'Outcome', cell: ({ outcome }) => <OutcomeChip outcome={outcome} /> },
    {
      key: 'objection',
      header: 'Objection',
      cell: ({ objection }) =>
        objection ? (
          <>
            <Mono>{objection.reference}</Mono>
            <span className="block text-ink-2 text-sm">{statusInWords[objection.status]}</span>
          </>
        ) : (
          <span className="text-ink-2">None</span>
        ),
    },
  ];
}

import type { Metadata } from 'next';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TextField } from '#components/ui/field.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { countryName } from '#lib/changes/country.ts';
import { beginnings } from '#lib/command/word-search.ts';
import { type ListedSubscriber, subscribersList } from '#lib/parties/queries.ts';
import { asked, type SearchParams } from '../../asked.ts';
import { Room } from '../../room.tsx';

export const metadata: Metadata = { title: 'Subscribers' };

const OWN = '/desk/subscribers';

export default async function SubscribersPage({ searchParams }: { searchParams: SearchParams }) {
  const { name: typed, after } = await asked(searchParams, ['name', 'after']);
  const name = typed?.trim() || undefined;
  const wrong = name === undefined ? undefined : whatIsWrong(name);
  const search: { name?: string } = wrong === undefined && name !== undefined ? { name } : {};
  const { actor, installation, data } = await page('privacy_admin', (reader) =>
    subscribersList(reader, { ...search, ...(after && { after }) }),
  );
  const at = (more: Record<string, string>) => {
    const query = new URLSearchParams({ ...(search.name && { name: search.name }), ...more }).toString();
    return query ? `${OWN}?${query}` : OWN;
  };
  return (
    <Room actor={actor} installation={installation} current={OWN}>
      <PageHeader
        title="Subscribers"
        lede="Who your customers are, under which DPA, and what waits of theirs."
        facts={
          <span className="flex flex-wrap gap-x-5 gap-y-1">
            <TextLink href={`${OWN}/profiles`}>DPA profiles</TextLink>
            <a
              href={`${OWN}/export`}
              download
              className="text-accent underline decoration-accent/30 underline-offset-3 hover:decoration-accent"
            >
              Export CSV
            </a>
          </span>
        }
        actions={
          <>
            <LinkButton href={`${OWN}/import`}>Import a file</LinkButton>
            <LinkButton look="primary" href={`${OWN}/new`}>
              Record a subscriber
            </LinkButton>
          </>
        }
      />
      <FilterBar label="Search subscribers" submitLabel="Search" clear={name || after ? OWN : undefined}>
        <TextField label="Name" name="name" type="search" defaultValue={name} error={wrong} />
      </FilterBar>
      <DataTable
        caption={`Subscribers by name${search.name ? ', as searched' : ''}`}
        columns={columns}
        rows={data.rows}
        rowKey={({ slug }) => slug}
        empty={
          search.name || after ? (
            <EmptyState title="No subscriber fits" action={<TextLink href={OWN}>Show all subscribers</TextLink>}>
              A name is found by the beginnings of its words: type fewer of them.
            </EmptyState>
          ) : (
            <EmptyState title="No subscribers yet">
              Each one appears here once it is recorded, one by one or from a file.
            </EmptyState>
          )
        }
      />
      <KeysetPager
        label="Pages of subscribers"
        previous={after ? at({}) : null}
        previousLabel="First page"
        next={data.next && at({ after: data.next })}
      />
    </Room>
  );
}

function whatIsWrong(name: string): string | undefined {
  if (name.length > 200) return 'Search for fewer words.';
  return beginnings(name) === undefined ? 'Type the beginning of a word of the name.' : undefined;
}

const columns: Column<ListedSubscriber>[] = [
  {
    key: 'name',
    header: 'Subscriber',
    names: true,
    cell: ({ slug, name, country }) => (
      <>
        <TextLink href={`${OWN}/${slug}`}>{name}</TextLink>
        <span className="block font-normal text-ink-2 text-sm">{countryName(country)}</span>
      </>
    ),
  },
  {
    key: 'dpa',
    header: 'DPA',
    cell: ({ dpa }) =>
      dpa ? (
        <>
          {dpa.reference}
          <span className="block text-ink-2 text-sm">{dpa.profile}</span>
        </>
      ) : (
        <Chip tone="bad">No executed DPA</Chip>
      ),
  },
  {
    key: 'services',
    header: 'Services taken up',
    cell: ({ services }) =>
      services.length > 0 ? (
        services.map(({ name, dora }) => (dora ? `${name} (DORA)` : name)).join(', ')
      ) : (
        <span className="text-ink-2">None</span>
      ),
  },
  { key: 'open', header: 'Open notices', align: 'end', cell: ({ openNotices }) => openNotices },
  {
    key: 'undecided',
    header: 'Undecided objections',
    align: 'end',
    cell: ({ undecidedObjections }) => undecidedObjections,
  },
];

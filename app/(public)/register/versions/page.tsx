import type { Metadata } from 'next';
import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { At } from '#components/ui/at.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { type ListedVersion, versions } from '#lib/register/version-queries.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';

export const metadata: Metadata = { title: 'Policy versions' };

export default async function VersionsPage({ searchParams }: { searchParams: SearchParams }) {
  const { before } = await asked(searchParams, ['before']);
  const from = before && /^\d{1,9}$/.test(before) ? Number(before) : null;
  const { actor, installation, data } = await page('anyone', (reader) => versions(reader, from));
  return (
    <Room actor={actor} installation={installation} current="/register">
      <PageHeader
        eyebrow={<TextLink href="/register">Register</TextLink>}
        title="Policy versions"
        lede="Each publication has a number, and a snapshot of the register that nobody can change."
      />
      <DataTable
        caption="Policy versions, the latest first"
        rows={data.versions}
        rowKey={({ number }) => number}
        columns={[
          {
            key: 'number',
            header: 'Version',
            names: true,
            tight: true,
            cell: ({ number }) => <TextLink href={`/register/versions/${number}`}>Version {number}</TextLink>,
          },
          {
            key: 'published',
            header: 'Published',
            tight: true,
            cell: ({ publishedAt }) => <At instant={publishedAt} zone={installation.zone} />,
          },
          { key: 'note', header: 'Note', cell: ({ note }) => note },
          { key: 'changes', header: 'What it proposed', cell: (version) => <Proposed version={version} /> },
        ]}
        empty={<EmptyState title="Nothing is published yet">The first policy version will appear here.</EmptyState>}
      />
      <KeysetPager
        label="Pages of versions"
        previous={from === null ? null : '/register/versions'}
        next={data.next === null ? null : `/register/versions?before=${data.next}`}
      />
    </Room>
  );
}

function Proposed({ version: { changes } }: { version: ListedVersion }) {
  if (changes.length === 0) return <>The register as it then stood</>;
  return (
    <ul className="space-y-1">
      {changes.map(({ title, slug, kind, withdrawn, superseded }) => (
        <li key={`${slug} ${title}`}>
          <TextLink href={`/register/${slug}`}>{title}</TextLink>
          <span className="text-ink-2 text-sm">
            {' '}
            · {KIND_NAME[kind].toLowerCase()}
            {withdrawn ? ', withdrawn' : superseded ? ', superseded' : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { At } from '#components/ui/at.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { Installation } from '#lib/access/actor.ts';
import type { ListedVersion } from '#lib/register/version-queries.ts';

/** The policy versions, the latest first, a page of them. */
export function VersionsView({
  versions,
  next,
  installation,
  earlier = false,
}: {
  versions: ListedVersion[];
  /** The number before which the next page begins; null: this is the last. */
  next: number | null;
  installation: Installation;
  /** Whether this is not the first page. */
  earlier?: boolean;
}) {
  return (
    <>
      <PageHeader
        eyebrow={<TextLink href="/register">Register</TextLink>}
        title="Policy versions"
        lede="Each publication has a number, and a snapshot of the register that nobody can change."
      />
      <DataTable
        caption="Policy versions, the latest first"
        rows={versions}
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
        previous={earlier ? '/register/versions' : null}
        next={next === null ? null : `/register/versions?before=${next}`}
      />
    </>
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

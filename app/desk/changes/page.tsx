import type { Metadata } from 'next';
import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { counted } from '#components/changes/words.ts';
import { OUTCOME } from '#components/desk/outcomes.tsx';
import { At } from '#components/ui/at.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type ChangeKind, changeKinds } from '#db/schema/vocabulary.ts';
import { page } from '#lib/auth/reader.ts';
import { type DeskChanges, deskChanges, type ListedChange } from '#lib/changes/desk-queries.ts';
import { recordId } from '#lib/command/inputs.ts';
import { isInstant } from '#lib/deadlines/instant.ts';
import { dayInWords, endOfDayInWords, relative, utcExact } from '#lib/deadlines/speak.ts';
import { asked, type SearchParams } from '../../asked.ts';
import { Room } from '../../room.tsx';

export const metadata: Metadata = { title: 'Changes' };

export default async function DeskChangesPage({ searchParams }: { searchParams: SearchParams }) {
  const { before, id } = await asked(searchParams, ['before', 'id']);
  const cursor =
    before && isInstant(before) && recordId.safeParse(id).success ? { publishedAt: before, changeId: id ?? '' } : null;
  const { actor, installation, data } = await page('privacy_admin', (reader) => deskChanges(reader, cursor));
  const { zone } = installation;
  return (
    <Room actor={actor} installation={installation} current="/desk/changes">
      <PageHeader
        title="Changes"
        lede="What you have published, and what is still a draft."
        actions={
          <LinkButton look="primary" href="/desk/changes/new">
            Publish a change
          </LinkButton>
        }
      />
      {cursor ? null : <Drafts drafts={data.drafts} zone={zone} />}
      <Section title="Published">
        <DataTable
          caption="Published changes, the latest first"
          rows={data.changes}
          rowKey={({ changeId }) => changeId}
          columns={[
            {
              key: 'title',
              header: 'Change',
              names: true,
              cell: (change) => (
                <>
                  <TextLink href={`/desk/changes/${change.changeId}`}>{change.title}</TextLink>
                  <span className="block font-normal text-ink-2 text-sm">
                    {KIND_NAME[change.kind]} · version {change.version}
                  </span>
                </>
              ),
            },
            {
              key: 'published',
              header: 'Published',
              cell: ({ publishedAt }) => <At instant={publishedAt} zone={zone} />,
            },
            {
              key: 'closes',
              header: 'Last close',
              cell: (change) => <LastClose change={change} at={data.at} zone={zone} />,
            },
            { key: 'start', header: 'Planned start', cell: ({ plannedStartOn }) => dayInWords(plannedStartOn) },
            { key: 'counts', header: 'Outcomes', cell: (change) => <Counts change={change} /> },
          ]}
          empty={
            <EmptyState title="Nothing is published yet">
              A change appears here with its publication, and its subscribers’ answers with it.
            </EmptyState>
          }
        />
        <KeysetPager
          label="Pages of changes"
          previous={cursor ? '/desk/changes' : null}
          next={data.next ? `/desk/changes?before=${data.next.publishedAt}&id=${data.next.changeId}` : null}
        />
      </Section>
    </Room>
  );
}

function Drafts({ drafts, zone }: { drafts: DeskChanges['drafts']; zone: string }) {
  if (drafts.length === 0) return null;
  const kindOf = (word: string | null) => changeKinds.find((kind): kind is ChangeKind => kind === word);
  return (
    <Section title="Drafts" note={counted(drafts.length, 'draft')}>
      <ul className="divide-y divide-rule-2 border-rule-2 border-y">
        {drafts.map(({ draftId, title, kind, updatedAt, stale }) => {
          const known = kindOf(kind);
          return (
            <li key={draftId} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2.5">
              <span>
                <TextLink href={`/desk/changes/new?draft=${draftId}`}>
                  {title?.trim() || 'Without a title yet'}
                </TextLink>
                {known ? <span className="text-ink-2 text-sm"> · {KIND_NAME[known]}</span> : null}{' '}
                {stale ? <Chip tone="warn">Register has moved on</Chip> : null}
              </span>
              <span className="text-ink-2 text-sm">
                saved <At instant={updatedAt} zone={zone} />
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function LastClose({ change, at, zone }: { change: ListedChange; at: DeskChanges['at']; zone: string }) {
  if (change.withdrawnAt) return <Chip>Withdrawn</Chip>;
  if (change.supersededAt) return <Chip>Superseded</Chip>;
  if (!change.latestClose) return <>No window</>;
  return (
    <time dateTime={change.latestClose} title={utcExact(change.latestClose)}>
      {relative(at, change.latestClose, zone)}
      <span className="block text-ink-2 text-sm">{endOfDayInWords(change.latestClose, zone)}</span>
    </time>
  );
}

function Counts({ change: { counts } }: { change: ListedChange }) {
  const shown = Object.entries(OUTCOME).flatMap(([outcome, { word }]) => {
    const count = counts[outcome as keyof typeof counts] ?? 0;
    return count > 0 ? [`${count} ${word.toLowerCase()}`] : [];
  });
  return <>{shown.length > 0 ? shown.join(', ') : 'nobody notified'}</>;
}

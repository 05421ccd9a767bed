import type { Metadata } from 'next';
import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { OUTCOME } from '#components/desk/outcomes.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { Tone } from '#components/ui/tone.ts';
import { changeKinds } from '#db/schema/vocabulary.ts';
import { page } from '#lib/auth/reader.ts';
import type { ApprovalState } from '#lib/changes/approval.ts';
import { type DeskChanges, deskChanges, type ListedChange, type ListedDraft } from '#lib/changes/desk-queries.ts';
import { counted } from '#lib/changes/words.ts';
import { recordId } from '#lib/command/inputs.ts';
import { isInstant } from '#lib/deadlines/instant.ts';
import { dayInWords, endOfDayInWords, relative, utcExact } from '#lib/deadlines/speak.ts';
import { asked, type SearchParams } from '../../asked.ts';
import { Room } from '../../room.tsx';

export const metadata: Metadata = { title: 'Changes' };

export default async function DeskChangesPage({ searchParams }: { searchParams: SearchParams }) {
  const { before, id, published } = await asked(searchParams, ['before', 'id', 'published']);
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
      <JustPublished changes={data.changes.filter(({ version }) => String(version) === published)} />
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

/** What a publication of several changes says when it is done. */
function JustPublished({ changes }: { changes: readonly ListedChange[] }) {
  const [first] = changes;
  if (!first) return null;
  return (
    <Banner tone="good" title={`Published as policy version ${first.version}`}>
      {counted(changes.length, 'change is', 'changes are')} public, and those reached have their notices: see each
      below.
    </Banner>
  );
}

function Drafts({ drafts, zone }: { drafts: DeskChanges['drafts']; zone: string }) {
  if (drafts.length === 0) return null;
  return (
    <Section title="Drafts" note={counted(drafts.length, 'draft')}>
      <ul className="divide-y divide-rule-2 border-rule-2 border-y">
        {drafts.map(({ draftId, changes, updatedAt, stale, approval }) => (
          <li key={draftId} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2.5">
            <span>
              <TextLink href={`/desk/changes/new?draft=${draftId}${APPROVAL[approval] ? '&step=publish' : ''}`}>
                {changes[0]?.title?.trim() || 'Without a title yet'}
              </TextLink>
              <span className="text-ink-2 text-sm">{whatElse(changes)}</span>{' '}
              {stale ? <Chip tone="warn">Register has moved on</Chip> : null} <Approval state={approval} />
            </span>
            <span className="text-ink-2 text-sm">
              saved <At instant={updatedAt} zone={zone} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What is to be said of a draft's approval where another privacy admin was asked. */
const APPROVAL: Partial<Record<ApprovalState, { word: string; tone: Tone }>> = {
  asked: { word: 'Waits for approval', tone: 'accent' },
  approved: { word: 'Approved', tone: 'neutral' },
  sent_back: { word: 'Sent back', tone: 'warn' },
  void: { word: 'Approval is void', tone: 'warn' },
};

function Approval({ state }: { state: ApprovalState }) {
  const said = APPROVAL[state];
  return said ? <Chip tone={said.tone}>{said.word}</Chip> : null;
}

/** Behind the title of a draft's first change: its kind, or how many more there are. */
function whatElse(changes: ListedDraft['changes']): string {
  if (changes.length > 1) return ` · and ${counted(changes.length - 1, 'more change')}`;
  const kind = changeKinds.find((word) => word === changes[0]?.kind);
  return kind ? ` · ${KIND_NAME[kind]}` : '';
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

import type { Metadata } from 'next';
import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { AnswersByDay, OutcomeBars, totalOf } from '#components/desk/outcomes.tsx';
import { Differences } from '#components/register/differences.tsx';
import { withNames } from '#components/register/terms-table.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Disclosure, Proof } from '#components/ui/disclosure.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note, Prose } from '#components/ui/prose.tsx';
import { type Outcome, outcomes } from '#db/schema/vocabulary.ts';
import { page } from '#lib/auth/reader.ts';
import { clearanceOf } from '#lib/authorisations/clearance.ts';
import { changeClearance } from '#lib/authorisations/clearance-query.ts';
import { type Cockpit, changeCockpit } from '#lib/changes/desk-queries.ts';
import { changeMatrix } from '#lib/changes/matrix-queries.ts';
import { counted } from '#lib/changes/words.ts';
import { recordId } from '#lib/command/inputs.ts';
import { civilDayIn, dayInWords, lastDayBefore } from '#lib/deadlines/speak.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';
import { ClearanceShown } from './clearance.tsx';
import { Deliveries } from './deliveries.tsx';
import { Matrix, type MatrixAsked } from './matrix.tsx';
import { Windows } from './windows.tsx';

export const metadata: Metadata = { title: 'A change' };

export default async function DeskChangePage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}) {
  const { id } = await params;
  const words = await asked(searchParams, ['outcome', 'name', 'group', 'after', 'published', 'done']);
  const { published, done } = words;
  const search = asMatrix(words);
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    if (!recordId.safeParse(id).success) return undefined;
    const cockpit = await changeCockpit(reader, id);
    if (!cockpit) return undefined;
    const { group, ...narrowed } = search;
    const matrix = await changeMatrix(reader, id, {
      ...narrowed,
      ...(group && { urgent: group === 'urgent' }),
      ...(recordId.safeParse(words.after).success && { after: words.after }),
    });
    const shown = matrix.rows.map(({ subscriberId }) => subscriberId);
    return { cockpit, matrix, clearance: await changeClearance(reader.tx, id, shown) };
  });
  const { cockpit, matrix, clearance } = data;
  const { zone } = installation;
  const live = cockpit.withdrawnAt === null && cockpit.supersededAt === null;
  return (
    <Room actor={actor} installation={installation} current="/desk/changes">
      <PageHeader
        eyebrow={
          <>
            <TextLink href={`/register/versions/${cockpit.version}`}>Policy version {cockpit.version}</TextLink> ·
            published <At instant={cockpit.publishedAt} zone={zone} />
          </>
        }
        title={cockpit.title}
        facts={
          <>
            <Chip look="outline">{KIND_NAME[cockpit.kind]}</Chip> {cockpit.company.legalName} · planned start{' '}
            {dayInWords(cockpit.plannedStartOn)} ·{' '}
            <TextLink href={`/register/${cockpit.company.slug}`}>in the register</TextLink>
          </>
        }
        actions={
          live && !cockpit.inForce ? (
            <LinkButton look="danger" href={`/desk/changes/${id}/withdraw`}>
              Withdraw change
            </LinkButton>
          ) : undefined
        }
      />
      <Told cockpit={cockpit} published={published} done={done} zone={zone} />
      {live && cockpit.windows.length > 0 ? (
        <Section title="May it start?">
          <ClearanceShown clearance={clearanceOf(clearance.counts)} at={cockpit.at} zone={zone} />
        </Section>
      ) : null}
      <Section title="Answers" note={notifiedInWords(cockpit)}>
        {cockpit.windows.length === 0 ? (
          <EmptyState title="Nobody was notified">
            {cockpit.kind === 'removal'
              ? 'A removal opens no window and gives no notice.'
              : 'Nobody whom it concerns has an executed DPA. Who takes the service up later is told then.'}
          </EmptyState>
        ) : (
          <div className="grid gap-4 lg:grid-cols-2">
            <div className="grid content-start gap-4">
              <Card title="Outcomes" level={3}>
                <OutcomeBars counts={cockpit.counts} />
              </Card>
              {cockpit.urgentReason === null ? null : <Urgent cockpit={cockpit} id={id} />}
              <Deliveries cockpit={cockpit} notices={totalOf(cockpit.counts)} demo={installation.demo} />
            </div>
            <Card title="Answers over the window" level={3}>
              <AnswersByDay
                firstDay={civilDayIn(cockpit.publishedAt, zone)}
                lastDay={lastDayOf(cockpit, zone)}
                today={civilDayIn(cockpit.at, zone)}
                answers={cockpit.answers}
                readings={cockpit.readings}
              />
            </Card>
          </div>
        )}
      </Section>
      {cockpit.windows.length > 0 ? (
        <Matrix
          changeId={id}
          rows={matrix.rows}
          next={matrix.next}
          search={search}
          urgent={cockpit.urgentReason !== null}
          continued={words.after !== undefined}
          counts={cockpit.counts}
          authorisations={clearance.named}
          at={cockpit.at}
          zone={zone}
        />
      ) : null}
      <Windows windows={cockpit.windows} publishedAt={cockpit.publishedAt} at={cockpit.at} zone={zone} />
      <Section title="What changes">
        <Disclosure summary={`${cockpit.company.legalName}: the difference, and the reason given`}>
          <Note className="mb-3 whitespace-pre-wrap">{cockpit.reason}</Note>
          <Differences
            from={cockpit.from && withNames(cockpit.from, cockpit.services)}
            to={cockpit.to && withNames(cockpit.to, cockpit.services)}
          />
        </Disclosure>
      </Section>
      <div className="mt-9">
        <NoticeText noticeText={cockpit.noticeText} changeId={id} />
      </div>
    </Room>
  );
}

/** How the matrix is narrowed, of the words of the address that it knows. */
function asMatrix({ outcome, name, group }: Partial<Record<'outcome' | 'name' | 'group', string>>): MatrixAsked {
  const known = outcomes.find((word): word is Outcome => word === outcome);
  const typed = name?.trim().slice(0, 200);
  return {
    ...(known && { outcome: known }),
    ...(typed && { name: typed }),
    ...(group === 'urgent' || group === 'others' ? { group } : {}),
  };
}

/** An urgent replacement reaches two groups: whose DPA allows it, and all others. */
function Urgent({ cockpit, id }: { cockpit: Cockpit; id: string }) {
  const { urgentFor, urgentReason, counts } = cockpit;
  const others = totalOf(counts) - urgentFor;
  return (
    <Card title="Urgent replacement" level={3}>
      <Prose>{urgentReason ?? ''}</Prose>
      <ul className="mt-3 list-disc space-y-1.5 pl-5">
        <li>
          <TextLink href={`/desk/changes/${id}?group=urgent`}>{counted(urgentFor, 'subscriber')}</TextLink>: the new
          terms may start on {dayInWords(cockpit.plannedStartOn)}, while the window is open.
        </li>
        <li>
          <TextLink href={`/desk/changes/${id}?group=others`}>{counted(others, 'subscriber')}</TextLink>: the former
          terms stay, or the service pauses, until each one’s own window is over.
        </li>
      </ul>
    </Card>
  );
}

/** The words that every notice of the change shows, as they were frozen, and what they can be checked by. */
function NoticeText({ noticeText, changeId }: { noticeText: Cockpit['noticeText']; changeId: string }) {
  return (
    <Proof
      facts={[
        { label: 'Change', value: changeId },
        noticeText
          ? { label: 'Text of the notice, SHA-256', value: noticeText.sha256 }
          : { label: 'Text of the notice', value: 'not kept', prose: true },
      ]}
    >
      {noticeText ? (
        <Disclosure summary="The notice’s text, as it was kept at publication">
          <Prose className="text-ink">{noticeText.text}</Prose>
        </Disclosure>
      ) : (
        'It was published before the text of a notice was kept.'
      )}
    </Proof>
  );
}

/** What has just been done, and what became of the change. */
function Told({
  cockpit,
  published,
  done,
  zone,
}: {
  cockpit: Cockpit;
  published?: string;
  done?: string;
  zone: string;
}) {
  const { withdrawnAt, withdrawalReason, supersededBy, supersedes } = cockpit;
  return (
    <>
      {published ? (
        <Banner tone="good" title={`Published as policy version ${cockpit.version}`}>
          {totalOf(cockpit.counts) > 0
            ? 'Every subscriber whom it reaches has a notice by now. Their answers appear here as they come.'
            : 'It stands in the register from now on.'}
        </Banner>
      ) : null}
      {done === 'extended' ? (
        <Banner tone="good" title="The window is extended">
          Those concerned are told. The original close stays on the record.
        </Banner>
      ) : null}
      {done === 'fresh' ? (
        <Banner tone="good" title="The fresh notice is given">
          Its letters are on their way. It stands below, beside the one before, with a window of its own.
        </Banner>
      ) : null}
      {withdrawnAt ? (
        <Banner title="This change is withdrawn">
          Withdrawn <At instant={withdrawnAt} zone={zone} />. {withdrawalReason}
        </Banner>
      ) : null}
      {supersededBy ? (
        <Banner title="A corrected change has taken its place">
          The notices of this one ended with it.{' '}
          <TextLink href={`/desk/changes/${supersededBy}`}>See the corrected change</TextLink>
        </Banner>
      ) : null}
      {supersedes ? (
        <Banner title="It corrects an earlier change, and has taken its place">
          <TextLink href={`/desk/changes/${supersedes}`}>See the earlier change</TextLink>
        </Banner>
      ) : null}
    </>
  );
}

function notifiedInWords({ counts }: Cockpit): string | undefined {
  const total = totalOf(counts);
  if (total === 0) return undefined;
  return total === 1 ? '1 notice' : `${total} notices`;
}

function lastDayOf({ windows, publishedAt }: Cockpit, zone: string) {
  const [last] = windows
    .map(({ working }) => working.closesAt)
    .toSorted()
    .toReversed();
  return last ? lastDayBefore(last, zone) : civilDayIn(publishedAt, zone);
}

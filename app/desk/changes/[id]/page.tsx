import type { Metadata } from 'next';
import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { AnswerDays, OutcomeBars, totalOf } from '#components/desk/outcomes.tsx';
import { Differences } from '#components/register/differences.tsx';
import { withNames } from '#components/register/terms-table.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { type Outcome, outcomes } from '#db/schema/vocabulary.ts';
import { page } from '#lib/auth/reader.ts';
import { authorisationsOfChange } from '#lib/authorisations/queries.ts';
import { type Cockpit, changeCockpit } from '#lib/changes/desk-queries.ts';
import { changeMatrix } from '#lib/changes/matrix-queries.ts';
import { recordId } from '#lib/command/inputs.ts';
import { civilDayIn, dayInWords, lastDayBefore } from '#lib/deadlines/speak.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';
import { Matrix } from './matrix.tsx';
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
  const {
    outcome: named,
    after,
    published,
    done,
  } = await asked(searchParams, ['outcome', 'after', 'published', 'done']);
  const outcome = outcomes.find((word): word is Outcome => word === named);
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    if (!recordId.safeParse(id).success) return undefined;
    const cockpit = await changeCockpit(reader, id);
    if (!cockpit) return undefined;
    const matrix = await changeMatrix(reader, id, {
      ...(outcome ? { outcome } : {}),
      ...(recordId.safeParse(after).success ? { after } : {}),
    });
    const named = matrix.rows.map(({ subscriberId }) => subscriberId);
    return { cockpit, matrix, authorisations: await authorisationsOfChange(reader.tx, id, named) };
  });
  const { cockpit, matrix, authorisations } = data;
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
          live && cockpit.plannedStartAt > cockpit.at ? (
            <LinkButton look="danger" href={`/desk/changes/${id}/withdraw`}>
              Withdraw change
            </LinkButton>
          ) : undefined
        }
      />
      <Told cockpit={cockpit} published={published} done={done} zone={zone} />
      <Section title="Answers" note={notifiedInWords(cockpit)}>
        {cockpit.windows.length === 0 ? (
          <EmptyState title="Nobody was notified">
            {cockpit.kind === 'removal'
              ? 'A removal opens no window and gives no notice.'
              : 'Nobody whom it concerns has an executed DPA. Who takes the service up later is told then.'}
          </EmptyState>
        ) : (
          <div className="grid gap-4 lg:grid-cols-2">
            <Card title="Outcomes" level={3}>
              <OutcomeBars counts={cockpit.counts} />
            </Card>
            <Card title="Answers over the window" level={3}>
              <AnswerDays
                firstDay={civilDayIn(cockpit.publishedAt, zone)}
                lastDay={lastDayOf(cockpit, zone)}
                today={civilDayIn(cockpit.at, zone)}
                answers={cockpit.answers}
              />
              <Note className="mt-2">
                {cockpit.shown} of {totalOf(cockpit.counts)} read in Demur.
              </Note>
            </Card>
          </div>
        )}
      </Section>
      {cockpit.windows.length > 0 ? (
        <Matrix
          changeId={id}
          rows={matrix.rows}
          next={matrix.next}
          outcome={outcome}
          continued={after !== undefined}
          counts={cockpit.counts}
          authorisations={authorisations}
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
    </Room>
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
      {withdrawnAt ? (
        <Banner title="This change is withdrawn">
          Withdrawn <At instant={withdrawnAt} zone={zone} />. {withdrawalReason}
        </Banner>
      ) : null}
      {supersededBy ? (
        <Banner title="A corrected change has taken its place">
          <TextLink href={`/desk/changes/${supersededBy}`}>Read that one</TextLink>. The notices of this one ended with
          it.
        </Banner>
      ) : null}
      {supersedes ? (
        <Banner title="It corrects an earlier change">
          <TextLink href={`/desk/changes/${supersedes}`}>The one whose place it took</TextLink>.
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

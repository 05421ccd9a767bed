import type { Metadata } from 'next';
import { DueList } from '#components/desk/due-list.tsx';
import { LiveChangeCard } from '#components/desk/live-change-card.tsx';
import { UnseenList } from '#components/desk/unseen-list.tsx';
import { OutageOffers, WorkerMissed, WorkerSeen } from '#components/desk/worker-seen.tsx';
import { UnreachedList } from '#components/letters/unreached-list.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Stat, Stats } from '#components/ui/stat.tsx';
import { page } from '#lib/auth/reader.ts';
import { civilDayIn, weekdayInWords } from '#lib/deadlines/speak.ts';
import { UNREACHED_SHOWN } from '#lib/letters/unreached-notices.ts';
import { unseenNotices } from '#lib/notices/unseen-notices.ts';
import { type DeskOverview, deskOverview } from '#lib/objections/desk-overview.ts';
import { Room } from '../room.tsx';

export const metadata: Metadata = { title: 'Overview' };

export default async function DeskPage() {
  const { actor, installation, data } = await page('privacy_admin', async (reader) => ({
    overview: await deskOverview(reader),
    unseen: await unseenNotices(reader),
  }));
  const { zone } = installation;
  const { overview, unseen } = data;
  const { now, due, changes, worker, unreached } = overview;
  return (
    <Room actor={actor} installation={installation} current="/desk">
      <PageHeader
        eyebrow={weekdayInWords(civilDayIn(now, zone))}
        title="What is due"
        actions={
          <LinkButton look="primary" href="/desk/changes/new">
            Publish a change
          </LinkButton>
        }
      />
      <Numbers overview={overview} unseen={unseen.rows.length} more={unseen.more} />
      <WorkerMissed seenAt={worker.seenAt} now={now} zone={zone} />
      <OutageOffers outages={worker.outages} zone={zone} />
      {overview.overdueDiligence > 0 ? (
        <Banner
          tone="warn"
          actions={<TextLink href="/desk/register">See which, and of whom</TextLink>}
          title={overdueInWords(overview.overdueDiligence)}
        />
      ) : null}
      {overview.awaitApproval > 0 ? (
        <Banner
          actions={<TextLink href="/desk/changes">To the drafts</TextLink>}
          title={
            overview.awaitApproval === 1
              ? 'One draft waits for another privacy admin to approve it'
              : `${overview.awaitApproval} drafts wait for another privacy admin to approve them`
          }
        />
      ) : null}
      {unreached.length > 0 ? (
        <Section title="Letters that did not arrive" note="none of a notice’s; the nearest close first" id="unreached">
          <UnreachedList
            notices={unreached.slice(0, UNREACHED_SHOWN)}
            more={unreached.length > UNREACHED_SHOWN}
            now={now}
            zone={zone}
          />
        </Section>
      ) : null}
      <Section title="Next" note="nearest first">
        <DueList due={due} now={now} zone={zone} />
      </Section>
      {unseen.rows.length > 0 ? (
        <Section
          title="Accepted unseen"
          note="the window closed in silence, and nothing proves that the notice was shown"
          id="unseen"
        >
          <UnseenList notices={unseen.rows} more={unseen.more} zone={zone} />
        </Section>
      ) : null}
      <Section title="Live changes" note="a window open, a start to come, or an objection undecided">
        {changes.length === 0 ? (
          <EmptyState title="Nothing is under way">
            A change appears here with its publication, and stays until it has started and nothing about it is
            undecided.
          </EmptyState>
        ) : (
          <div className="grid gap-4 lg:grid-cols-2">
            {changes.map((change) => (
              <LiveChangeCard key={change.changeId} change={change} now={now} zone={zone} />
            ))}
          </div>
        )}
      </Section>
      <WorkerSeen seenAt={worker.seenAt} zone={zone} />
    </Room>
  );
}

function overdueInWords(count: number): string {
  return count === 1 ? 'One due-diligence item is overdue' : `${count} due-diligence items are overdue`;
}

function Numbers({ overview, unseen, more }: { overview: DeskOverview; unseen: number; more: boolean }) {
  const { needAnswer, targetPassed, late, actionsOutstanding, proposalsOut } = overview;
  return (
    <Stats>
      <Stat
        value={needAnswer}
        label={needAnswer === 1 ? 'objection is undecided' : 'objections are undecided'}
        note={targetPassed > 0 ? `${targetPassed} past our own target` : 'none past our own target'}
        tone={targetPassed > 0 ? 'bad' : undefined}
        href="/desk/objections"
      />
      <Stat
        value={actionsOutstanding}
        label={actionsOutstanding === 1 ? 'action is outstanding' : 'actions are outstanding'}
        note="authorisation waits for them"
        href="/desk/objections?status=resolved"
      />
      <Stat
        value={proposalsOut}
        label={proposalsOut === 1 ? 'proposal is out' : 'proposals are out'}
        note="waiting for an answer"
        href="/desk/objections?status=awaiting_subscriber"
      />
      <Stat
        value={late}
        label={late === 1 ? 'late objection' : 'late objections'}
        note="to admit, or let rest"
        tone={late > 0 ? 'warn' : undefined}
        href="/desk/objections?status=late"
      />
      <Stat
        value={more ? `${unseen}+` : unseen}
        label="accepted unseen"
        note="authorisation waits until the notice is shown"
        tone={unseen > 0 ? 'warn' : undefined}
        href={unseen > 0 ? '#unseen' : undefined}
      />
    </Stats>
  );
}

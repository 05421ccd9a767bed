import type { Metadata } from 'next';
import { DueList } from '#components/desk/due-list.tsx';
import { LiveChangeCard } from '#components/desk/live-change-card.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Stat, Stats } from '#components/ui/stat.tsx';
import { page } from '#lib/auth/reader.ts';
import { civilDayIn, weekdayInWords } from '#lib/deadlines/speak.ts';
import { type DeskOverview, deskOverview } from '#lib/objections/desk-overview.ts';
import { Room } from '../room.tsx';

export const metadata: Metadata = { title: 'Overview' };

export default async function DeskPage() {
  const { actor, installation, data } = await page('privacy_admin', (reader) => deskOverview(reader));
  const { zone } = installation;
  const { now, due, changes } = data;
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
      <Numbers overview={data} />
      <Section title="Next" note="nearest first">
        <DueList due={due} now={now} zone={zone} />
      </Section>
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
    </Room>
  );
}

function Numbers({ overview }: { overview: DeskOverview }) {
  const { needAnswer, targetPassed, late, changes } = overview;
  const unshown = changes.reduce((sum, change) => sum + change.unshown, 0);
  const of = (kind: string) => overview.due.filter((each) => each.kind === kind).length;
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
        value={of('action')}
        label={of('action') === 1 ? 'action is outstanding' : 'actions are outstanding'}
        note="authorisation waits for them"
        href="/desk/objections?status=resolved"
      />
      <Stat
        value={of('proposal')}
        label={of('proposal') === 1 ? 'proposal is out' : 'proposals are out'}
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
        value={unshown}
        label="accepted unseen"
        note="deemed accepted, nobody there has read the notice: on hold"
        tone={unshown > 0 ? 'warn' : undefined}
      />
    </Stats>
  );
}

import { Ruler } from '#components/changes/ruler.tsx';
import { WhyThisDate } from '#components/changes/why-this-date.tsx';
import { counted } from '#components/changes/words.ts';
import { StartForm } from '#components/desk/publishing/start-form.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { Preview } from '#lib/changes/draft-queries.ts';
import { isRefusal } from '#lib/command/refusal.ts';
import { dayInWords, endOfDayInWords, utcExact } from '#lib/deadlines/speak.ts';
import { saveStartAction } from './actions.ts';

/** When each window would close if it were published now, and whether the planned start waits for the last of them. */
export function DatesStep({ draftId, preview, zone }: { draftId: string; preview: Preview; zone: string }) {
  const { closes, earliestStart, refusals, drafted, standing } = preview;
  if (isRefusal(drafted)) return null;
  const tooEarly = refusals.find(({ code }) => code === 'start_before_close');
  const { plannedStartOn } = drafted.change;
  return (
    <>
      <Section
        title="When the windows close"
        note={closes.length > 0 ? 'counted as if published now; publishing counts anew' : undefined}
      >
        {closes.length === 0 ? (
          <EmptyState title="No window opens">
            {drafted.change.kind === 'removal'
              ? 'A removal asks nobody, so there is nothing to wait for.'
              : 'Nobody is reached, so there is no window to count.'}
          </EmptyState>
        ) : (
          <ul className="grid gap-4">
            {closes.map(({ profileId, profileName, subscribers, working }) => (
              <li key={profileId}>
                <Card title={profileName} level={3}>
                  <p className="-mt-1 mb-3 text-ink-2 text-sm">
                    {counted(subscribers, 'subscriber')} · closes{' '}
                    <time
                      dateTime={working.closesAt}
                      title={utcExact(working.closesAt)}
                      className="font-semibold text-ink"
                    >
                      {endOfDayInWords(working.closesAt, zone)}
                    </time>
                  </p>
                  <Ruler working={working} now={standing.at} />
                  <div className="mt-3 border-rule-2 border-t pt-3">
                    <WhyThisDate working={working} />
                  </div>
                </Card>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="When it starts">
        {earliestStart ? (
          <Note className="mb-4">
            The earliest start is {dayInWords(earliestStart.on)}
            {earliestStart.closesAt ? ', when the last window has closed.' : ': a start is announced a day before.'}
          </Note>
        ) : null}
        <StartForm
          action={saveStartAction}
          draftId={draftId}
          plannedStartOn={plannedStartOn}
          earliest={earliestStart?.on ?? null}
          refused={tooEarly?.sentence}
        />
      </Section>
      <div className="mt-7">
        {tooEarly ? (
          <Note>Choose a later start to go on.</Note>
        ) : (
          <LinkButton look="primary" href={`/desk/changes/new?draft=${draftId}&step=publish`}>
            Continue to publish
          </LinkButton>
        )}
      </div>
    </>
  );
}

import { Ruler } from '#components/changes/ruler.tsx';
import { WhyThisDate } from '#components/changes/why-this-date.tsx';
import { StartForm } from '#components/desk/publishing/start-form.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { Preview, PreviewedChange, PreviewedClose } from '#lib/changes/draft-queries.ts';
import { counted } from '#lib/changes/words.ts';
import { isRefusal } from '#lib/command/refusal.ts';
import { dayInWords, endOfDayInWords, utcExact } from '#lib/deadlines/speak.ts';
import { saveStartAction } from './actions.ts';
import { wizardAt } from './asked.ts';

/** When each window would close if it were published now, and whether each planned start waits for the last of its own. */
export function DatesStep({ draftId, preview, zone }: { draftId: string; preview: Preview; zone: string }) {
  const { changes, standing } = preview;
  const closes = closesOf(changes);
  const removals = changes.every(({ drafted }) => !isRefusal(drafted) && drafted.change.kind === 'removal');
  const tooEarly = changes.some(({ refusals }) => refusals.some(({ code }) => code === 'start_before_close'));
  return (
    <>
      <Section
        title="When the windows close"
        note={closes.length > 0 ? 'counted as if published now; publishing counts anew' : undefined}
      >
        {closes.length === 0 ? (
          <EmptyState title="No window opens">
            {removals
              ? 'A removal asks nobody, so there is nothing to wait for.'
              : 'Nobody is reached, so there is no window to count.'}
          </EmptyState>
        ) : (
          <ul className="grid gap-4">
            {closes.map(({ profileId, profileName, working, reach }) => (
              <li key={profileId}>
                <Card title={profileName} level={3}>
                  <p className="-mt-1 mb-3 text-ink-2 text-sm">
                    {reach} · closes{' '}
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
        <div className="grid gap-7">
          {changes.map((change) => (
            <Start key={change.key} draftId={draftId} change={change} alone={changes.length === 1} />
          ))}
        </div>
      </Section>
      <div className="mt-7">
        {tooEarly ? (
          <Note>Choose a later start to go on.</Note>
        ) : (
          <LinkButton look="primary" href={wizardAt({ draft: draftId, step: 'publish' })}>
            Continue to publish
          </LinkButton>
        )}
      </div>
    </>
  );
}

function Start({ draftId, change, alone }: { draftId: string; change: PreviewedChange; alone: boolean }) {
  const { key, drafted, earliestStart, refusals } = change;
  if (isRefusal(drafted)) return null;
  return (
    <section aria-label={drafted.change.title}>
      {alone ? null : <h3 className="mb-2 text-md">{drafted.change.title}</h3>}
      {earliestStart ? (
        <Note className="mb-4">
          The earliest start is {dayInWords(earliestStart.on)}
          {earliestStart.closesAt ? ', when the last window has closed.' : ': a start is announced a day before.'}
        </Note>
      ) : null}
      <StartForm
        action={saveStartAction}
        draftId={draftId}
        changeKey={key}
        plannedStartOn={drafted.change.plannedStartOn}
        earliest={earliestStart?.on ?? null}
        refused={refusals.find(({ code }) => code === 'start_before_close')?.sentence}
      />
    </section>
  );
}

/** Each profile's close once, with how many each change reaches under it. */
function closesOf(changes: readonly PreviewedChange[]): (PreviewedClose & { reach: string })[] {
  const byProfile = Map.groupBy(
    changes.flatMap(({ closes }, index) => closes.map((close) => ({ close, number: index + 1 }))),
    ({ close }) => close.profileId,
  );
  return [...byProfile.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const counts = same.map(({ close, number }) => ({ number, reached: counted(close.subscribers, 'subscriber') }));
    const equal = counts.length === changes.length && new Set(counts.map(({ reached }) => reached)).size === 1;
    const reach = equal
      ? (counts[0]?.reached ?? '')
      : counts.map(({ number, reached }) => `${reached} for change ${number}`).join(', ');
    return [{ ...first.close, reach }];
  });
}

import { Ruler } from '#components/changes/ruler.tsx';
import { WhyThisDate } from '#components/changes/why-this-date.tsx';
import { StartForm } from '#components/desk/publishing/start-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { Preview, PreviewedChange, PreviewedClose } from '#lib/changes/draft-queries.ts';
import { textConflicts } from '#lib/changes/text-conflicts.ts';
import { counted } from '#lib/changes/words.ts';
import { isRefusal } from '#lib/command/refusal.ts';
import { civilDayIn, dayInWords, endOfDayInWords, utcExact } from '#lib/deadlines/speak.ts';
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
            <Start key={change.key} {...{ draftId, preview, change, zone }} alone={changes.length === 1} />
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

function Start({
  draftId,
  preview,
  change,
  zone,
  alone,
}: {
  draftId: string;
  preview: Preview;
  change: PreviewedChange;
  zone: string;
  alone: boolean;
}) {
  const { key, drafted, earliestStart, refusals } = change;
  if (isRefusal(drafted)) return null;
  const { kind, title, plannedStartOn, urgent } = drafted.change;
  return (
    <section aria-label={title}>
      {alone ? null : <h3 className="mb-2 text-md">{title}</h3>}
      {earliestStart ? (
        <Note className="mb-4">
          The earliest start is {dayInWords(earliestStart.on)}
          {earliestStart.closesAt ? ', when the last window has closed.' : ': a start is announced a day before.'}
        </Note>
      ) : null}
      <Contradictions found={contradictions(preview, change, zone)} />
      {urgent ? <WhoWaits change={change} /> : null}
      <StartForm
        action={saveStartAction}
        draftId={draftId}
        changeKey={key}
        plannedStartOn={plannedStartOn}
        earliest={earliestStart?.on ?? null}
        refused={refusals.find(({ code }) => code === 'start_before_close')?.sentence}
        urgentReason={kind === 'replacement' ? (urgent?.reason ?? null) : undefined}
      />
    </section>
  );
}

/** What somebody wrote by hand that is not what is counted. Warned of, and no obstacle. */
function Contradictions({ found }: { found: readonly { where: string; sentence: string }[] }) {
  if (found.length === 0) return null;
  return (
    <Banner tone="warn" title="A text may contradict the dates">
      <ul className="list-disc pl-4.5">
        {found.map(({ where, sentence }) => (
          <li key={`${where} ${sentence}`}>
            {where}: {sentence}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function contradictions({ draft, standing }: Preview, { drafted, closes }: PreviewedChange, zone: string) {
  if (isRefusal(drafted)) return [];
  const { title, reason, plannedStartOn, urgent } = drafted.change;
  const spokenOf = {
    today: civilDayIn(standing.at, zone),
    plannedStartOn,
    windows: closes.map(({ profileName, working: { length, unit, finalLastDay } }) => ({
      ...{ profileName, length, unit },
      lastDay: finalLastDay,
    })),
  };
  const texts = {
    Title: title,
    Reason: reason,
    'Why it can’t wait': urgent?.reason ?? '',
    'Note of the version': draft.content.note,
  };
  return Object.entries(texts).flatMap(([where, text]) =>
    textConflicts(text, spokenOf).map(({ sentence }) => ({ where, sentence })),
  );
}

/** How many an urgent replacement may start for at once, and how many it waits for. */
function WhoWaits({ change: { closes, reaches } }: { change: PreviewedChange }) {
  const atOnce = closes.reduce((sum, close) => sum + close.urgent, 0);
  return (
    <Banner tone="warn" title="An urgent replacement">
      For {counted(atOnce, 'subscriber')} it may start while the window is open; for{' '}
      {counted(reaches - atOnce, 'subscriber')} it waits until the window is over.
    </Banner>
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

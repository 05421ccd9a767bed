import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { WhatChanges } from '#components/changes/what-changes.tsx';
import { ActionForm } from '#components/ui/action-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Columns } from '#components/ui/columns.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { Preview, PreviewedChange } from '#lib/changes/draft-queries.ts';
import type { Drafted } from '#lib/changes/drafted.ts';
import { draftedShown } from '#lib/changes/drafted-shown.ts';
import { lede } from '#lib/changes/lede.ts';
import { counted } from '#lib/changes/words.ts';
import { isRefusal } from '#lib/command/refusal.ts';
import { dayInWords, lastDayInWords } from '#lib/deadlines/speak.ts';
import { compareAction, publishAction } from './actions.ts';
import { wizardAt } from './asked.ts';

/** Each change as subscribers will read it, what publishing does, and the one button. */
export function PublishStep({ draftId, preview, zone }: { draftId: string; preview: Preview; zone: string }) {
  const { stale, standing } = preview;
  const readable = preview.changes.flatMap(({ key, drafted }) => (isRefusal(drafted) ? [] : [{ key, drafted }]));
  const obstacle = [...preview.refusals, ...preview.changes.flatMap(({ refusals }) => refusals)][0];
  const alone = readable.length === 1;
  return (
    <Columns
      asideLabel="Publishing"
      aside={
        <Card title="What publishing does">
          <ul className="mb-5 list-disc space-y-2 pl-4.5 text-sm marker:text-ink-3">
            {consequences(preview, zone).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          {stale ? (
            <Note>Compare it with the register as it now is, first.</Note>
          ) : obstacle ? (
            <Banner tone="bad">{obstacle.sentence}</Banner>
          ) : (
            <ActionForm action={publishAction} label="Publish" pendingLabel="Publishing…" full hidden={{ draftId }} />
          )}
        </Card>
      }
    >
      {stale ? (
        <Banner
          tone="warn"
          title={`The register is at version ${standing.latest} by now`}
          actions={
            <ActionForm
              action={compareAction}
              label="Compare and go on"
              look="quiet"
              hidden={{ draftId, comparedWith: String(standing.latest) }}
            />
          }
        >
          This was drafted against version {preview.draft.againstVersion}. The difference below is the one to the
          register as it now is. Compare, then go on; or{' '}
          <TextLink href={wizardAt({ draft: draftId })}>change the draft</TextLink>.
        </Banner>
      ) : null}
      {readable.map(({ key, drafted }, index) => (
        <ChangeToRead key={key} drafted={drafted} number={alone ? null : index + 1} preview={preview} zone={zone} />
      ))}
    </Columns>
  );
}

function ChangeToRead({
  drafted,
  number,
  preview,
  zone,
}: {
  drafted: Drafted;
  number: number | null;
  preview: Preview;
  zone: string;
}) {
  const change = draftedShown(drafted, preview.standing);
  return (
    <section className="mt-11 first:mt-0">
      {number === null ? null : (
        <h2 className="mb-2 text-lg">
          {number}. {change.title}
        </h2>
      )}
      <p className="mb-1.5 text-ink-2 text-sm">
        As subscribers will read it · <Chip look="outline">{KIND_NAME[change.kind]}</Chip>
      </p>
      <p className="mb-6 max-w-[60ch] text-md">{lede(change)}</p>
      <Section title="What changes" level={number === null ? 2 : 3}>
        <WhatChanges change={change} now={preview.standing.at} zone={zone} />
      </Section>
    </section>
  );
}

function consequences({ changes, standing }: Preview, zone: string): string[] {
  const [last] = changes
    .flatMap(({ closes }) => closes.map(({ working }) => working.closesAt))
    .toSorted()
    .toReversed();
  const alone = changes.length === 1;
  const read = changes.flatMap(({ drafted }) => (isRefusal(drafted) ? [] : [drafted.change]));
  return [
    `It makes policy version ${standing.latest + 1}, public at once, with a snapshot of the register that nobody can change.`,
    last
      ? `${changes.map(noticesGiven).join(' ')} The last window closes at ${lastDayInWords(last, zone)}.`
      : 'Nobody is given a notice, and no window opens.',
    ...read.map(({ kind, title, plannedStartOn }) => {
      const which = alone ? '' : ` of “${title}”`;
      return kind === 'removal'
        ? `From ${dayInWords(plannedStartOn)} the sub-processor${which} is no longer in the register.`
        : `The new terms${which} are in the register from ${dayInWords(plannedStartOn)}. For each subscriber they stay on hold while an objection of its own is undecided.`;
    }),
    ...(read.some(({ supersedes }) => supersedes !== null)
      ? ['The change that it corrects ends as superseded, and its notices with it.']
      : []),
    'It can’t be edited afterwards. Until the planned start it can be withdrawn; a mistake is corrected by a further version.',
  ];
}

function noticesGiven({ reaches }: PreviewedChange, index: number, { length }: readonly PreviewedChange[]): string {
  const told = `${counted(reaches, 'subscriber is', 'subscribers are')} given a notice and written to`;
  return length === 1 ? `${told}.` : `Change ${index + 1}: ${told}.`;
}

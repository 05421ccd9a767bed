import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { WhatChanges } from '#components/changes/what-changes.tsx';
import { Moved } from '#components/desk/publishing/moved-card.tsx';
import { PublishForm } from '#components/desk/publishing/publish-form.tsx';
import { PublishingNow } from '#components/desk/publishing/publishing-now.tsx';
import { ActionForm } from '#components/ui/action-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Columns } from '#components/ui/columns.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { VendorActor } from '#lib/access/actor.ts';
import { refuseUnapproved } from '#lib/changes/approval.ts';
import { countryInSentence } from '#lib/changes/country.ts';
import type { Preview, PreviewedChange } from '#lib/changes/draft-queries.ts';
import type { Drafted } from '#lib/changes/drafted.ts';
import { draftedShown } from '#lib/changes/drafted-shown.ts';
import { lede } from '#lib/changes/lede.ts';
import type { MovedSince } from '#lib/changes/moved-since.ts';
import { withoutMechanism } from '#lib/changes/obstacles.ts';
import { approvalOf } from '#lib/changes/standing.ts';
import { counted, listed } from '#lib/changes/words.ts';
import { isRefusal } from '#lib/command/refusal.ts';
import { dayInWords, lastDayInWords } from '#lib/deadlines/speak.ts';
import { compareAction, publishAction } from './actions.ts';
import { Approval } from './approval.tsx';
import { wizardAt } from './asked.ts';

/** Each change as subscribers will read it, what publishing does, whether another has approved it, and the one button. */
export function PublishStep({
  draftId,
  preview,
  moved,
  actor,
  zone,
}: {
  draftId: string;
  preview: Preview;
  /** What has moved in the register since; null: nothing. */
  moved: MovedSince | null;
  actor: VendorActor;
  zone: string;
}) {
  const { stale, standing, draft } = preview;
  const readable = preview.changes.flatMap(({ key, drafted }) => (isRefusal(drafted) ? [] : [{ key, drafted }]));
  const obstacle = obstacleIn(preview);
  const unapproved = refuseUnapproved(standing.vendor?.fourEyes ?? false, approvalOf(draft, standing));
  const alone = readable.length === 1;
  return (
    <Columns
      asideLabel="Publishing"
      aside={
        <>
          <Approval {...{ draftId, preview, actor, zone }} askable={!stale && !obstacle} />
          <Card title="What publishing does">
            <ul className="mb-5 list-disc space-y-2 pl-4.5 text-sm marker:text-ink-3">
              {consequences(preview, zone).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            {stale ? (
              <Note>Compare it with the register as it now is, first.</Note>
            ) : obstacle ? (
              <Banner tone="bad">{obstacle}</Banner>
            ) : unapproved ? (
              <Note>{unapproved.sentence}</Note>
            ) : (
              <PublishForm
                action={publishAction}
                draftId={draftId}
                shown={draft.contentSha256}
                withoutMechanism={missingInWords(readable.map(({ drafted }) => drafted))}
              />
            )}
          </Card>
        </>
      }
    >
      {draft.publishing ? <Publishing draftId={draftId} publishing={draft.publishing} /> : null}
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
          This was drafted against version {draft.againstVersion}. What has moved since is listed first; the differences
          below it are those to the register as it now is. Compare, then go on; or{' '}
          <TextLink href={wizardAt({ draft: draftId })}>change the draft</TextLink>.
        </Banner>
      ) : null}
      {moved ? <Moved moved={moved} against={draft.againstVersion} /> : null}
      {readable.map(({ key, drafted }, index) => (
        <ChangeToRead key={key} drafted={drafted} number={alone ? null : index + 1} preview={preview} zone={zone} />
      ))}
    </Columns>
  );
}

/** What stands in the way, and of several changes in which. */
function obstacleIn({ refusals, changes }: Preview): string | undefined {
  if (refusals[0]) return refusals[0].sentence;
  const blocked = changes.find((change) => change.refusals.length > 0);
  const sentence = blocked?.refusals[0]?.sentence;
  return sentence && changes.length > 1 ? `“${blocked?.kept.title}”: ${sentence}` : sentence;
}

/** A publication of this draft that runs now, or one that broke off. */
function Publishing({
  draftId,
  publishing,
}: {
  draftId: string;
  publishing: NonNullable<Preview['draft']['publishing']>;
}) {
  if (!publishing.running)
    return (
      <Banner tone="warn" title="The last publication of this draft broke off">
        Nothing of it stands: no version, no notice, no letter. Look whether everything is still right, and publish
        again.
      </Banner>
    );
  return (
    <Banner title="This is being published now" actions={<TextLink href="/desk/changes">To the changes</TextLink>}>
      <PublishingNow draftId={draftId} told={publishing} />
    </Banner>
  );
}

/** "the United States and Argentina"; null where every transfer says on what it relies. */
function missingInWords(drafted: readonly Drafted[]): string | null {
  const countries = new Set(drafted.flatMap(({ placed }) => withoutMechanism(placed)));
  return countries.size === 0 ? null : listed([...countries].map(countryInSentence));
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
      {change.urgentReason === null ? null : (
        <Banner tone="warn" title="An urgent replacement">
          {change.urgentReason}
        </Banner>
      )}
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
    ...read.map(({ kind, title, plannedStartOn, urgent }) => {
      const which = alone ? '' : ` of “${title}”`;
      if (urgent)
        return `The new terms${which} may be used from ${dayInWords(plannedStartOn)} for subscribers whose DPA allows an urgent start, and after its own window for each of the others. An objection puts them on hold.`;
      return kind === 'removal'
        ? `From ${dayInWords(plannedStartOn)} the sub-processor${which} is no longer in the register.`
        : `The new terms${which} are in the register from ${dayInWords(plannedStartOn)}. For each subscriber they stay on hold while an objection of its own is undecided.`;
    }),
    ...supersededInWords(standing.live.filter(({ id }) => read.some(({ supersedes }) => supersedes === id))),
    'It can’t be edited afterwards. Until the planned start it can be withdrawn; a mistake is corrected by a further version.',
  ];
}

function supersededInWords(corrected: Preview['standing']['live']): string[] {
  if (corrected.length === 0) return [];
  const objections = corrected.reduce((sum, live) => sum + live.objections, 0);
  const standsOn =
    objections > 0
      ? ` ${counted(objections, 'objection stands', 'objections stand')} on as filed under the new notices, also where it was decided: that was on other terms, so it is to be decided again. Where the corrected change does not concern the subscriber any more, it ends.`
      : '';
  return [
    `What it corrects ends as superseded, and its notices with it. “No objection” said to it falls: there is a new window to answer in.${standsOn}`,
  ];
}

function noticesGiven({ reaches }: PreviewedChange, index: number, { length }: readonly PreviewedChange[]): string {
  const told =
    reaches === 0
      ? 'nobody is given a notice'
      : `${counted(reaches, 'subscriber is', 'subscribers are')} given a notice and written to`;
  return length === 1 ? `${told}.` : `Change ${index + 1}: ${told}.`;
}

import { ProposalCard } from '#components/resolutions/proposal-card.tsx';
import { ActionForm } from '#components/ui/action-form.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { Note } from '#components/ui/prose.tsx';
import { counted } from '#lib/changes/words.ts';
import type { DeskCase } from '#lib/objections/desk-case.ts';
import { resumeReviewAction, startReviewAction } from './actions.ts';

/** Where it stands, and the one next step of that. */
export function Standing({ shown, zone }: { shown: DeskCase; zone: string }) {
  const { id, status, names, pausedAt, proposals, retraction, admission, change } = shown;
  const open = proposals.find(({ answer }) => answer === null);
  return (
    <>
      {admission ? (
        <Banner title="It came late and was admitted">
          <At instant={admission.admittedAt} zone={zone} />
          {admission.by ? ` by ${admission.by}` : ''}. {admission.reason} Data already sent: {admission.dataAlreadySent}
        </Banner>
      ) : null}
      {status === 'filed' ? (
        <Card title="Nobody has taken it up yet">
          <Note className="mb-4">
            Starting the review tells {names.subscriberName} that it is in hand. You can resolve it without, too.
          </Note>
          <ActionForm
            action={startReviewAction}
            label="Start review"
            pendingLabel="Starting…"
            hidden={{ objectionId: id }}
          />
        </Card>
      ) : null}
      {status === 'information_requested' ? (
        <Card title="Waiting for information">
          <Note className="mb-4">
            {pausedAt ? (
              <>
                Our own target has stood still since <At instant={pausedAt} zone={zone} />.{' '}
              </>
            ) : null}
            An answer brings the case back to review by itself. You can also go on without one, or resolve it as it is.
          </Note>
          <ActionForm
            action={resumeReviewAction}
            label="Take back to review"
            look="quiet"
            pendingLabel="Taking it back…"
            hidden={{ objectionId: id }}
          />
        </Card>
      ) : null}
      {status === 'awaiting_subscriber' && open ? (
        <Section title="Your proposal is with them">
          <ProposalCard proposal={open} zone={zone} />
        </Section>
      ) : null}
      {status === 'retracted' && retraction ? (
        <Banner title={`${names.subscriberName} retracted it`}>
          <At instant={retraction.retractedAt} zone={zone} />.{' '}
          {retraction.beforeClose
            ? 'The window was open, so the notice was open again from then.'
            : 'The window had closed, so the change was accepted with it.'}
        </Banner>
      ) : null}
      {status === 'ended' && shown.carried.to === null ? (
        <Banner title="It ended with its notice">
          {change.withdrawnAt
            ? 'The change was withdrawn, so there is nothing left to decide.'
            : 'A corrected change took the place of this one, and no longer concerns them. They are told.'}
        </Banner>
      ) : null}
      {status === 'resolved' ? <Outstanding shown={shown} /> : null}
    </>
  );
}

/** "Resolved, 2 actions outstanding" */
function Outstanding({ shown: { resolutions } }: { shown: DeskCase }) {
  const standing = resolutions.find(({ stands }) => stands);
  if (!standing) return null;
  const left = standing.actions.filter(({ completion }) => completion === null).length;
  if (left > 0)
    return (
      <Banner tone="warn" title={`Resolved, ${counted(left, 'action')} outstanding`}>
        The new terms stay on hold until each is recorded as done, with its evidence.
      </Banner>
    );
  if (standing.option === 'cease' && standing.dataStatement === null)
    return (
      <Banner tone="warn" title="Resolved, the statement on data is outstanding">
        Once what you said of data already there is done, state it below.
      </Banner>
    );
  return <Banner tone="good" title="Resolved, nothing outstanding" />;
}

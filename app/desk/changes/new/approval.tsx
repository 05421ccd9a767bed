import { ApprovalCard } from '#components/desk/publishing/approval-card.tsx';
import type { VendorActor } from '#lib/access/actor.ts';
import { type Approval as ApprovalAsked, type ApprovalState, refuseApprover } from '#lib/changes/approval.ts';
import type { Preview } from '#lib/changes/draft-queries.ts';
import { approvableOf, approvalOf } from '#lib/changes/standing.ts';
import { inShort } from '#lib/deadlines/speak.ts';
import { answerApprovalAction, askApprovalAction } from './actions.ts';

/** Where the approval of a draft stands, and what this admin can do about it. Nothing where nobody asked, and none is needed. */
export function Approval({
  draftId,
  preview,
  actor,
  zone,
  askable,
}: {
  draftId: string;
  preview: Preview;
  actor: VendorActor;
  zone: string;
  /** Nothing else stands in the way of publishing. */
  askable: boolean;
}) {
  const { draft, standing } = preview;
  const { approval } = draft;
  const state = approvalOf(draft, standing);
  if (!standing.vendor?.fourEyes && state === 'none') return null;
  const mayAnswer =
    approval !== null &&
    state === 'asked' &&
    refuseApprover(actor.userId, approval, approvableOf(draft, standing)) === undefined;
  return (
    <ApprovalCard
      draftId={draftId}
      standing={inWords(state, approval, zone) + (standing.vendor?.fourEyes ? '' : NOT_REQUIRED)}
      sentBackBecause={state === 'sent_back' ? (approval?.reason ?? null) : null}
      ask={askable && state !== 'asked' && state !== 'approved' ? askApprovalAction : null}
      answer={
        mayAnswer
          ? { action: answerApprovalAction, approvalId: approval.approvalId, contentSha256: approval.contentSha256 }
          : null
      }
    />
  );
}

const NOT_REQUIRED = ' The settings do not require an approval: it can be published without.';

function inWords(state: ApprovalState, approval: ApprovalAsked | null, zone: string): string {
  const asked = approval ? `${approval.askedByName} asked on ${inShort(approval.askedAt, zone)}.` : '';
  const answered =
    approval?.answeredAt && approval.answeredByName
      ? `${approval.answeredByName}, ${inShort(approval.answeredAt, zone)}`
      : '';
  switch (state) {
    case 'none':
      return 'Another privacy admin approves this before it is published. Whoever wrote on the draft can’t.';
    case 'asked':
      return `${asked} It waits for another privacy admin, who did not write on the draft. An edit or a new version makes it void.`;
    case 'approved':
      return `Approved by ${answered}. An edit or a new version makes this void.`;
    case 'sent_back':
      return `Sent back by ${answered}:`;
    case 'void':
      return 'The draft or the register has changed since approval was asked for, so that is void. Ask again.';
  }
}

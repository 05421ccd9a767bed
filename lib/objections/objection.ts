import type { Channel, ObjectionStatus } from '#db/schema/vocabulary.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type Notice, refuseEnded } from '#lib/notices/notice.ts';

/** What of an objection its law needs, beside the notice that it answers. */
export interface Objection {
  id: string;
  reference: string;
  subscriberId: string;
  status: ObjectionStatus;
  channel: Channel;
  receivedAt: Instant;
  /** Our own target for an answer; null: none. While `pausedAt` is set, time does not count against it. */
  respondBy: Instant | null;
  pausedAt: Instant | null;
  /** The highest number given to a requested action; 0 for none. */
  lastAction: number;
  /** The proposal that waits for the subscriber's answer. */
  openProposalId: string | null;
  /** The reference under which it stands on, where a corrected change took the place of the one that it was filed to. */
  carriedTo: string | null;
  notice: Notice;
}

/** Undecided: the vendor owes an answer, or waits for one. */
export const undecided: readonly ObjectionStatus[] = [
  'filed',
  'under_review',
  'information_requested',
  'awaiting_subscriber',
];

/** Where the desk can take it further: nothing is out with the subscriber, or only a question. */
export const inHand: readonly ObjectionStatus[] = ['filed', 'under_review', 'information_requested'];

/** Where an objection can still be retracted, and added to: undecided, or late and resting. */
const open: readonly ObjectionStatus[] = [...undecided, 'late'];

/**
 * Whether an objection to a notice can be filed now, given those already there. One that comes after the close is
 * never refused for being late: it is kept as such.
 */
export function refuseFiling(
  notice: Pick<Notice, 'answer' | 'changeWithdrawnAt' | 'closesAt'>,
  standing: readonly ObjectionStatus[],
  now: Instant,
): Refusal | undefined {
  const ended = refuseEnded(notice);
  if (ended) return ended;
  if (standing.includes('resolved'))
    return refuse(
      'already_resolved',
      'The vendor has decided your organisation’s objection to this change, and there is no second one to it. You can record that you disagree.',
    );
  if (standing.some((status) => undecided.includes(status)))
    return refuse(
      'already_objected',
      'Your organisation’s objection to this change is already on record. Add to it instead.',
    );
  if (isLate(notice, now) && standing.includes('late'))
    return refuse('already_objected', 'A late objection to this change is already on record. Add to it instead.');
  return undefined;
}

/** Received at or after the first instant after the window. The database decides the same (`mark_late`). */
export function isLate(notice: Pick<Notice, 'closesAt'>, receivedAt: Instant): boolean {
  return receivedAt >= notice.closesAt;
}

/** Whether text or requested actions can still be added. */
export function refuseSupplement(objection: Objection): Refusal | undefined {
  return open.includes(objection.status) ? undefined : refuseOver(objection, 'It can no longer be added to.');
}

export function refuseRetraction(objection: Objection): Refusal | undefined {
  const { status } = objection;
  if (open.includes(status)) return undefined;
  if (status === 'retracted') return refuse('already_done', 'This objection is already retracted.');
  return refuseOver(objection, 'It can no longer be retracted.');
}

/** What a retraction makes of the notice. A late objection that was not admitted left the notice as it was. */
export function afterRetraction({ status, notice }: Objection, now: Instant): 'open' | 'accepted' | 'unchanged' {
  if (status === 'late') return 'unchanged';
  return now < notice.closesAt ? 'open' : 'accepted';
}

export function refuseInformation(objection: Objection): Refusal | undefined {
  const { status } = objection;
  if (status === 'information_requested') return undefined;
  if (!open.includes(status)) return refuseOver(objection, 'No information is awaited.');
  return refuse('not_awaiting', 'The vendor is not waiting for information. Write a message, or add to the objection.');
}

export function refuseDisagreement({ status }: Objection): Refusal | undefined {
  if (status === 'resolved') return undefined;
  return refuse('wrong_status', 'There is no decision yet to disagree with. Write a message instead.');
}

/** Only an instant that the vendor stated can be disputed; what Demur measured is measured. */
export function refuseInstantDispute({ channel }: Objection): Refusal | undefined {
  if (channel !== 'demur') return undefined;
  return refuse(
    'wrong_status',
    'This objection was filed in Demur, and its instant was measured by the database’s clock. Write a message if something else is wrong.',
  );
}

/** Why an objection that is over takes no more. */
function refuseOver({ status, carriedTo }: Objection, consequence: string): Refusal {
  if (carriedTo !== null) return refuseCarried(carriedTo);
  if (status === 'resolved') return refuse('already_resolved', `The vendor has decided this objection. ${consequence}`);
  if (status === 'retracted') return refuse('wrong_status', `This objection is retracted. ${consequence}`);
  return refuse('change_withdrawn', `This objection ended when its notice ended. ${consequence}`);
}

const refuseCarried = (carriedTo: string): Refusal =>
  refuse(
    'change_superseded',
    `A corrected change has taken the place of this one, and the objection stands on as ${carriedTo}. Go on there.`,
    { facts: { carriedTo } },
  );

/** Why the desk can't act on an objection in this state, and what it can do instead. */
export function refuseAsItStands({ status, carriedTo }: Pick<Objection, 'status' | 'carriedTo'>): Refusal {
  if (carriedTo !== null) return refuseCarried(carriedTo);
  switch (status) {
    case 'late':
      return refuse('wrong_status', 'This objection came late. Admit it first, or let it rest as late.');
    case 'awaiting_subscriber':
      return refuse(
        'wrong_status',
        'A proposal is with the subscriber. Wait for its answer; without one by the day given, the case returns to review.',
      );
    case 'resolved':
      return refuse(
        'already_resolved',
        'This objection is decided. A mistake is put right by a new decision that replaces it.',
      );
    case 'retracted':
      return refuse('wrong_status', 'The subscriber has retracted this objection.');
    case 'ended':
      return refuse('change_withdrawn', 'This objection ended when its notice ended.');
    default:
      return refuse('wrong_status', 'This objection is already being dealt with.');
  }
}

import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type Notice, outcomeOf } from './notice.ts';

/** What of a notice that is over says whether the change can be put to its subscriber afresh. */
export interface Over
  extends Pick<
    Notice,
    'answer' | 'closesAt' | 'authorisation' | 'noticeRequired' | 'shownAt' | 'unprovenSince' | 'changeWithdrawnAt'
  > {
  changeSupersededAt: Instant | null;
  /** The subscriber still uses a service that the change serves. */
  concerned: boolean;
  /** The later notice of the same change, by its reference. */
  followedBy: string | null;
  dpaInForce: boolean;
  /** It could not be shown that an objection could have been filed through all of the window's last 24 hours. */
  outage: boolean;
}

/**
 * Why a fresh notice may be given: the DPA asks for a proved notice and there was none; silence was taken for acceptance,
 * and nothing proves, or no longer proves, that the notice was shown; or filing was not possible for sure.
 */
export const freshReasons = ['notice_unproven', 'not_shown', 'proof_lost', 'outage'] as const;
export type FreshReason = (typeof freshReasons)[number];

export function freshReason(notice: Over, now: Instant): FreshReason | undefined {
  const outcome = outcomeOf(notice, now);
  if (outcome === 'notice_unproven') return 'notice_unproven';
  if (outcome === 'deemed_accepted' && notice.shownAt === null) return 'not_shown';
  if (outcome === 'deemed_accepted' && notice.unprovenSince !== null) return 'proof_lost';
  if ((outcome === 'deemed_accepted' || outcome === 'not_authorised') && notice.outage) return 'outage';
  return undefined;
}

/** Why the change can't be put to the subscriber afresh; undefined: it can. */
export function refuseFreshNotice(notice: Over, now: Instant): Refusal | undefined {
  if (notice.changeWithdrawnAt || notice.answer === 'change_withdrawn')
    return refuse('change_withdrawn', 'The change is withdrawn, so there is nothing to give notice of.');
  if (notice.changeSupersededAt || notice.answer === 'superseded')
    return refuse('change_superseded', 'A later change has taken the place of this one, and gave a notice of its own.');
  if (notice.followedBy)
    return refuse('already_done', `The change was put to the subscriber afresh already, by ${notice.followedBy}.`);
  if (notice.answer === 'not_concerned' || !notice.concerned)
    return refuse('not_open', 'This change no longer concerns the subscriber.');
  if (!notice.dpaInForce)
    return refuse('no_executed_dpa', 'The subscriber has no executed DPA, so no notice can be given.');
  if (notice.answer) return refuse('already_answered', 'The subscriber has answered this notice.');
  if (now < notice.closesAt)
    return refuse('window_open', 'The window is still open. Send the letter again, or extend the window.', {
      facts: { closesAt: notice.closesAt },
    });
  if (!freshReason(notice, now))
    return refuse('not_open', 'This notice was shown, and its outcome stands. It needs no fresh one.');
  return undefined;
}

import type { Answer, AuthorisationMode, Outcome } from '#db/schema/vocabulary.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { Shown } from './proof.ts';

/** What of a notice its law needs. */
export interface Notice extends Shown {
  id: string;
  subscriberId: string;
  changeId: string;
  windowId: string;
  /** From when the new terms may be used. */
  plannedStartAt: Instant;
  closesAt: Instant;
  answer: Answer | null;
  /** When a signatory asked to be served under the new terms before the close; that can't be taken back. */
  earlyStartAt: Instant | null;
  authorisation: AuthorisationMode;
  noticeRequired: boolean;
  changeWithdrawnAt: Instant | null;
  /** An urgent replacement that need not wait for the close. */
  urgent: boolean;
}

/** A function of rows and clock: one microsecond after the close it is final. The same as `demur.outcome_of` in SQL. */
export function outcomeOf(
  notice: Pick<Notice, 'answer' | 'closesAt' | 'authorisation' | 'noticeRequired' | 'shownAt'>,
  now: Instant,
): Outcome {
  if (notice.answer) return notice.answer;
  if (now < notice.closesAt) return 'open';
  if (notice.noticeRequired && (notice.shownAt === null || notice.shownAt >= notice.closesAt)) return 'notice_unproven';
  if (notice.authorisation === 'specific') return 'not_authorised';
  return 'deemed_accepted';
}

/** Why a notice no longer takes an answer, whoever gives it; undefined: it still does. */
export function refuseEnded(notice: Pick<Notice, 'answer' | 'changeWithdrawnAt'>): Refusal | undefined {
  if (notice.changeWithdrawnAt || notice.answer === 'change_withdrawn')
    return refuse('change_withdrawn', 'The vendor has withdrawn this change, so it needs no answer.');
  if (notice.answer === 'superseded')
    return refuse('change_superseded', 'A corrected notice has taken the place of this one. Answer that one.');
  if (notice.answer === 'not_concerned')
    return refuse('not_open', 'This change no longer concerns your organisation, so it needs no answer.');
  return undefined;
}

/** Whether "no objection" can be recorded now. */
export function refuseAcceptance(notice: Notice, now: Instant): Refusal | undefined {
  const ended = refuseEnded(notice);
  if (ended) return ended;
  if (notice.answer === 'accepted') return refuse('already_answered', '“No objection” is already on record.');
  if (notice.answer === 'objected')
    return refuse('already_objected', 'Your organisation has objected. Retract the objection if it no longer stands.');
  if (now >= notice.closesAt)
    return refuse('window_closed', 'The window has closed, so there is nothing left to answer.', {
      facts: { closedAt: notice.closesAt },
    });
  return undefined;
}

/** Whether a recorded "no objection" can be taken back now. */
export function refuseTakingBack(notice: Notice, now: Instant): Refusal | undefined {
  const ended = refuseEnded(notice);
  if (ended) return ended;
  if (notice.answer !== 'accepted') return refuse('not_open', 'There is no “no objection” on record to take back.');
  if (notice.earlyStartAt)
    return refuse(
      'already_done',
      'Your organisation asked for an early start on the strength of it, which can’t be taken back. You can still object.',
    );
  if (now >= notice.closesAt)
    return refuse(
      'window_closed',
      'The window has closed, so “no objection” stands. You can still write to the vendor.',
      { facts: { closedAt: notice.closesAt } },
    );
  return undefined;
}

/** Whether the vendor can still be asked to extend the window. */
export function refuseMoreTime(notice: Notice, now: Instant): Refusal | undefined {
  const ended = refuseEnded(notice);
  if (ended) return ended;
  if (now >= notice.closesAt)
    return refuse(
      'window_closed',
      'The window has closed and can no longer be extended. An objection filed now is kept as late, and the vendor may admit it.',
      { facts: { closedAt: notice.closesAt } },
    );
  return undefined;
}

/** Whether a signatory can ask to be served under the new terms before they start for everybody. */
export function refuseEarlyStart(notice: Notice, now: Instant): Refusal | undefined {
  const ended = refuseEnded(notice);
  if (ended) return ended;
  if (notice.earlyStartAt) return refuse('already_done', 'An early start is already asked for.');
  const outcome = outcomeOf(notice, now);
  if (outcome === 'open')
    return refuse('window_open', 'Record “no objection” first: an early start needs your organisation’s word.');
  if (outcome === 'objected')
    return refuse('already_objected', 'Your organisation has objected, so the new terms can’t start early.');
  if (outcome !== 'accepted' && outcome !== 'deemed_accepted')
    return refuse('not_open', 'This change is not accepted, so its terms can’t start early.');
  if (now >= notice.plannedStartAt && (notice.urgent || now >= notice.closesAt))
    return refuse('not_open', 'The new terms have started already.', { facts: { startedAt: notice.plannedStartAt } });
  return undefined;
}

import { clauseInWords } from '#lib/changes/clause.ts';
import { capitalised } from '#lib/changes/words.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn, dayInWords, lastDayInWords } from '#lib/deadlines/speak.ts';
import { lateStatement } from '#lib/objections/receipt.ts';
import type { Case } from './notice-shown.ts';

/** What an answer to a notice is worth, and what the clock makes of none. */
export interface AnswerWords {
  /** What is the case. */
  standing: string[];
  /** That an objection is still kept, and what a late one does; said while one can still be filed after the close. */
  late: string | null;
}

/** What whoever objects after the close is told beforehand, with the very words of the receipt. */
export function lateInWords(closesAt: Instant, zone: string): string {
  return `You can still object. It is then kept as late, and its receipt says: “${lateStatement({ closesAt, zone })}”`;
}

/** Where a notice stands for its subscriber, in sentences. */
export function answerInWords(shown: Case, zone: string): AnswerWords {
  const { notice, now, change } = shown;
  const over = now >= notice.closesAt;
  const ended = ['objected', 'superseded', 'change_withdrawn', 'not_concerned'].includes(notice.outcome);
  const objectable = !ended && change.withdrawnAt === null;
  return {
    standing: [...standing(shown, zone), ...sinceWithdrawn(shown, zone)],
    late: over && objectable ? late(notice, zone) : null,
  };
}

/** An answer stays on record when the change goes away; it is then worth nothing. */
function sinceWithdrawn({ notice, change }: Case, zone: string): string[] {
  if (change.withdrawnAt === null || notice.outcome === 'change_withdrawn') return [];
  const day = dayInWords(civilDayIn(change.withdrawnAt, zone));
  return [`We withdrew this change on ${day}, so nothing follows from that any more.`];
}

/** Where nothing counts as accepted, there is no acceptance for a late objection to undo. */
function late({ outcome, closesAt }: Case['notice'], zone: string): string {
  if (outcome === 'not_authorised' || outcome === 'notice_unproven')
    return 'You can still object, so that your grounds stand on record. It is then kept as late.';
  return lateInWords(closesAt, zone);
}

function standing({ notice, window, acceptances, change, now }: Case, zone: string): string[] {
  const clause = `${clauseInWords(window.objectionClause)} of your DPA`;
  const close = lastDayInWords(notice.closesAt, zone);
  switch (notice.outcome) {
    case 'open':
      return [
        window.authorisation === 'specific'
          ? `If we receive no answer by ${close}, this change is not authorised for your organisation: ${clause} asks for your express word.`
          : `If we receive no written objection by ${close}, ${clause} treats this change as accepted.`,
      ];
    case 'objected':
      return ['Your organisation has objected to this change.'];
    case 'accepted': {
      const said = acceptances.find(({ takenBackAt }) => takenBackAt === null);
      if (said)
        return [
          `${said.by ?? 'A signatory'} recorded on ${dayInWords(civilDayIn(said.acceptedAt, zone))} that your organisation does not object.`,
          ...(now < notice.closesAt ? [] : ['The window has closed, so that stands.']),
        ];
      return ['Your organisation retracted its objection after the window had closed, so the change is accepted.'];
    }
    case 'deemed_accepted':
      return [`We received no written objection by ${close}. ${capitalised(clause)} treats this change as accepted.`];
    case 'not_authorised':
      return [
        `We received no answer by ${close}. ${capitalised(clause)} asks for your express word, so this change is not authorised for your organisation.`,
      ];
    case 'notice_unproven':
      return [
        'The window has closed, and we cannot show that this notice reached your organisation in time. So it does not count: a fresh notice with a full window is due to you.',
      ];
    case 'superseded':
      return ['A corrected notice has taken the place of this one. Nothing follows from this one any more.'];
    case 'change_withdrawn':
      return [
        change.withdrawnAt
          ? `We withdrew this change on ${dayInWords(civilDayIn(change.withdrawnAt, zone))}. It needs no answer.`
          : 'We withdrew this change. It needs no answer.',
      ];
    case 'not_concerned':
      return ['This change no longer concerns your organisation. It needs no answer.'];
  }
}

import type { ObjectionStatus } from '#db/schema/vocabulary.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type Notice, refuseEnded } from '#lib/notices/notice.ts';
import { inHand, isLate, type Objection, refuseAsItStands, refuseFiling } from './objection.ts';

export function refuseReview(objection: Pick<Objection, 'status' | 'carriedTo'>): Refusal | undefined {
  const { status } = objection;
  if (status === 'filed') return undefined;
  if (inHand.includes(status)) return refuse('already_done', 'This objection is already under review.');
  return refuseAsItStands(objection);
}

export function refuseInformationRequest(objection: Pick<Objection, 'status' | 'carriedTo'>): Refusal | undefined {
  const { status } = objection;
  if (status === 'filed' || status === 'under_review') return undefined;
  if (status === 'information_requested')
    return refuse('already_done', 'Information is already asked for. Write a message if you need more.');
  return refuseAsItStands(objection);
}

export function refuseResumption(objection: Pick<Objection, 'status' | 'carriedTo'>): Refusal | undefined {
  const { status } = objection;
  if (status === 'information_requested') return undefined;
  if (status === 'filed') return refuse('wrong_status', 'The review has not begun. Start it.');
  if (status === 'under_review') return refuse('already_done', 'This objection is already under review.');
  return refuseAsItStands(objection);
}

/** A ground can be assessed at any time, and changes nothing; only one that the objection names. */
export function refuseAssessment(categories: readonly string[], category: string): Refusal | undefined {
  if (categories.includes(category)) return undefined;
  const sentence = 'The objection does not name this ground. Choose one that it names.';
  return refuse('invalid_input', sentence, { fields: { category: sentence } });
}

/** Whether a late objection can be let in. Where another one stands on the same notice, that one is the objection. */
export function refuseAdmission(objection: Objection, standing: readonly ObjectionStatus[]): Refusal | undefined {
  const { status, notice } = objection;
  if (status !== 'late' && inHand.includes(status))
    return refuse('already_done', 'This objection is already being dealt with. There is nothing to admit.');
  if (status !== 'late') return refuseAsItStands(objection);
  return refuseEnded(notice) ?? refuseBeside(standing);
}

function refuseBeside(standing: readonly ObjectionStatus[]): Refusal | undefined {
  if (standing.includes('resolved'))
    return refuse(
      'already_resolved',
      'Another objection to this notice is already decided, so this one can’t be admitted.',
    );
  if (standing.some((status) => inHand.includes(status) || status === 'awaiting_subscriber'))
    return refuse('already_objected', 'Another objection to this notice is already in hand. Deal with that one.');
  return undefined;
}

/** What a recorded objection is: in time, late, or in time but told of after the close, which has to be an admission. */
export type Reception = 'in_time' | 'late' | 'admitted';

/**
 * Whether an objection that came by e-mail or post can be recorded with the stated instant, and as what. Whoever states
 * an instant in time after the close takes back what the close made of silence, and so must say why and what was sent.
 */
export function reception(
  notice: Notice & { givenAt: Instant },
  standing: readonly ObjectionStatus[],
  { receivedAt, admission }: { receivedAt: Instant; admission: object | null },
  now: Instant,
): Reception | Refusal {
  const wrongInstant = (sentence: string) => refuse('invalid_input', sentence, { fields: { receivedAt: sentence } });
  if (receivedAt > now) return wrongInstant('The instant at which it came lies in the future. State when it came.');
  if (receivedAt < notice.givenAt)
    return wrongInstant(
      'The notice was given later than that, so this can’t be an objection to it. Check the instant.',
    );
  const refusal = refuseFiling(notice, standing, receivedAt);
  if (refusal) return refusal;
  if (isLate(notice, receivedAt)) return 'late';
  if (now < notice.closesAt) return 'in_time';
  if (admission) return 'admitted';
  return refuse(
    'invalid_input',
    'Its window has closed since, and silence has had its effect. Say why you admit it, and what data has already been sent.',
    {
      fields: {
        'admission.reason': 'Say why you admit it.',
        'admission.dataAlreadySent': 'Say what data has already been sent, or that none has.',
      },
    },
  );
}

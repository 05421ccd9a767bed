import type { FreshReason } from '#lib/notices/fresh-notice.ts';

/** Why a notice needs another, to stand under the page's title. */
export const whyFresh: Record<FreshReason, string> = {
  notice_unproven:
    'Its DPA asks for a proved notice. None was shown to it before the window closed, so the case is undecided.',
  not_shown: 'Its window closed in silence, and nothing proves that the notice was ever shown to it.',
  proof_lost:
    'Its window closed in silence. The letter that showed the notice has come back since, and nobody there has read it in Demur.',
  outage: 'In the last 24 hours of its window it can’t be shown that an objection could have been filed throughout.',
};

export interface FreshFacts {
  reason: FreshReason;
  subscriber: string;
  company: string;
  /** The old notice, by its reference. */
  reference: string;
  /** The last day of the window that would open now, in words, with its place. */
  closes: string;
  /** In how many letters the notice would go. */
  contacts: number;
  /** The new terms would start for others meanwhile, or have started. */
  started: boolean;
  /** The DPA asks for an express answer. */
  specific: boolean;
  noticeRequired: boolean;
}

/** What follows from giving a fresh notice, said before it is given. */
export function freshConsequences(facts: FreshFacts): string[] {
  const { reason, subscriber, company, reference, closes, contacts, specific, noticeRequired } = facts;
  const silence = specific ? 'no answer in time means no authorisation' : 'no objection in time is acceptance';
  return [
    `${subscriber} gets a notice of its own, with a full window from now: given today, it closes ${closes}. It may object, or say that it does not; ${silence}.`,
    contacts === 1 ? 'Its one contact is written to.' : `Its ${contacts} contacts are written to.`,
    `${reference} stays on the record as it ended. From now on the fresh notice says what holds.`,
    reason === 'outage' && !specific
      ? `${company}’s new terms are authorised for it today. From now on they are pending until the new window has closed${facts.started ? ', and what is done under them for it has to stop' : ''}; the terms before go on.`
      : `${company}’s new terms stay blocked for it until the new window has closed; the terms before go on.`,
    ...(noticeRequired
      ? [
          'The window counts only if this notice is shown before it closes: by a letter that our relay took over and that has not come back, or by a reading.',
        ]
      : [
          'Silence counts, and authorisation still waits for the notice to be shown: by a letter that has not come back, or by a reading.',
        ]),
    'It can’t be taken back.',
  ];
}

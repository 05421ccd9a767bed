import type { Outcome } from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn, dayInWords, lastDayInWords } from '#lib/deadlines/speak.ts';
import type { ChangeShown } from './change-shown.ts';
import { clauseInWords } from './clause.ts';
import { countryInSentence } from './country.ts';
import { fieldDifferences } from './terms-words.ts';
import { inSentence, listed } from './words.ts';

/** What the vendor does, and leaves, until a change may start for this reader. */
export interface UntilThen {
  sentences: string[];
  /** The DPA lets new terms start although an objection is undecided: to be read as a warning. */
  warning: boolean;
}

/** What of a notice this follows from. */
export interface Standing {
  closesAt: Instant;
  outcome: Outcome;
  standstill: boolean;
  /** The DPA lets an urgent replacement start while the window is open. */
  urgent: boolean;
  /** Where it does. */
  emergencyClause: string | null;
  zone: string;
}

/**
 * Each kind of change has its own sentence: for an addition nothing is sent; for all others what stands today goes on.
 * The day is that of the planned start, or of the close where an extension moved that further.
 */
export function untilThen(change: ChangeShown, standing: Standing): UntilThen {
  const { closesAt, outcome, standstill, zone } = standing;
  const early = change.urgentReason !== null && change.plannedStartAt < closesAt;
  if (early && standing.urgent) return urgently(change, standing);
  const later = closesAt > change.plannedStartAt ? closesAt : change.plannedStartAt;
  const start = dayInWords(civilDayIn(later, zone));
  const asked = outcome === 'open' || outcome === 'objected';
  if (change.kind === 'removal')
    return { sentences: [`${change.company.legalName} goes on as it does today until ${start}.`], warning: false };
  const stays = early ? [...today(change), notForYou(change)] : today(change);
  if (!standstill) return { sentences: [...stays, withoutStandstill(change, start)], warning: asked };
  const nor = asked ? ', nor while an objection of yours is undecided' : '';
  return { sentences: [...stays, `${notBefore(change)} before ${start}${nor}.`], warning: false };
}

/** For whom an urgent replacement starts although the window is open: when, by what right, and what an objection does. */
function urgently(change: ChangeShown, { closesAt, outcome, standstill, emergencyClause, zone }: Standing): UntilThen {
  const start = dayInWords(change.plannedStartOn);
  const close = lastDayInWords(closesAt, zone);
  const right = emergencyClause ? `: ${clauseInWords(emergencyClause)} of your DPA allows that` : '';
  const objection =
    outcome === 'objected' ? 'While your objection is undecided' : 'If you object, then until we have decided';
  return {
    sentences: [
      `${change.from?.company.legalName ?? 'The company before it'} goes on processing your data as it does today until ${start}.`,
      `From then on ${change.company.legalName} may process it, although your window runs until ${close}${right}.`,
      standstill
        ? `${objection}, its terms are on hold for you.`
        : 'Your DPA does not make us wait for a decision, so an objection does not stop it by itself.',
    ],
    warning: outcome === 'open' || outcome === 'objected',
  };
}

/** For all others: the urgency of a replacement is none of theirs. */
function notForYou({ company, from, plannedStartOn }: ChangeShown): string {
  const who = from?.company.legalName ?? 'the company before it';
  return `For some others ${company.legalName} starts from ${dayInWords(plannedStartOn)}, which your DPA does not allow for you: until your window is over ${who} goes on, or the service pauses.`;
}

/** What goes on as it is. */
function today({ kind, company, from }: ChangeShown): string[] {
  if (from === null) return [];
  const who = from.company.legalName;
  switch (kind) {
    case 'replacement':
      return [`${who} goes on processing your data as it does today.`];
    case 'location':
      return [
        `${company.legalName} goes on processing your data where it does today: in ${listed([
          ...new Set(from.terms.locations.map(({ country }) => countryInSentence(country))),
        ])}.`,
      ];
    case 'data_categories':
      return [`${company.legalName} goes on receiving only the data that it receives today.`];
    default:
      return [`${company.legalName} goes on processing your data on the terms that stand today.`];
  }
}

/** The vendor's undertaking, up to the word "before". */
function notBefore(change: ChangeShown): string {
  const who = change.company.legalName;
  switch (change.kind) {
    case 'location':
      return 'We will not let it process your organisation’s data anywhere else';
    case 'data_categories': {
      const more = added(change);
      return more.length > 0
        ? `We will not send it your organisation’s ${listed(more)}`
        : 'We will not send it other data of your organisation';
    }
    case 'purpose':
      return 'We will not let it use your organisation’s data on the new terms';
    default:
      return `We will not send your organisation’s data to ${who}`;
  }
}

function withoutStandstill(change: ChangeShown, start: string): string {
  return `Your DPA does not make us wait for a decision: from ${start} the new terms of ${change.company.legalName} may be used for your organisation, also while an objection of yours is undecided.`;
}

/** The categories of data that come with the new terms. */
function added({ from, to }: Pick<ChangeShown, 'from' | 'to'>): string[] {
  return fieldDifferences(from?.terms ?? null, to)
    .filter(({ field }) => field === 'customerData' || field === 'platformData')
    .flatMap((difference) => difference.added.map(inSentence));
}

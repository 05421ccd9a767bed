import type { ResolutionOption, withdrawalBases, withdrawalDurations } from '#db/schema/vocabulary.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn, dayInWords, inShort } from '#lib/deadlines/speak.ts';
import { type Decidable, listed } from './resolution.ts';

/** What has been chosen so far; a form need not be complete to be told what would follow. */
export type Choice =
  | { option: 'cease'; ceaseScope: 'this_subscriber' | 'everyone' }
  | { option: 'corrective_action' }
  | {
      option: 'feature_withdrawal';
      serviceIds: readonly string[];
      withdrawalBasis?: (typeof withdrawalBases)[number];
      withdrawalDuration: (typeof withdrawalDurations)[number];
      untilDay?: CivilDate | null;
    };

/** What each option means, for the card on which it is chosen. */
export function meaning(option: ResolutionOption, { change, services, subscriberName }: Decidable): string {
  switch (option) {
    case 'cease':
      return `${change.subprocessorName} is not used for the personal data of ${subscriberName}, or for anyone’s.`;
    case 'corrective_action':
      return `Take every action that ${subscriberName} requested. ${change.subprocessorName} may be used for it once each is done and shown.`;
    case 'feature_withdrawal':
      return `${services.length === 1 ? listed(services) : 'The service'} ends for ${subscriberName}, by your decision or by its agreement, until a date or for good.`;
  }
}

/**
 * What follows from a decision, sentence by sentence, for the page before "Resolve".
 * @param zone of the vendor
 */
export function consequences(decidable: Decidable, choice: Choice, zone: string): string[] {
  const { subscriberName, standing } = decidable;
  return [
    ...effects(decidable, choice, zone),
    `A letter with this decision and your reasons goes to ${subscriberName}.`,
    ...(standing
      ? [`It replaces the decision of ${standing.by} of ${inShort(standing.at, zone)}. Both stay on record.`]
      : []),
    'It can’t be edited afterwards. A mistake is put right by a new decision that replaces it.',
  ];
}

/** What follows from making a proposal. The last sentence stands in the letter and on the page of the subscriber too. */
export function proposalConsequences({ subscriberName, change }: Decidable, answerByDay: CivilDate): string[] {
  return [
    `${subscriberName} gets the proposal and your reasons by letter. Accepted, it becomes the decision at once; declined, the case returns to review.`,
    `Until then ${change.subprocessorName}’s new terms stay on hold for it, and the case can’t be decided otherwise.`,
    silence(answerByDay),
  ];
}

/** "If … do not answer by …": what a proposal says of silence. */
export const silence = (answerByDay: CivilDate): string =>
  `Without an answer by the end of ${dayInWords(answerByDay)}, this returns to review. Silence is not agreement.`;

/** What every decision says of the rights that it leaves alone. */
export function rightsUntouched(terminationClause: string | null): string {
  const clause = terminationClause
    ? `Termination rights, if any, are in ${clauseInWords(terminationClause)} of your DPA.`
    : 'Termination rights, if any, are set out in your DPA.';
  return `This decision does not limit your rights under the DPA or the law. ${clause}`;
}

/** A clause as a sentence names it, whether it is recorded as "12" or as "clause 12". */
const clauseInWords = (clause: string) => (/^[\d.]+$/.test(clause) ? `clause ${clause}` : clause);

function effects(decidable: Decidable, choice: Choice, zone: string): string[] {
  switch (choice.option) {
    case 'cease':
      return choice.ceaseScope === 'everyone' ? withdrawnForEveryone(decidable) : ceased(decidable);
    case 'corrective_action':
      return corrected(decidable, zone);
    case 'feature_withdrawal':
      return withdrawn(decidable, choice, zone);
  }
}

function ceased({ subscriberName, change }: Decidable): string[] {
  return [
    `${change.subprocessorName}’s new terms are refused for ${subscriberName} from the moment you resolve. ${whatGoesOn(change)}`,
    'Once what you say of data already there is done, you state it here: nothing was sent, or deletion is confirmed.',
  ];
}

function whatGoesOn({ kind, formerName }: Decidable['change']): string {
  if (kind === 'addition') return 'It may not be used for their personal data.';
  if (formerName) return `${formerName} stays in place for it, under the terms it has, while it is in use.`;
  return 'The terms authorised before go on.';
}

function withdrawnForEveryone({ subscriberName, change }: Decidable): string[] {
  return [
    `The change is withdrawn, and ${change.subprocessorName}’s new terms are refused for everyone whom it was notified to.`,
    `Every other open case of it ends as withdrawn, and proposals that are out lapse. All whom it still concerned are told why, in the words you give for them; your reasons go to ${subscriberName} alone.`,
  ];
}

function corrected(decidable: Decidable, zone: string): string[] {
  const { subscriberName, change, requestedActions } = decidable;
  const done = recordedAsDone(requestedActions.length);
  return [
    `${change.subprocessorName}’s new terms stay on hold for ${subscriberName} until ${done}, with evidence. Then they are authorised${notBefore(decidable, zone)}.`,
    'A missed due date is shown to both sides. The subscriber may dispute that an action is done.',
  ];
}

function recordedAsDone(actions: number): string {
  if (actions === 1) return 'the action is recorded as done';
  return `${actions === 2 ? 'both' : `all ${actions}`} actions are recorded as done`;
}

function withdrawn(
  decidable: Decidable,
  choice: Extract<Choice, { option: 'feature_withdrawal' }>,
  zone: string,
): string[] {
  const { subscriberName, change, services } = decidable;
  const gone = services.filter(({ id }) => choice.serviceIds.includes(id));
  const kept = services.filter(({ id }) => !choice.serviceIds.includes(id));
  const name = gone.length > 0 ? listed(gone) : 'The service';
  const plural = gone.length > 1;
  const byWhom = choice.withdrawalBasis === 'subscriber_agrees' ? 'as agreed' : 'by our decision';
  const howLong =
    choice.withdrawalDuration === 'permanent'
      ? `${plural ? 'end' : 'ends'} for ${subscriberName} for good`
      : `${plural ? 'are' : 'is'} withdrawn for ${subscriberName} until the end of ${choice.untilDay ? dayInWords(choice.untilDay) : 'the day you give'}`;
  return [
    `${name} ${howLong}, ${byWhom}. ${change.subprocessorName}’s new terms do not apply to ${plural ? 'them' : 'it'}.`,
    ...(choice.withdrawalDuration === 'temporary'
      ? ['When that day is over, it gets a fresh notice of the change, and the new terms wait for its window.']
      : []),
    ...(kept.length > 0
      ? [
          `For ${listed(kept)}, which the objection does not concern, the new terms are authorised${notBefore(decidable, zone)}.`,
        ]
      : []),
  ];
}

/** The later of close and planned start, where that is still to come for whoever reads it: it is said in any case. */
function notBefore({ closesAt, change }: Decidable, zone: string): string {
  const waits = closesAt > change.plannedStartAt && !change.urgent;
  const from: Instant = waits ? closesAt : change.plannedStartAt;
  return `, not before ${dayInWords(civilDayIn(from, zone))}`;
}

import type { ChangeKind, ObjectionStatus, ResolutionOption } from '#db/schema/vocabulary.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn, dayInWords, inShort } from '#lib/deadlines/speak.ts';
import { inHand, refuseAsItStands } from '#lib/objections/objection.ts';
import type { ProposalInput, ResolutionInput } from './inputs.ts';

/** A decision that stands: not replaced by a later one. */
export interface Standing {
  id: string;
  option: ResolutionOption;
  by: string;
  at: Instant;
}

/** An objection as whoever decides it sees it, with all that the three options depend on. */
export interface Decidable {
  objectionId: string;
  status: ObjectionStatus;
  /** The reference under which it stands on, where a corrected change took the place of this one. */
  carriedTo: string | null;
  subscriberName: string;
  change: {
    kind: ChangeKind;
    /** Whose new terms are at stake, and, for a replacement, who is to be replaced. */
    subprocessorName: string;
    formerName: string | null;
    plannedStartAt: Instant;
    /** An urgent replacement that need not wait for this subscriber's close. */
    urgent: boolean;
    withdrawn: boolean;
    superseded: boolean;
    /** Whether the new terms are in use for anybody. */
    inForce: boolean;
  };
  closesAt: Instant;
  requestedActions: { id: string; number: number; text: string }[];
  /** The services in use that the new terms would serve. */
  services: { id: string; name: string; core: boolean }[];
  /** Those of them that the objection names; all where it names none. */
  concernedIds: string[];
  standing: Standing | null;
}

type Chosen = ResolutionInput | ProposalInput;
type Withdrawal = Extract<Chosen, { option: 'feature_withdrawal' }>;

/**
 * Whether this decision can be taken now. It is the vendor's at its sole discretion; what is refused here is what an
 * option needs and lacks, and what others have done first.
 *
 * @param zone of the vendor, whose civil days the dates of a decision are
 */
export function refuseResolution(
  decidable: Decidable,
  input: ResolutionInput,
  now: Instant,
  zone: string,
): Refusal | undefined {
  const refusal = refuseDecision(decidable, input.supersedes, zone);
  if (refusal) return refusal;
  const today = civilDayIn(now, zone);
  switch (input.option) {
    case 'cease':
      return input.ceaseScope === 'everyone' && decidable.change.inForce
        ? refuseRemovable(decidable)
        : refuseDay('ceaseOn', input.ceaseOn, today);
    case 'corrective_action':
      return refuseActions(decidable, input.actions, today);
    case 'feature_withdrawal':
      if (input.withdrawalBasis === 'subscriber_agrees')
        return refuse(
          'agreement_needed',
          `${decidable.subscriberName} has not agreed. Make it a proposal: accepted, it becomes the decision.`,
        );
      return refuseWithdrawal(decidable, input, today);
  }
}

/** Whether a proposal can be made now. It is open to the vendor whatever was requested. */
export function refuseProposal(
  decidable: Decidable,
  input: ProposalInput,
  now: Instant,
  zone: string,
): Refusal | undefined {
  const refusal = refuseDecision(decidable, null, zone);
  if (refusal) return refusal;
  const today = civilDayIn(now, zone);
  if (input.answerByDay <= today)
    return wrong('answerByDay', 'Give a day after today, so that there is time to answer.');
  if (input.option === 'feature_withdrawal') return refuseWithdrawal(decidable, input, today);
  const foreign = input.actions.findIndex(
    ({ requestedActionId: id }) => id !== null && !decidable.requestedActions.some((asked) => asked.id === id),
  );
  if (foreign >= 0)
    return wrong(`actions.${foreign}.requestedActionId`, 'They did not request this. Load the page again.');
  return refuseDueDays(input.actions, today);
}

/** Whether it is for the desk to decide, and this the decision that stands to be taken or replaced. */
function refuseDecision(
  { status, carriedTo, standing, change }: Decidable,
  supersedes: string | null,
  zone: string,
): Refusal | undefined {
  if (standing && standing.id !== supersedes) {
    const { by, at, id } = standing;
    return refuse(
      'already_resolved',
      `${by} decided this objection on ${inShort(at, zone)}. Read that decision; a mistake in it is put right by a new one that replaces it.`,
      { facts: { resolutionId: id, resolvedBy: by, resolvedAt: at } },
    );
  }
  if (supersedes !== null && !standing)
    return refuse('wrong_status', 'The decision that this one is to replace does not exist.');
  if (change.withdrawn)
    return refuse('change_withdrawn', 'The change is withdrawn for everyone, so there is nothing left to decide.');
  if (change.superseded && carriedTo === null)
    return refuse('change_superseded', 'A corrected change has taken the place of this one.');
  // also where it was decided: what is wrong with that decision is put right where the objection stands on
  if (carriedTo !== null) return refuseAsItStands({ status, carriedTo });
  if (standing || inHand.includes(status)) return undefined;
  return refuseAsItStands({ status, carriedTo });
}

function refuseRemovable({ change }: Decidable): Refusal {
  return refuse(
    'removal_needed',
    `${change.subprocessorName} is already in use under these terms, so the change can’t be withdrawn for everyone. Cease for this subscriber, and publish a removal.`,
  );
}

function refuseActions(
  { requestedActions, subscriberName }: Decidable,
  chosen: { requestedActionId: string; dueOn: CivilDate }[],
  today: CivilDate,
): Refusal | undefined {
  if (requestedActions.length === 0)
    return refuse(
      'nothing_requested',
      `${subscriberName} requested no action. Ask what would resolve it, or propose measures of your own.`,
    );
  const asked = new Set(requestedActions.map(({ id }) => id));
  if (chosen.length !== asked.size || chosen.some(({ requestedActionId: id }) => !asked.has(id)))
    return refuse(
      'counter_proposal_needed',
      `${subscriberName} requested ${counted(asked.size, 'action')}, and a corrective action takes every one as requested. Other or fewer measures are a counter-proposal, which ${subscriberName} must accept first.`,
    );
  return refuseDueDays(chosen, today);
}

function refuseDueDays(actions: { dueOn: CivilDate }[], today: CivilDate): Refusal | undefined {
  const past = actions.findIndex(({ dueOn }) => dueOn < today);
  return past < 0 ? undefined : wrong(`actions.${past}.dueOn`, 'This day is past. Give today or a later day.');
}

/** The services of a withdrawal: all that the objection concerns, and none that has nothing to do with it. */
function refuseWithdrawal(decidable: Decidable, input: Withdrawal, today: CivilDate): Refusal | undefined {
  const { services, concernedIds, subscriberName, change } = decidable;
  const chosen = services.filter(({ id }) => input.serviceIds.includes(id));
  if (chosen.length < input.serviceIds.length)
    return wrong(
      'serviceIds',
      `Choose among the services of ${subscriberName} that ${change.subprocessorName} would serve.`,
    );
  const left = services.filter(({ id }) => concernedIds.includes(id) && !input.serviceIds.includes(id));
  if (left.length > 0)
    return wrong(
      'serviceIds',
      `${change.subprocessorName} would still serve ${listed(left)}, which the objection concerns. Withdraw that too, or choose another option.`,
    );
  const core = chosen.filter((service) => service.core);
  if (core.length > 0 && input.coreConditions === null) {
    const sentence = `${listed(core)} is a core service. State the lead time, how data is returned and the clause on fees.`;
    return refuse('core_service', sentence, { fields: { coreConditions: sentence } });
  }
  if (input.withdrawalDuration === 'temporary' && (input.untilDay === null || input.untilDay <= today))
    return wrong('untilDay', 'Give a day after today: the last one on which the service is withdrawn.');
  return undefined;
}

function refuseDay(field: string, day: CivilDate, today: CivilDate): Refusal | undefined {
  return day < today ? wrong(field, `${dayInWords(day)} is past. Give today or a later day.`) : undefined;
}

const wrong = (field: string, sentence: string) => refuse('invalid_input', sentence, { fields: { [field]: sentence } });

/** For each option, why it is not there to be chosen; null: it is. */
export function unavailable({
  requestedActions,
  services,
  subscriberName,
}: Decidable): Record<ResolutionOption, string | null> {
  return {
    cease: null,
    corrective_action:
      requestedActions.length === 0
        ? `${subscriberName} requested no action. Ask first, or propose measures of your own.`
        : null,
    feature_withdrawal:
      services.length === 0 ? `${subscriberName} uses no service that could be withdrawn instead.` : null,
  };
}

/** "Kite Mail", "Kite Mail and Kite Chat", "Kite Mail, Kite Chat and Kite Sign". */
export function listed(things: readonly { name: string }[]): string {
  const names = things.map(({ name }) => name);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** "1 action", "2 actions". */
const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

import { entry, rowsIn, type Typed } from '#components/ui/form-state.ts';

const orNull = (typed: Typed, name: string) => entry(typed, name)?.trim() || null;

/** What the form of a decision sent, as the command for it reads it. Fields of options not chosen are left out. */
export function resolutionFrom(typed: Typed): Record<string, unknown> {
  const option = entry(typed, 'option');
  const common = {
    objectionId: entry(typed, 'objectionId'),
    supersedes: orNull(typed, 'supersedes'),
    option,
    reasons: entry(typed, 'reasons') ?? '',
  };
  switch (option) {
    case 'cease': {
      const ceaseScope = entry(typed, 'ceaseScope');
      return {
        ...common,
        ceaseScope,
        ceaseOn: entry(typed, 'ceaseOn') ?? '',
        dataPlan: entry(typed, 'dataPlan') ?? '',
        withdrawalReason: ceaseScope === 'everyone' ? orNull(typed, 'withdrawalReason') : null,
      };
    }
    case 'corrective_action':
      return { ...common, actions: rowsIn(typed, 'actions', ['requestedActionId', 'owner', 'dueOn']) };
    case 'feature_withdrawal':
      return { ...common, ...withdrawalFrom(typed), withdrawalBasis: entry(typed, 'withdrawalBasis') };
    default:
      return common;
  }
}

/** Whether what the form holds needs the subscriber's word first: then it is a proposal and no decision. */
export function needsAgreement(typed: Typed): boolean {
  return entry(typed, 'option') === 'feature_withdrawal' && entry(typed, 'withdrawalBasis') === 'subscriber_agrees';
}

/** The same fields as a proposal. */
export function withdrawalProposalFrom(typed: Typed): Record<string, unknown> {
  return {
    objectionId: entry(typed, 'objectionId'),
    option: 'feature_withdrawal',
    reasons: entry(typed, 'reasons') ?? '',
    answerByDay: entry(typed, 'answerByDay') ?? '',
    ...withdrawalFrom(typed),
  };
}

/** A counter-proposal of measures. Rows left empty are no measures. */
export function measuresFrom(typed: Typed): Record<string, unknown> {
  const actions = rowsIn(typed, 'actions', ['requestedActionId', 'text', 'owner', 'dueOn'])
    .filter(({ text, owner, dueOn }) => text.trim() || owner.trim() || dueOn)
    .map(({ requestedActionId, ...measure }) => ({ ...measure, requestedActionId: requestedActionId || null }));
  return {
    objectionId: entry(typed, 'objectionId'),
    option: 'corrective_action',
    reasons: entry(typed, 'reasons') ?? '',
    answerByDay: entry(typed, 'answerByDay') ?? '',
    actions,
  };
}

function withdrawalFrom(typed: Typed) {
  const withdrawalDuration = entry(typed, 'withdrawalDuration');
  return {
    serviceIds: [...(typed.serviceIds ?? [])],
    withdrawalDuration,
    untilDay: withdrawalDuration === 'temporary' ? orNull(typed, 'untilDay') : null,
    coreConditions: orNull(typed, 'coreConditions'),
  };
}

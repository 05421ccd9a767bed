import type { AuthorisationState } from '#db/schema/vocabulary.ts';

/** Why terms are in their state: the words that `demur.authorisations` gives, each with its state. */
export const reasons = {
  agreed_with_dpa: 'authorised',
  authorised_with_service: 'authorised',
  accepted: 'authorised',
  deemed_accepted: 'authorised',
  early_start: 'authorised',
  urgent_replacement: 'authorised',
  actions_done: 'authorised',
  other_services: 'authorised',
  window_open: 'pending',
  not_started: 'pending',
  objection_unresolved: 'on_hold',
  actions_outstanding: 'on_hold',
  notice_not_shown: 'on_hold',
  notice_unproven: 'on_hold',
  withdrawal_ended: 'on_hold',
  cease: 'refused',
  not_authorised: 'refused',
  change_withdrawn: 'refused',
  service_not_used: 'not_applicable',
  feature_withdrawn: 'not_applicable',
} as const satisfies Record<string, AuthorisationState>;
export type AuthorisationReason = keyof typeof reasons;

/** Whether terms may be used for a subscriber now, and why. Derived from rows and clock, never stored. */
export interface Authorisation {
  state: AuthorisationState;
  reason: AuthorisationReason;
  /** The DPA has no standstill: pending and on hold warn, and don't block. */
  warningOnly: boolean;
}

export const stateInWords: Record<AuthorisationState, string> = {
  pending: 'pending',
  authorised: 'authorised',
  on_hold: 'on hold',
  refused: 'refused',
  not_applicable: 'not applicable',
};

/** To follow the state after a colon, of a subscriber in the third person. */
const because: Record<AuthorisationReason, string> = {
  agreed_with_dpa: 'they stood in the register when the DPA was executed',
  authorised_with_service: 'they were authorised when the service was taken up',
  accepted: 'it recorded no objection',
  deemed_accepted: 'the window closed without an objection',
  early_start: 'it asked for an early start',
  urgent_replacement: 'the replacement is urgent, and its DPA lets it start while the window is open',
  actions_done: 'every corrective action is done',
  other_services: 'its objection, resolved by withdrawing a service, does not concern the others',
  window_open: 'the window is still open',
  not_started: 'the planned start is still to come',
  objection_unresolved: 'its objection is undecided',
  actions_outstanding: 'corrective actions are outstanding',
  notice_not_shown:
    'nothing proves that the notice was shown: nobody there has read it, and no letter with it stands as handed over',
  notice_unproven: 'its DPA requires a notice that is proved, and this one is not; a fresh notice is due',
  withdrawal_ended: 'the withdrawal of the service is over, and a fresh notice is due',
  cease: 'its objection was resolved by ceasing',
  not_authorised: 'its DPA asks for express authorisation, and none was given',
  change_withdrawn: 'the change is withdrawn',
  service_not_used: 'it uses no service that they serve',
  feature_withdrawn: 'the service that they serve is withdrawn for it',
};

/** "on hold: its objection is undecided (a warning only: this DPA has no standstill)". */
export function authorisationInWords({ state, reason, warningOnly }: Authorisation): string {
  const warning = warningOnly ? ' (a warning only: this DPA has no standstill)' : '';
  return `${stateInWords[state]}: ${because[reason]}${warning}`;
}

/** "Twilio’s new terms are on hold for Aurora Bank: its objection is undecided." */
export function authorisationSentence(
  authorisation: Authorisation,
  subprocessorName: string,
  subscriberName: string,
): string {
  const { state, reason, warningOnly } = authorisation;
  const warning = warningOnly ? ' Its DPA has no standstill, so this is a warning and does not block.' : '';
  return `${subprocessorName}’s new terms are ${stateInWords[state]} for ${subscriberName}: ${because[reason]}.${warning}`;
}

import type {
  AppliesBecause,
  AuthorisationState,
  ChangeKind,
  GroundAssessment,
  MessageKind,
  ObjectionStatus,
  Occasion,
  Outcome,
  ResolutionOption,
  TransferMechanism,
} from '#db/schema/vocabulary.ts';

/** The stored words as a case file's readers know them. */

export const outcomeInWords: Record<Outcome, string> = {
  open: 'open: the window runs',
  objected: 'objected',
  accepted: 'accepted: “no objection” is on record',
  deemed_accepted: 'treated as accepted: the window closed without an objection',
  not_authorised: 'not authorised: the window closed without the specific authorisation that the DPA asks for',
  notice_unproven: 'undecided: the window closed, and no notice is shown to have reached the subscriber',
  superseded: 'superseded by a corrected notice',
  change_withdrawn: 'ended: the change is withdrawn',
  not_concerned: 'ended: the change no longer concerns the subscriber',
};

export const kindInWords: Record<ChangeKind, string> = {
  addition: 'new sub-processor',
  replacement: 'replacement of a sub-processor',
  location: 'change of location',
  data_categories: 'change of data',
  purpose: 'change of purpose',
  removal: 'removal of a sub-processor',
};

export const occasionInWords: Record<Occasion, string> = {
  published: 'publication of the policy version',
  dpa_executed: 'execution of the DPA in mid-window',
  service_taken_up: 'a service taken up in mid-window',
  superseding: 'a corrected change in the place of an earlier one',
  fresh: 'a fresh notice',
};

export const becauseInWords: Record<AppliesBecause, string> = {
  infrastructure: 'infrastructure, which every service runs on',
  uses_service: 'the subscriber uses a service that it serves',
};

export const statusInWords: Record<ObjectionStatus, string> = {
  late: 'late: on record, not admitted',
  filed: 'filed, not yet under review',
  under_review: 'under review',
  information_requested: 'waiting for information from the subscriber',
  awaiting_subscriber: 'waiting for the subscriber’s answer to a proposal',
  resolved: 'resolved',
  retracted: 'retracted by the subscriber',
  ended: 'ended with its notice',
};

export const optionInWords: Record<ResolutionOption, string> = {
  cease: 'Cease: the sub-processor is not used',
  corrective_action: 'Corrective action: the requested actions are taken',
  feature_withdrawal: 'Feature withdrawal: services are withdrawn',
};

export const mechanismInWords: Record<TransferMechanism, string> = {
  adequacy_decision: 'adequacy decision',
  data_privacy_framework: 'EU–US Data Privacy Framework',
  standard_contractual_clauses: 'standard contractual clauses',
  binding_corporate_rules: 'binding corporate rules',
  derogation: 'derogation for a specific situation',
  not_stated: 'mechanism not stated',
};

export const assessmentInWords: Record<GroundAssessment, string> = {
  shown: 'shown',
  not_shown: 'not shown',
  disputed: 'disputed',
};

export const messageInWords: Record<MessageKind, string> = {
  message: 'Message',
  question: 'Question',
  more_time: 'Request for more time',
  information_request: 'Request for information',
  information: 'Information',
  supplement: 'Supplement to the objection',
  disagreement: 'Disagreement with the decision',
  dispute: 'Dispute',
  concern: 'Concern',
};

export const stateInWords: Record<AuthorisationState, string> = {
  pending: 'Pending',
  authorised: 'Authorised',
  on_hold: 'On hold',
  refused: 'Refused',
  not_applicable: 'Not applicable',
};

const reasons: Record<string, string> = {
  window_open: 'the window is open',
  not_started: 'the planned start lies ahead',
  notice_unproven: 'no notice is shown to have reached the subscriber before the close',
  notice_not_shown: 'nothing proves that the notice was shown to the subscriber',
  not_authorised: 'the DPA asks for specific authorisation, and none was given',
  objection_unresolved: 'an objection is undecided',
  actions_outstanding: 'corrective actions are outstanding',
  actions_done: 'the corrective actions are done',
  withdrawal_ended: 'a temporary withdrawal has ended, and a fresh notice is due',
  feature_withdrawn: 'the service is withdrawn',
  other_services: 'for the services that are not withdrawn',
  service_not_used: 'the service is not used',
  cease: 'the vendor ceases the use',
  change_withdrawn: 'the change is withdrawn',
  urgent_replacement: 'urgent, and allowed by the DPA to start while the window is open',
  early_start: 'accepted, and an earlier start asked for',
  accepted: '“no objection” is on record',
  deemed_accepted: 'the window closed without an objection',
  objected: 'the objection is decided',
  agreed_with_dpa: 'agreed with the DPA',
  authorised_with_service: 'authorised when the service was taken up',
};

/** Why a state of authorisation is as it is; a reason that this version does not know stands as its word. */
export const reasonInWords = (reason: string): string => reasons[reason] ?? reason.replaceAll('_', ' ');

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** "Germany"; a code that is no country's stands as it is. */
export function countryInWords(code: string): string {
  try {
    return countries.of(code) ?? code;
  } catch {
    return code;
  }
}

/** With a capital, where it begins a sentence. */
export const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

import {
  type Authorisation,
  type AuthorisationReason,
  authorisationInWords,
} from '#lib/authorisations/authorisation.ts';

/** Why terms stand as they do, said to the subscriber itself. Where a word is not among them, the general words serve. */
const yours: Partial<Record<AuthorisationReason, string>> = {
  agreed_with_dpa: 'Authorised: they stood in the register when your DPA was executed',
  authorised_with_service: 'Authorised when you took the service up',
  accepted: 'Authorised: you recorded no objection',
  deemed_accepted: 'Authorised: the window closed without an objection of yours',
  early_start: 'Authorised: you asked for an early start',
  actions_done: 'Authorised: every corrective action is done',
  other_services: 'Authorised: your objection was resolved by withdrawing another service',
  window_open: 'Pending: your window is still open',
  not_started: 'Pending: the planned start is still to come',
  objection_unresolved: 'On hold: your objection is undecided',
  actions_outstanding: 'On hold: corrective actions are outstanding',
  notice_not_shown: 'On hold: nothing shows yet that the notice has reached your organisation',
  notice_unproven: 'On hold: your DPA requires a proved notice, and a fresh one is due',
  withdrawal_ended: 'On hold: the service is back, and a fresh notice is due',
  cease: 'Refused: your objection was resolved by ceasing',
  not_authorised: 'Refused: your DPA asks for an express authorisation, and you gave none',
  change_withdrawn: 'Refused: the change is withdrawn',
  service_not_used: 'Not applicable: you use no service that they serve',
  feature_withdrawn: 'Not applicable: the service is withdrawn for you',
};

/** "On hold: your objection is undecided". */
export function standingInWords(authorisation: Authorisation): string {
  const said = yours[authorisation.reason];
  const warning = authorisation.warningOnly ? ' (a warning only: your DPA has no standstill)' : '';
  return said === undefined ? authorisationInWords(authorisation) : said + warning;
}

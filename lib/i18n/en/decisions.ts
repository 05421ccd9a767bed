/** Letters on what the vendor proposes, decides, does and states. */
export const decisions = {
  proposalSubject: 'A proposal on your objection {reference}: answer by {day}',
  proposalLede: 'If you do not answer by {lastDay}, this returns to review. Silence is not agreement.',
  proposalHow:
    'A signatory of your organisation accepts or declines it in Demur. Accepted, it becomes the decision at once; declined, the case returns to review. Until then the new terms of {subprocessor} stay on hold for your organisation.',
  proposalAnswer: 'Read the proposal and answer it',
  proposedMeasures: 'The measures proposed',
  proposedWithdrawal: 'The services to be withdrawn',

  decisionSubject: 'The decision on your objection {reference}',
  cease:
    'Nothing to do: your objection is decided. {subprocessor} is not used under the new terms for your organisation.',
  ceaseEveryone:
    'Nothing to do: your objection is decided. The change is withdrawn, and {subprocessor} is not used under the new terms for anyone.',
  corrective:
    'Nothing to do now: your objection is decided. {vendor} takes the actions below, the last by {day} ({city}).',
  withdrawal: 'Nothing to do: your objection is decided. Withdrawn for your organisation: {services}.',
  replacesDecision: 'This decision replaces that of {instant}. Both stay on record.',
  asProposed: 'It is what was proposed to your organisation, and accepted by it on {instant}.',
  ceaseEffect: 'The new terms are refused for your organisation from the instant of this decision.',
  formerStays: '{former} stays in place for it, under the terms it has, while it is in use.',
  earlierTermsGoOn: 'The terms authorised before go on.',
  notForYourData: 'It may not be used for your personal data.',
  statementFollows:
    'Once what is said below of data already there is done, you get a statement: nothing was sent, or deletion is confirmed.',
  correctiveEffect:
    'The new terms of {subprocessor} stay on hold for your organisation until each action is recorded as done, with evidence. Then they are authorised, not before {day}.',
  correctiveDispute: 'A missed due date is shown and told to you. You may dispute that an action is done.',
  withdrawalTemporary:
    '{services}: withdrawn for your organisation until the end of {day} ({city}). When that day is over you get a fresh notice of the change, and the new terms wait for its window.',
  withdrawalPermanent: '{services}: withdrawn for your organisation for good.',
  withdrawalTerms: 'The new terms of {subprocessor} do not apply there.',
  decided: 'Decided',
  option: 'Option',
  optionCease: 'Cease',
  optionCorrective: 'Corrective action',
  optionWithdrawal: 'Feature withdrawal',
  scope: 'Scope',
  scopeOne: 'Your organisation',
  scopeAll: 'Everyone',
  ceasesOn: 'Ceases on',
  basis: 'Basis',
  basisVendor: 'By decision of {vendor}',
  basisAgreed: 'By agreement of your organisation',
  actions: 'The actions',
  actionLine: '{text} (owner: {owner}; done by {day})',
  action: 'Action {number}',
  owner: 'Owner',
  dueOn: 'Done by',
  services: 'Services',
  until: 'Until',
  forGood: 'For good',
  dataPlan: 'Data already there',
  conditions: 'Conditions',
  reasons: 'Reasons',
  disagree: 'You may record that you disagree. That has no effect on the decision, and stands on the record.',

  doneSubject: 'Action {number} on your objection {reference} is recorded as done',
  doneLede: 'Nothing has to be done by a set day: action {number} is recorded as done since {instant}.',
  doneRemaining:
    'The new terms of {subprocessor} stay on hold for your organisation: {outstanding, plural, one {# action is} other {# actions are}} still outstanding.',
  doneAll:
    'With it every action of the decision is recorded as done, and the new terms of {subprocessor} are authorised for your organisation, not before {day}.',
  doneDispute:
    'If you see it otherwise, a signatory may dispute in Demur that it is done. The dispute goes on the record; it has no effect on the authorisation by itself.',
  evidence: 'Evidence',
  overdueSubject: 'Action {number} on your objection {reference} is not done by its day',
  overdueLede:
    'Nothing to do: action {number} was to be done by the end of {day} ({city}), and is not recorded as done.',
  overdueEffect: 'The new terms of {subprocessor} stay on hold for your organisation until it is done.',

  statementSubject: 'A statement on your data, after the decision on {reference}',
  nothingSent:
    'Nothing to do: {vendor} states that no personal data of your organisation was sent to {subprocessor} under the terms that are refused.',
  deletionConfirmed:
    'Nothing to do: {vendor} states that the personal data of your organisation that were with {subprocessor} under the terms that are refused have been deleted.',
  statedAt: 'Stated',
} as const;

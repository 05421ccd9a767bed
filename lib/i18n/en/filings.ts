/** Letters on what a subscriber filed, added, was asked, or took back. */
export const filings = {
  receiptSubject: 'Receipt {reference}: your objection to “{change}”',
  receiptInTime: 'Nothing more to do now: your objection was received in time. The window ends at {lastDay}.',
  receiptStated:
    'Nothing more to do now: your objection is on record as received in time. The window ends at {lastDay}.',
  receiptLate:
    'Nothing more to do now: your objection is on record as late. It was received after the window closed at {lastDay}.',
  lateEffect:
    'It does not by itself undo what followed from the close; {vendor} may admit it. Your rights under the DPA and the law are unaffected.',
  reviewed: 'We review it and answer you in writing. Until then you can add to it, or retract it, in Demur.',
  statedInstant:
    'It did not come through Demur: the instant of its receipt is stated by {vendor}, not measured. If it is wrong, dispute it; your dispute goes on the record.',
  disputeInstant: 'Dispute the instant of receipt',
  enclosedObjection:
    'Enclosed is the objection as a PDF, {file}, as it was filed: its grounds, requested actions, the SHA-256 of each file, and this receipt.',
  proves: 'What this receipt proves: {sentences}',
  doesNotProve: 'What it does not prove: {sentences}',

  supplementSubject: 'Added to your objection {reference}: on record',
  supplementLede: 'Nothing more to do now: what you added to your objection {reference} is on record since {instant}.',
  supplementEffect:
    'What you filed stays as it was. The addition stands beside it, and is answered with it. Requested actions are numbered on.',
  actionsAdded: 'Requested actions added',
  action: 'Action {number}',

  messageSubject: 'A message about “{change}” ({reference})',
  messageLede: 'Nothing has to be done by a set day: {vendor} wrote to you about “{change}”.',
  messageLedeOpen: 'The window for “{change}” runs until {lastDay}; this message from {vendor} does not change that.',
  informationSubject: 'Information is needed on your objection {reference}',
  informationLede:
    'Your answer is awaited, with no set day: {vendor} asks for information on your objection {reference}.',
  informationEffect:
    'Nothing closes by itself. The case goes on with your answer, or when {vendor} takes it up again without one. Until then our own target for an answer stands still.',

  retractionSubject: 'Your objection {reference} is retracted',
  retractedOpen:
    'The window is open again until {lastDay}: until then your organisation may object anew, or record “no objection”.',
  retractedOpenGeneral:
    'If we receive no written objection by then, {clause} of your DPA treats this change as accepted.',
  retractedOpenSpecific:
    'Your DPA asks for specific authorisation: without an answer by then, this change is not authorised for your organisation.',
  retractedAccepted:
    'Nothing to do: your objection {reference} was retracted on {instant}, after the window had closed at {lastDay}. With that the change is accepted.',
  retractedLate:
    'Nothing to do: your late objection {reference} was retracted on {instant}. It had not been admitted, so the outcome of the notice stays as it was.',
  retractedEffect: 'The objection stays on record as retracted, with everything that was said about it.',
  proposalEnded: 'The proposal that was with you ended with it.',

  admissionSubject: 'Your late objection {reference} is admitted',
  admissionLede:
    'Nothing to do: your objection, received after the window closed at {lastDay}, was admitted on {instant}.',
  admissionEffect:
    'From that instant the change counts as objected to, and the new terms of {subprocessor} are on hold for your organisation until the objection is decided. It stays marked as late.',
  admissionReason: 'Why it is admitted',
  dataAlreadySent: 'Data already sent',
} as const;

/** The record that no objection was received: its letter, and the document that the letter encloses. */
export const record = {
  title: 'Record that no objection was received',
  file: '{reference}-no-objection-received.pdf',
  subject: 'Record that no objection was received: “{change}” ({reference})',
  ledeAccepted:
    'Nothing to do: the window closed at {lastDay}, and we received no written objection. Under {clause} of your DPA this change is treated as accepted.',
  ledeNotAuthorised:
    'Nothing to do: the window closed at {lastDay}, and we received no authorisation. Your DPA asks for a specific one, so this change is not authorised for your organisation.',
  yourOrganisation: 'your organisation',
  notShown:
    'No notice of this change is shown to have reached {whom}. The outcome stands, and authorisation is on hold: the new terms wait until notice is shown.',
  authorised: 'The new terms of {subprocessor} are authorised for {whom}, not before {day}.',
  refused: 'For {whom} the new terms of {subprocessor} are refused.',
  enclosed:
    'Enclosed is the record as a PDF, {file}: why the change concerned you, how notice was given, how the window was counted, that no objection stood, and what it does not prove.',
  stillPossible:
    'An objection that reaches us now is late. It is kept on record; it does not by itself undo what followed from the close, and {vendor} may admit it.',

  lede: '“{change}”, as it concerned {subscriber}. The window closed at {lastDay}.',
  outcome: 'Outcome',
  outcomeAccepted: 'Treated as accepted: the window closed without a written objection',
  outcomeNotAuthorised: 'Not authorised: the window closed without the specific authorisation that the DPA asks for',
  subscriber: 'Subscriber',
  vendor: 'Vendor',
  published: 'Published',
  publishedValue: 'Policy version {number}, {instant}',
  given: 'Notice given',
  closed: 'Window closed',
  closedValue: '{lastDay}; first instant after it: {utc}',
  recorded: 'Close recorded',
  recordedValue: '{instant}, position {position} in the evidence log',
  asOf: 'As known at',

  applies: 'Why the change concerned {subscriber}',
  becauseInfrastructure:
    '{subprocessor} is infrastructure, which every service runs on. {subscriber} had an executed DPA, {dpa}, so the change applied to it.',
  becauseServices:
    '{subscriber} used {services}, which {subprocessor} serves, and had an executed DPA, {dpa}. So the change applied to it.',
  occasionPublished: 'The notice was given with the publication of the policy version.',
  occasionDpa:
    'The notice was given when the DPA was executed, while the change was still to come, with a full window of its own.',
  occasionService:
    'The notice was given when a service was taken up, while the change was still to come, with a full window of its own.',
  occasionSuperseding: 'The notice was given in the place of a mistaken one, with a full window of its own.',
  occasionFresh: 'The notice was given afresh, with a full window of its own.',

  proofOfNotice: 'How notice was given',
  grades:
    'Each step is named as far as it is known: composed; handed to our relay; accepted by the recipient’s mail server; read in Demur.',
  noLetter: 'No letter with the notice was composed.',
  letterComposed: 'The letter was composed on {instant}. The SHA-256 of its text:',
  handed: 'handed to our relay{server}, {instant}',
  accepted: 'accepted by the recipient’s mail server{server}, {instant}',
  bounced: 'refused by a mail server{server}, {instant}',
  answer: 'answer {code}',
  failed: 'taken by no mail server, given up {instant}',
  waiting: 'not handed over',
  read: 'Read in Demur',
  readBy: '{name}, {instant}',
  readByNobody: 'Nobody of {subscriber} had read it in Demur.',
  shown: 'The notice counts as shown from {instant}.',
  proofLost: 'After the close the last proof of notice fell away, on {instant}.',

  working: 'Why the window ended then',
  workingLede: 'The count, as it was frozen when the notice was given:',
  extended: 'Extended on {instant}, from {from} to {to}: {reason}',

  absence: 'No objection stood at the close',
  absent:
    'When the window closed, no written objection of {subscriber} to this change stood on record in Demur, filed here or recorded by {vendor} from e-mail or post.',
  retracted: '{reference}, received {received}, was retracted on {instant}.',
  late: '{reference} was received late, on {received}. It is on record and had not been admitted.',
  lateRetracted: '{reference} was received late, on {received}, and was retracted on {instant}.',
  acceptedThenTakenBack: '“No objection” was recorded on {instant}, and taken back on {until}.',

  followed: 'What followed',
  followedAccepted:
    '{clause} of the DPA treats the change as accepted where no written objection is received within the window. That follows from the clause and the clock; nobody decided it.',
  followedNotAuthorised:
    'The DPA asks for specific authorisation. None was given within the window, so the change is not authorised. Silence authorises nothing here.',

  limits: 'What this record does not prove',
  limitAgreement:
    'That {subscriber} agreed with the change: it records that no objection was received, and nothing more.',
  limitRead:
    'That anybody read the notice for whom no reading is named above. A mail server that accepts a letter does not show it to anyone.',
  limitElsewhere: 'That nothing was sent which did not reach Demur, or which the vendor did not record.',
  limitLawful: 'That the change is lawful, or that a ground against it would not be legitimate.',
  limitRights: 'That any right was given up: rights under the DPA and the law are as they were.',
  limitLater: 'What happened after the instant given above. The case in Demur goes on.',
  kept: 'This record was made for {subscriber} by {vendor}, and is kept in Demur with its SHA-256.',
} as const;

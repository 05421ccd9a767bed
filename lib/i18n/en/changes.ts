/** What letters about a change say. */
export const changes = {
  noticeSubject: 'Change to our sub-processors: {title} (objections until {day})',
  noticeSubjectSpecific: 'Change to our sub-processors: {title} (your answer until {day})',
  untilWhen: '{subscriber} can object to this change until {close}.',
  untilWhenSpecific: 'This change needs the express word of {subscriber} until {close}.',
  windowOver: 'The window for this change ran until {close}, and was over before this letter was written.',
  windowOverObject: 'An objection is still kept on record, as late, and {vendor} may admit it.',
  silence: 'If we receive no written objection by then, {clause} of your DPA treats the change as accepted.',
  silenceSpecific:
    'If we receive no answer by then, it is not authorised for your organisation: {clause} of your DPA asks for your express word.',
  silenceUnproven:
    'That holds only if we can show that our notice reached you in time; otherwise a fresh notice with a full window is due to you.',
  who: 'A signatory of {subscriber} files an objection, or records that there is none, in Demur; every contact can prepare one. An objection sent in writing to {contact} counts as well. It has to describe your grounds.',
  superseding: 'This notice corrects an earlier one, from which nothing follows any more.',
  dpaExecuted: 'You get it now because your DPA was executed while this change was pending. The window is a full one.',
  serviceTakenUp:
    'You get it now because your organisation took up a service while this change was pending. The window is a full one.',
  fresh: 'This is a fresh notice: it puts the change to you anew, with a full window.',
  carried:
    'Your objection {reference} stands on under this corrected notice, whose window runs until {close}. You need not file it again.',
  infrastructure: 'It concerns you because it is part of the infrastructure that every service runs on.',
  uses: 'It concerns you because you use {services}.',
  planned: 'What is planned',
  whatChanges: 'What changes',
  why: 'Why',
  urgent: 'Why it can’t wait',
  untilThen: 'Until then',
  whyThisDate: 'Why this date',
  published: 'As published',
  kind: 'Kind of change',
  closes: 'Window closes',
  closed: 'Window closed',
  start: 'Planned start',
  asBefore: 'as before: {items}',
  added: 'new: {items}',
  gone: 'no longer: {items}',
  leaves: '{company} leaves the register.',
  hash: 'What the notices of this change say was fixed when it was published, and is kept word for word. Its SHA-256 is {hash}.',
  rights: 'Your rights under the DPA and the law are unaffected.',
  read: 'Read the change and answer',
  open: 'Open this change in Demur',
  calendar: 'Add the deadline to your calendar',

  reminderSubject: '{days, plural, =0 {Closes today} one {# day left} other {# days left}}: {title}',
  reminderLede:
    'Until {close}, {subscriber} can still object to this change: {days, plural, =0 {that is today} one {# day is left} other {# days are left}}.',
  reminderLedeSpecific:
    'Until {close}, this change still needs the express word of {subscriber}: {days, plural, =0 {that is today} one {# day is left} other {# days are left}}.',
  reminderNone: 'No answer of yours is on record.',
  reminderStop: 'Do without reminders',

  extendedSubject: 'More time: objections until {day} ({title})',
  extendedLede: '{subscriber} can object to this change until {close}. Before, the window ran until {former}.',
  extendedLedeSpecific:
    'This change needs the express word of {subscriber} until {close}. Before, the window ran until {former}.',
  extendedAccepted: 'Your “no objection” stays on record. It can be taken back until then.',
  extendedObjected: 'Your objection stands.',
  extendedStart:
    'The planned start now comes before that. The new terms wait for your organisation until the window is over.',
  extendedOver: 'The window for this change was extended until {close}. Before, it ran until {former}.',

  withdrawnSubject: 'Withdrawn: {title}',
  withdrawnLede: 'There is nothing left to do: on {instant} we withdrew this change, and its new terms will not start.',
  withdrawnGoesOn: 'What stood before goes on as it is.',
  withdrawnOpen: 'The window, which would have run until {close}, is over.',
  withdrawnAccepted: 'Your “no objection” stays on record. Nothing follows from it any more.',
  withdrawnDeemed: 'Its window had closed without an objection of yours. Nothing follows from that any more.',
  withdrawnNotAuthorised: 'Its window had closed without an answer of yours. Nothing follows from that any more.',
  withdrawnObjection: 'Your objection {reference} ended with the change. It stays on record.',
  withdrawnDecided: 'The decision on your objection {reference} stays on record.',

  supersededSubject: 'No longer to be answered: {title}',
  supersededLede:
    'There is nothing left to do: on {instant} a corrected change took the place of this one, so its window, until {close}, is over.',
  supersededNoNotice: 'The corrected change does not concern your organisation, so you get no notice of it.',
  supersededObjection: 'Your objection {reference} ended with this notice. It stays on record.',
  supersededAnswer: 'The answer that you gave stays on record. Nothing follows from it any more.',

  carriedSubject: 'Your objection {reference} stands on under a corrected notice',
  carriedLede:
    'You need not file your objection again: it stands on under the corrected notice {notice}, whose window runs until {close}.',
  carriedAs:
    'There it is {reference}; it was filed as {before} to {noticeBefore}. Words, requested actions and files are the same, and it counts as received when it was.',
  carriedLate: 'It was late for the earlier notice. Under the corrected one it is in time.',
  carriedDecided:
    'The decision on it was made on other terms, so it does not hold for the corrected change. The objection is under review again.',
  carriedUndecided: 'A question or a proposal that was out has ended with the earlier notice.',
  carriedRetract: 'If the correction meets your grounds, a signatory can retract the objection in Demur.',

  serviceSubject: '{service} is activated, and what is behind it authorised',
  serviceLede:
    'There is nothing to do: on {instant} {by} took up {service} for {subscriber} and authorised the sub-processors behind it.',
  serviceNobody: 'No sub-processor is behind this service alone, so there was none to authorise.',
  serviceAuthorised: 'Authorised',
  serviceToCome: 'Changes to come',
  serviceNotices:
    'Each of these is put to you by a notice of its own, with a full window. What was ticked is recorded as “no objection”, which can be taken back until the window closes.',
  serviceNotice: '{title}, {reference}: until {close}',
  serviceAccepted: '{title}, {reference}: no objection recorded, to be taken back until {close}',
  serviceOpen: 'Open your services in Demur',
} as const;

/** What letters to the vendor's own privacy admins say. */
export const desk = {
  overdueSubject: 'Our own target passed: {reference}, {subscriber}',
  overdueLede: 'Our own target for answering {reference} passed at {lastDay}.',
  overdueEffect:
    'Nothing happens by itself. {subscriber} sees that the target has passed, and its objection stays undecided.',
  overdueOpen: 'Open the objection',
  objection: 'Objection',
  case: 'Case',
  subscriber: 'Subscriber',
  change: 'Change',
  received: 'Received',

  digestSubject: 'The week of {monday}',
  digestLede:
    '{windows, plural, =0 {No window closes by {until} that awaits an answer} one {In all, # window that awaits an answer closes by {until}} other {In all, # windows that await an answer close by {until}}}.',
  digestNext: 'The next window closes at {close}.',
  windows: 'Windows that close this week',
  window: '{open, plural, one {# notice unanswered} other {# notices unanswered}}, until {close}',
  more: '{count, plural, one {# more line} other {# more lines}} in Demur.',
  undecided:
    '{undecided, plural, =0 {No objection is undecided} one {# objection is undecided} other {# objections are undecided}}; {passed, plural, =0 {no target of ours has passed} one {our own target has passed in # case} other {our own target has passed in # cases}}.',
  objections: 'Objections',
  target: 'Our target: {lastDay}',
  targetPassed: 'Our target passed: {lastDay}',
  actions: 'Corrective actions due by the end of this week',
  action: '{text} ({reference}), by {day}',
  letters: 'Letters',
  lettersBack:
    'In the last seven days {bounced, plural, =0 {no letter came back} one {# letter came back} other {# letters came back}} and {failed, plural, =0 {none failed to go out} one {# failed to go out} other {# failed to go out}}.',
  unshown:
    '{count, plural, one {# notice closed in silence without anything that shows it; authorisation waits for that} other {# notices closed in silence without anything that shows them; authorisation waits for that}}.',
  open: 'Open the desk',
  stop: 'Do without the weekly digest',
} as const;

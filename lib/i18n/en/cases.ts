/** What the letters about cases have in common. */
export const cases = {
  case: 'Case',
  change: 'Change',
  subprocessor: 'Sub-processor',
  agreement: 'Agreement',
  objection: 'Objection',
  openObjection: 'Open your objection in Demur',
  openCase: 'Open this change in Demur',
  rights:
    'This decision does not limit your rights under the DPA or the law. Termination rights, if any, are in {clause} of your DPA.',
  rightsUnnamed:
    'This decision does not limit your rights under the DPA or the law. Termination rights, if any, are set out in your DPA.',
  noStandstill: 'Your DPA has no standstill: a hold warns our own systems, and does not block them.',
  ourTarget: 'Our own target for an answer is {lastDay}. Nothing is decided by that day passing.',
} as const;

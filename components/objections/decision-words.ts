import { listed } from '#lib/changes/words.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import type { DecisionShown, ProposalShown } from './decided-shown.ts';

/** What a decision means for the reader, in the vendor's voice. */
export function decisionInWords(decision: DecisionShown, company: string): string[] {
  switch (decision.option) {
    case 'cease': {
      const from = decision.ceaseOn ? ` from ${dayInWords(decision.ceaseOn)}` : '';
      return [
        decision.ceaseScope === 'everyone'
          ? `We withdraw this change for everyone${from}.`
          : `We will not use the new terms of ${company} for your organisation${from}.`,
        ...(decision.dataPlan ? [`Data already there: ${decision.dataPlan}`] : []),
      ];
    }
    case 'corrective_action':
      return [
        decision.proposalId
          ? 'We take the measures that we proposed and you accepted, and then use the new terms.'
          : 'We take the actions that you requested, and then use the new terms.',
      ];
    case 'feature_withdrawal':
      return [
        withdrawal(decision.services, decision.withdrawalDuration, decision.untilDay, decision.withdrawalBasis),
        ...conditions(decision.coreConditions),
      ];
  }
}

/** What accepting a proposal would mean. */
export function proposalInWords({ option, services, duration, untilDay, coreConditions }: ProposalShown): string[] {
  if (option === 'corrective_action')
    return [
      'We offer these measures in place of what you requested. The new terms stay on hold for you until each is done, with evidence.',
    ];
  return [withdrawal(services, duration, untilDay, null), ...conditions(coreConditions)];
}

function withdrawal(
  services: readonly string[],
  duration: DecisionShown['withdrawalDuration'],
  untilDay: DecisionShown['untilDay'],
  basis: DecisionShown['withdrawalBasis'],
): string {
  const names = services.length > 0 ? listed(services) : 'The service';
  const one = services.length < 2;
  const howLong =
    duration === 'temporary' && untilDay
      ? `${one ? 'is' : 'are'} withdrawn for you until ${dayInWords(untilDay)}`
      : `${one ? 'ends' : 'end'} for you for good`;
  const why =
    basis === 'subscriber_agrees'
      ? ', as you agreed'
      : basis === 'vendor_ceases'
        ? ': we cease to provide it to you'
        : '';
  return `${names} ${howLong}${why}. The new terms do not apply to ${one ? 'it' : 'them'}.`;
}

const conditions = (said: string | null): string[] => (said ? [`Lead time, return of data and fees: ${said}`] : []);

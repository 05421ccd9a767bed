import type { ResolutionOption } from '#db/schema/vocabulary.ts';
import { listed } from '#lib/changes/words.ts';
import type { CivilDate } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';

export const OPTION_NAME: Record<ResolutionOption, string> = {
  cease: 'Cease',
  corrective_action: 'Corrective action',
  feature_withdrawal: 'Feature withdrawal',
};

/** What goes with the option that was chosen. */
export interface DecidedFields {
  option: ResolutionOption;
  ceaseScope: 'this_subscriber' | 'everyone' | null;
  ceaseOn: CivilDate | null;
  dataPlan: string | null;
  /** Names. */
  services: readonly string[];
  withdrawalBasis: 'vendor_ceases' | 'subscriber_agrees' | null;
  withdrawalDuration: 'temporary' | 'permanent' | null;
  untilDay: CivilDate | null;
  coreConditions: string | null;
}

/** The fields of a decision in sentences, for either side. */
export function decisionFacts(decided: DecidedFields, subscriberName: string): string[] {
  const { option, ceaseScope, ceaseOn, dataPlan, coreConditions } = decided;
  switch (option) {
    case 'cease':
      return [
        ceaseScope === 'everyone' ? 'For everyone: the change is withdrawn.' : `For ${subscriberName} alone.`,
        ...(ceaseOn ? [`From ${dayInWords(ceaseOn)}.`] : []),
        ...(dataPlan ? [`Data already there: ${dataPlan}`] : []),
      ];
    case 'corrective_action':
      return ['The new terms stay on hold until each action is done, with evidence.'];
    case 'feature_withdrawal':
      return [
        withdrawnInWords(decided, subscriberName),
        ...(coreConditions ? [`Lead time, return of data and fees: ${coreConditions}`] : []),
      ];
  }
}

function withdrawnInWords(
  { services, withdrawalBasis, withdrawalDuration, untilDay }: DecidedFields,
  subscriberName: string,
): string {
  const many = services.length > 1;
  const basis = withdrawalBasis === 'subscriber_agrees' ? `as ${subscriberName} agreed` : 'by the vendor’s decision';
  const until =
    withdrawalDuration === 'temporary' && untilDay
      ? `${many ? 'are' : 'is'} withdrawn for ${subscriberName} until the end of ${dayInWords(untilDay)}`
      : `${many ? 'end' : 'ends'} for ${subscriberName} for good`;
  return `${listed(services)} ${until}, ${basis}.`;
}

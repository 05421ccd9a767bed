import type { Instant } from '#lib/deadlines/instant.ts';
import type { Filed, LetterNames } from '#lib/objections/letter.ts';
import type { ReceiptFacts } from '#lib/objections/receipt.ts';
import type { CaseFacts } from './case.ts';

/** What of a receipt the rows hold beside what was filed. */
type Received = Pick<
  ReceiptFacts,
  'reference' | 'receivedAt' | 'recordedAt' | 'late' | 'closesAt' | 'textSha256' | 'carriedFrom' | 'position'
>;

export interface ReceiptLetterFacts extends CaseFacts {
  filed: Filed;
  received: Received;
  names: LetterNames;
  respondBy: Instant | null;
}

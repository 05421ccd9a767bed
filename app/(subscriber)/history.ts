import { eventInWords } from '#lib/evidence/event-words.ts';
import type { HistoryEntry } from '#lib/notices/notice-page.ts';

/** A case's history in sentences. The vendor's side stands by the vendor's name: its people are not the reader's to see. */
export function historyInWords(entries: readonly HistoryEntry[], vendorName: string) {
  return entries.map(({ position, at, type, role, by }) => ({
    position,
    at,
    sentence:
      type === 'objection.resolved' && role === 'subscriber'
        ? 'The accepted proposal became the decision.'
        : eventInWords(type, { role, name: role === 'subscriber' ? by : vendorName }),
  }));
}

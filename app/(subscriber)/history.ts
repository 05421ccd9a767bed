import type { LetterKind } from '#db/schema/vocabulary.ts';
import { eventInWords } from '#lib/evidence/event-words.ts';
import { letterInWords } from '#lib/exports/letter-words.ts';
import type { HistoryEntry } from '#lib/notices/notice-page.ts';

/** The grades of letters that went as they should: many for each, and all of them with the letters themselves. */
const WITH_THE_LETTERS: readonly string[] = ['letter.handed_over', 'letter.accepted'];

/** A case's history in sentences. The vendor's side stands by the vendor's name: its people are not the reader's to see. */
export function historyInWords(entries: readonly HistoryEntry[], vendorName: string) {
  return entries
    .filter(({ type }) => !WITH_THE_LETTERS.includes(type))
    .map(({ position, at, type, role, by, facts }) => ({
      position,
      at,
      sentence:
        type === 'objection.resolved' && role === 'subscriber'
          ? 'The accepted proposal became the decision.'
          : eventInWords(type, { role, name: role === 'subscriber' ? by : vendorName }, letterOf(type, facts)),
    }));
}

function letterOf(type: string, { kind }: HistoryEntry['facts']): string {
  const word = type.startsWith('letter.') ? letterInWords[kind as LetterKind] : undefined;
  return word ? `: ${word}` : '';
}

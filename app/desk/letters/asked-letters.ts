import { type LetterKind, letterKinds } from '#db/schema/vocabulary.ts';
import { recordId } from '#lib/command/inputs.ts';
import { beginnings } from '#lib/command/word-search.ts';
import type { LetterFilters, LetterList } from '#lib/letters/letters-list.ts';
import { parseReference } from '#lib/notices/reference.ts';

/** The parts of the page: each is a list, or two that are one matter. */
export const PARTS = {
  all: { label: 'All', lists: ['all'] },
  waiting: { label: 'Waiting', lists: ['to_write', 'to_send'] },
  sent: { label: 'Sent', lists: ['sent'] },
  bounced: { label: 'Bounced', lists: ['bounced'] },
  failed: { label: 'Failed', lists: ['not_written', 'not_sent'] },
  lapsed: { label: 'Lapsed', lists: ['lapsed'] },
} as const satisfies Record<string, { label: string; lists: readonly LetterList[] }>;
export type Part = keyof typeof PARTS;

export const FILTERS = ['kind', 'subscriber', 'change', 'reference'] as const;
type Typed = Partial<Record<(typeof FILTERS)[number], string>>;

export interface AskedLetters {
  part: Part;
  /** As they stand in the address, those that can be read and those that can't. */
  typed: Typed;
  filters: LetterFilters;
  errors: Typed;
}

/** What an address asks for. What can't be read narrows nothing, and is told. */
export function askedLetters(words: Typed & { list?: string }): AskedLetters {
  const part = (Object.keys(PARTS) as Part[]).find((each) => each === words.list) ?? 'all';
  const typed: Typed = {};
  const errors: Typed = {};
  for (const name of FILTERS) {
    const word = words[name]?.trim();
    if (word) typed[name] = word.slice(0, 200);
  }
  const { kind, subscriber, change, reference } = typed;
  const known = letterKinds.find((each): each is LetterKind => each === kind);
  if (kind && !known) errors.kind = 'Choose a kind from the list.';
  if (subscriber && beginnings(subscriber) === undefined)
    errors.subscriber = 'Type the beginning of a word of the name.';
  if (change && !recordId.safeParse(change).success) errors.change = 'Choose a change from the list.';
  if (reference && !parseReference(reference))
    errors.reference = 'Type the whole reference, as in DEM-2026-7K3M9Q or OBJ-2026-7K3M9Q.';
  return {
    part,
    typed,
    errors,
    filters: {
      ...(known && { kind: known }),
      ...(subscriber && !errors.subscriber && { subscriber }),
      ...(change && !errors.change && { changeId: change }),
      ...(reference && !errors.reference && { reference }),
    },
  };
}

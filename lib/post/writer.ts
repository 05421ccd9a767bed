import type { Language, LapseReason, LetterKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { Letterhead, Written } from './written.ts';

/** An obliged letter, as its writer finds it. */
export interface Owed {
  id: string;
  kind: LetterKind;
  noticeId: string | null;
  subscriberId: string | null;
  followerId: string | null;
  about: Record<string, string>;
  facts: Record<string, unknown> | null;
  obligedAt: Instant;
}

/** A file that goes with a letter. */
export interface Enclosure {
  name: string;
  mediaType: string;
  content: Buffer;
}

/** One that is no longer due, with why: it is recorded, and nothing is sent. */
export interface Lapsed {
  lapsed: LapseReason;
}

/**
 * Writes letters of some kinds. `facts` reads what many of one kind say in a fixed number of statements, whatever their
 * number: from rows that stand (a frozen text, a decision), not from what may have changed since, and by letter id.
 * `write` is pure.
 */
export interface Writer<F> {
  facts(tx: Transaction, owed: Owed[], now: Instant): Promise<Map<string, F | Lapsed>>;
  write(facts: F, language: Language, head: Letterhead): Written;
  enclosures?(facts: F, language: Language, head: Letterhead): Promise<Enclosure[]>;
}

export const isLapsed = (facts: unknown): facts is Lapsed =>
  typeof facts === 'object' && facts !== null && 'lapsed' in facts;

import { letters } from '#db/schema/letters.ts';
import type { DeskLetterKind, FollowerLetterKind, LetterKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** A letter that must be written: stored in the transaction of its cause, so that no crash can lose it. */
export interface Obligation {
  kind: Exclude<LetterKind, FollowerLetterKind | DeskLetterKind>;
  subscriberId: string;
  noticeId: string | null;
  /** The ids of what it is about, by table. */
  about: Record<string, string>;
  /** What it is to say and no row keeps. */
  facts?: Record<string, unknown>;
}

/** The same to the vendor's own privacy admins. */
export interface DeskObligation extends Pick<Obligation, 'noticeId' | 'about' | 'facts'> {
  kind: DeskLetterKind;
}

/** Stores what is owed now. */
export async function oblige(
  tx: Transaction,
  obligations: (Obligation | DeskObligation)[],
  at: Instant,
): Promise<void> {
  if (obligations.length === 0) return;
  await tx.insert(letters).values(obligations.map((obligation) => ({ ...obligation, obligedAt: at })));
}

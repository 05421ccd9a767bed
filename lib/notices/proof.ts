import type { LetterKind } from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/**
 * The letters that show a notice once our relay has taken one over: those that carry all of it. One given afresh, or in
 * place of a mistaken one, goes as `notice` too. A reminder, or word of a longer window, only speaks of a notice.
 */
export const provingKinds = ['notice'] as const satisfies readonly LetterKind[];

/** What of a notice says whether it counts as shown. */
export interface Shown {
  /** From when. What the close made of it is final, so that from then on this is never taken back. */
  shownAt: Instant | null;
  /** When, at or after the close, the last proof of it fell away: authorisation waits until there is another. */
  unprovenSince: Instant | null;
}

/**
 * What becomes of that when a letter was handed over, or has come back.
 * @param proof the earliest reading or hand-over that stands now; null: none does
 * @returns undefined where nothing changes
 */
export function shownBy(notice: Shown & { closesAt: Instant }, proof: Instant | null, now: Instant): Shown | undefined {
  const next = shownNow(notice, proof, now);
  return next.shownAt === notice.shownAt && next.unprovenSince === notice.unprovenSince ? undefined : next;
}

function shownNow(
  { shownAt, unprovenSince, closesAt }: Shown & { closesAt: Instant },
  proof: Instant | null,
  now: Instant,
): Shown {
  if (now < closesAt) return { shownAt: proof, unprovenSince: null };
  if (proof === null) return { shownAt, unprovenSince: shownAt && (unprovenSince ?? now) };
  // a proof that came too late for the close is one from now on, whatever it is dated
  return { shownAt: shownAt ?? now, unprovenSince: null };
}

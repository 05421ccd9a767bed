/**
 * The pauses after each try that was not taken, in seconds: 5 s, 1 min, 5 min, 25 min, 1.5 h, then 4, 8, 12, 14, 15 and
 * 17 h. A receiver that restarts is reached again at once; one that is away over a long weekend loses nothing.
 */
export const PAUSES = [5, 60, 300, 1500, 5400, 14_400, 28_800, 43_200, 50_400, 54_000, 61_200] as const;

/** Each pause is longer by up to this part of it, so that what failed together does not come back together. */
const SPREAD = 0.1;

/** Milliseconds within which a receiver must have answered. */
export const PATIENCE = 15_000;

/** Seconds for which one who sends a message has it alone: if they die, it is due again then. */
export const LEASE = 60;

/** How long signatures by a secret that was replaced go on, in hours. */
export const OVERLAP_HOURS = 24;

/** How long messages are kept, in days. */
export const KEPT_DAYS = 90;

/** From so many hours without a message taken on, an endpoint is called failing. */
export const FAILING_HOURS = 24;

/**
 * Seconds until the next try, once so many were not taken; null: it is given up.
 * @param chance from 0 to 1
 */
export function pauseAfter(tries: number, chance: number): number | null {
  const pause = PAUSES[tries - 1];
  return pause === undefined ? null : pause * (1 + SPREAD * chance);
}

/** How an endpoint stands, in the order in which one word wins over another. */
export type WebhookState = 'ended' | 'disabled' | 'paused' | 'failing' | 'working';

export interface Standing {
  endedAt: string | null;
  disabledAt: string | null;
  pausedAt: string | null;
  /** Since when every try has failed, where that is longer than a moment's trouble. */
  longFailing: boolean;
}

export function stateOf({ endedAt, disabledAt, pausedAt, longFailing }: Standing): WebhookState {
  if (endedAt !== null) return 'ended';
  if (disabledAt !== null) return 'disabled';
  if (pausedAt !== null) return 'paused';
  return longFailing ? 'failing' : 'working';
}

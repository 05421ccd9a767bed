/** Minutes between one try and the next: growing, so that a relay in trouble is left in peace, up to four hours. */
const WAITS = [1, 5, 15, 60, 120, 240];
/** Hours from the first try in which a delivery is tried again; after them it has failed. */
export const TRIED_FOR = 48;

/** Minutes until the next try of a delivery that was tried so many times. */
export function waitAfter(tries: number): number {
  return WAITS[Math.min(Math.max(tries, 1), WAITS.length) - 1] ?? 240;
}

/** Seconds until a relay is asked again that could not be reached so many times in a row. */
export function pauseAfter(times: number): number {
  return Math.min(600, 15 * 2 ** Math.min(times, 8));
}

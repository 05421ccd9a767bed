import type { Instant } from '#lib/deadlines/instant.ts';
import type { Authorisation } from './authorisation.ts';

/** How many subscribers have which answer on the new terms of a change; of several services the strictest speaks. */
export interface ClearanceCount extends Authorisation {
  n: number;
  /** The latest instant at which any of them is past its close and the planned start. */
  latest: Instant;
}

/** How far a change is from starting for everybody. */
export interface Clearance {
  total: number;
  /** For whom the new terms may be used, or need not be asked about. */
  cleared: number;
  /** Still inside a window, or before the planned start: nothing is to be done but to wait. */
  waiting: number;
  /** Whoever waits has waited by then; null: nobody does. */
  waitedBy: Instant | null;
  /** What stands in the way and no clock takes away, the most frequent first. */
  held: ClearanceCount[];
  /** For whom the new terms are refused, and former ones go on. */
  refused: number;
  /** Pending or on hold, where the DPA has no standstill: a warning, and nothing in the way. */
  warned: number;
}

export function clearanceOf(counts: readonly ClearanceCount[]): Clearance {
  const sum = (some: readonly ClearanceCount[]) => some.reduce((total, { n }) => total + n, 0);
  const stopping = counts.filter(({ warningOnly }) => !warningOnly);
  const waiting = stopping.filter(({ state }) => state === 'pending');
  const waited = waiting.map(({ latest }) => latest).sort();
  return {
    total: sum(counts),
    cleared: sum(stopping.filter(({ state }) => state === 'authorised' || state === 'not_applicable')),
    waiting: sum(waiting),
    waitedBy: waited.at(-1) ?? null,
    held: stopping.filter(({ state }) => state === 'on_hold').sort((one, other) => other.n - one.n),
    refused: sum(stopping.filter(({ state }) => state === 'refused')),
    warned: sum(counts.filter(({ warningOnly }) => warningOnly)),
  };
}

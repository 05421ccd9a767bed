import type { Instant } from '#lib/deadlines/instant.ts';
import type { EntryChange, RegisterEntry } from './queries.ts';

/** From when to when terms are in force; `until` null: nothing published ends them. */
export interface Period {
  from: Instant;
  until: Instant | null;
}

const stands = ({ withdrawnAt, supersededAt }: EntryChange) => withdrawnAt === null && supersededAt === null;

/**
 * When the terms that a change brought this company are in force, or are to be. Undefined: never, since the change was
 * withdrawn or corrected before it started, or brought the company none.
 */
export function periodOf(change: EntryChange, { changes }: Pick<RegisterEntry, 'changes'>): Period | undefined {
  if (!stands(change) || change.to === null || change.replacedBy) return undefined;
  return { from: change.plannedStartAt, until: endAfter(change.plannedStartAt, changes) };
}

/** When the terms of the first register were in force. */
export function baselinePeriod({ baseline, changes }: Pick<RegisterEntry, 'baseline' | 'changes'>): Period | undefined {
  return baseline ? { from: baseline.publishedAt, until: endAfter(baseline.publishedAt, changes) } : undefined;
}

/** Terms of a company end with the next change of it that starts: other terms, a removal, or somebody in its place. */
function endAfter(start: Instant, changes: readonly EntryChange[]): Instant | null {
  const later = changes.filter((change) => stands(change) && change.plannedStartAt > start);
  return later.map(({ plannedStartAt }) => plannedStartAt).sort()[0] ?? null;
}

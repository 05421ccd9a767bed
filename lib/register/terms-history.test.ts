import { expect, test } from 'vitest';
import { parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';
import type { EntryChange } from './queries.ts';
import type { Terms } from './register.ts';
import { baselinePeriod, periodOf } from './terms-history.ts';

const terms: Terms = {
  ...{ description: 'A', purpose: 'B', services: [], retention: null, encryption: null, keyHolder: null },
  ...{ locations: [], customerData: [], platformData: [], dataSubjects: [], transfers: [] },
};
const at = (day: string) => parseInstant(`${day}T00:00:00Z`);

const change = (day: string, more: Partial<EntryChange> = {}): EntryChange => ({
  ...{ changeId: day, kind: 'location', title: day, reason: '', version: 2, publishedAt: at('2026-01-01') },
  ...{ plannedStartOn: parseCivilDate(day), plannedStartAt: at(day), withdrawnAt: null, supersededAt: null },
  ...{ replaced: null, replacedBy: null, from: terms, to: terms, difference: [] },
  ...more,
});

const withdrawn = change('2026-04-01', { withdrawnAt: at('2026-03-01') });
const corrected = change('2026-05-01', { supersededAt: at('2026-03-01') });
const first = change('2026-03-01');
const second = change('2026-06-01');
const taken = change('2026-09-01', { kind: 'replacement', replacedBy: { slug: 'b', legalName: 'B' } });
const entry = {
  baseline: { version: 1, publishedAt: at('2026-01-01'), terms },
  changes: [taken, second, corrected, withdrawn, first],
};

test('terms are in force until the next change that starts, and no withdrawn or corrected one ends them', () => {
  expect(baselinePeriod(entry)).toEqual({ from: at('2026-01-01'), until: at('2026-03-01') });
  expect(periodOf(first, entry)).toEqual({ from: at('2026-03-01'), until: at('2026-06-01') });
  expect(periodOf(second, entry)).toEqual({ from: at('2026-06-01'), until: at('2026-09-01') });
  expect(periodOf(second, { changes: [second] })).toEqual({ from: at('2026-06-01'), until: null });
});

test('what never started, took the place or took all away brought no terms of its own', () => {
  for (const none of [withdrawn, corrected, taken, change('2026-10-01', { kind: 'removal', to: null })])
    expect(periodOf(none, entry)).toBeUndefined();
  expect(baselinePeriod({ ...entry, baseline: null })).toBeUndefined();
});

import type { Readable } from 'node:stream';
import type { Opening } from '#db/transaction.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import { type Command, type Decided, run } from '#lib/command/command.ts';
import type { Outcome } from '#lib/command/refusal.ts';
import { casesCsv } from './cases-csv.ts';
import { type CaseFilters, caseFilters } from './inputs.ts';

/**
 * Records that the list of cases leaves the house, and which part of it. It is streamed, so the hash of its bytes is not
 * yet known; what was searched for may be a name, so only that something was searched for is told.
 */
export const exportCases: Command<CaseFilters, Record<string, never>, Decided, { position: number }, VendorActor> = {
  name: 'export-cases',
  input: caseFilters,
  load: async () => ({}),
  decide: (_state, { q, subscriber, change = null, outcome = null, from = null, to = null }) => ({
    events: [
      {
        type: 'cases.exported',
        caseId: null,
        subscriberId: null,
        facts: { format: 'csv', searched: q !== undefined, named: subscriber !== undefined, change, outcome, from, to },
        rows: [],
      },
    ],
  }),
  save: async () => undefined,
  result: (_decided, _moment, position) => ({ position }),
};

/** The list as CSV. The export stands in the log before the first byte leaves. */
export async function takeCases(opening: Opening, filters: unknown): Promise<Outcome<Readable>> {
  const recorded = await run(exportCases, opening, filters);
  if (!recorded.ok) return recorded;
  return { ok: true, value: casesCsv(opening, caseFilters.parse(filters)) };
}

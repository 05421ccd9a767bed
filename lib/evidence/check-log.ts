import type { z } from 'zod';
import type { Opening } from '#db/transaction.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import { type Command, type Decided, run } from '#lib/command/command.ts';
import { findingInput } from './inputs.ts';
import { type Finding, inspectLog, type Progress } from './inspection.ts';

/**
 * Records that legal had the log checked, and what was found. The finding comes from `inspectLog`, which needs a snapshot
 * of its own and may run for minutes: the log must not stand still for that long.
 */
export const checkLog: Command<
  z.infer<typeof findingInput>,
  Record<string, never>,
  Decided,
  { position: number },
  VendorActor
> = {
  name: 'check-log',
  input: findingInput,
  load: async () => ({}),
  decide: (_state, { ok, at, entries, rows, head, difference }) => ({
    events: [
      {
        type: 'log.checked',
        caseId: null,
        subscriberId: null,
        facts: { ok, at, entries, rows, head, difference: difference && { ...difference } },
        rows: [],
      },
    ],
  }),
  save: async () => undefined,
  result: (_decided, _moment, position) => ({ position }),
};

/**
 * Inspects the whole log and records what was found.
 *
 * @throws {Error} when the finding can't be recorded: an inspection that nobody can look up is none
 */
export async function haveLogChecked(opening: Opening, told?: (progress: Progress) => void): Promise<Finding> {
  const finding = await inspectLog(opening, told);
  const recorded = await run(checkLog, opening, finding);
  if (!recorded.ok) throw new Error(recorded.sentence);
  return finding;
}

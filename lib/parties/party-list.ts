import type { Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { type Outcome, refuse } from '#lib/command/refusal.ts';
import { importParties, placeOf } from './import-parties.ts';
import { knownParties } from './known-parties.ts';
import { planCounts, planParties } from './party-plan.ts';
import { readParties } from './party-rows.ts';

/**
 * Records a list of subscribers, or only says what it would change.
 * @param told a line for each subscriber that is new or changed, and one for the whole
 */
export async function recordList(
  opening: Opening,
  content: Buffer,
  dry: boolean,
  told: (line: string) => void,
): Promise<Outcome<null>> {
  const { plan, encoding } = await read(opening, async ({ tx, installation }) => {
    const list = readParties(content, installation.zone);
    return { plan: planParties(list, await knownParties(tx, list)), encoding: list.encoding };
  });
  if (encoding === 'windows-1252') told('The file is no valid UTF-8, so it is read as Windows-1252.');
  if (plan.problems.length > 0) {
    const fields = Object.fromEntries(plan.problems.map((problem) => [placeOf(problem), problem.message]));
    return refuse('invalid_input', 'The file can’t be used as it is, so nothing of it is recorded.', { fields });
  }
  for (const { line, name, state, says } of plan.subscribers)
    if (state !== 'unchanged') told([`line ${line}, ${name}: ${state}`, ...says].join('; '));
  if (!dry) {
    const outcome = await run(importParties, opening, { content });
    if (!outcome.ok) return outcome;
  }
  const { new: added, changed, unchanged } = planCounts(plan);
  told(`${dry ? 'It would be' : 'Recorded'}: ${added} new, ${changed} changed, ${unchanged} as before.`);
  return { ok: true, value: null };
}

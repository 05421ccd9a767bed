import { createHash } from 'node:crypto';
import type { Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { notFound, type Outcome, refuse } from '#lib/command/refusal.ts';
import { amendSubprocessor } from '#lib/register/amend-subprocessor.ts';
import { type Company, type CompanyFact, factDifferences } from '#lib/register/register.ts';
import { compare, type EntryDifference, type FiledEntry } from './import.ts';
import { keptFile } from './queries.ts';
import { rereadRegister } from './read-register.ts';
import { standingRegister } from './standing-register.ts';

/** The facts that a file has otherwise, as a hash: what somebody confirms is what they saw, or it is not carried out. */
export function factsHash(entries: readonly EntryDifference[]): string {
  const said = entries.flatMap(({ slug, company }) =>
    company
      .filter(({ field }) => field !== 'certifications')
      .map(({ field, before, after }) => [slug, field, before, after]),
  );
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/**
 * Corrects the facts of the companies that a file has otherwise than the register, one after another, each on the
 * record by itself. What is refused stops it there: those before it stand, and the difference shows what is left.
 */
export async function correctCompanies(
  opening: Opening,
  { uploadId, shown, reason }: { uploadId: string; shown: string; reason: string },
): Promise<Outcome<{ corrected: number }>> {
  const found = await read(opening, async (reader) => {
    if (reader.actor.role !== 'privacy_admin') return undefined;
    const { file } = rereadRegister(await keptFile(reader, uploadId));
    return file && { file, standing: await standingRegister(reader.tx, null) };
  });
  if (!found) return notFound();
  if (factsHash(compare(found.file, found.standing, () => '').entries) !== shown)
    return refuse('stale_draft', 'What is recorded has changed since this was shown. Look at the difference again.');
  const filed = new Map(found.file.subprocessors.map((entry): [string, FiledEntry] => [entry.slug, entry]));
  let corrected = 0;
  for (const { subprocessorId, company } of found.standing.known) {
    const entry = filed.get(company.slug);
    if (!entry || factDifferences(company, entry).length === 0) continue;
    const outcome = await run(amendSubprocessor, opening, {
      ...{ subprocessorId, reason },
      ...factsOf(entry),
      stood: factsOf(company),
    });
    if (!outcome.ok) return outcome;
    corrected += 1;
  }
  return { ok: true, value: { corrected } };
}

function factsOf({ legalName, group, address, contact, website, tier }: Pick<Company, CompanyFact>) {
  return { legalName, group, address, contact, website, tier };
}

import type { Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { notFound, type Outcome } from '#lib/command/refusal.ts';
import { amendSubprocessor } from '#lib/register/amend-subprocessor.ts';
import { factDifferences } from '#lib/register/register.ts';
import type { FiledEntry } from './import.ts';
import { keptFile } from './queries.ts';
import { rereadRegister } from './read-register.ts';
import { standingRegister } from './standing-register.ts';

/**
 * Corrects the facts of the companies that a file has otherwise than the register, one after another, each on the
 * record by itself. What is refused stops it there: those before it stand, and the difference shows what is left.
 */
export async function correctCompanies(
  opening: Opening,
  { uploadId, reason }: { uploadId: string; reason: string },
): Promise<Outcome<{ corrected: number }>> {
  const found = await read(opening, async (reader) => {
    if (reader.actor.role !== 'privacy_admin') return undefined;
    const { file } = rereadRegister(await keptFile(reader, uploadId));
    return file && { file, standing: await standingRegister(reader.tx, null) };
  });
  if (!found) return notFound();
  const filed = new Map(found.file.subprocessors.map((entry): [string, FiledEntry] => [entry.slug, entry]));
  let corrected = 0;
  for (const { subprocessorId, company } of found.standing.known) {
    const entry = filed.get(company.slug);
    if (!entry || factDifferences(company, entry).length === 0) continue;
    const { legalName, group, address, contact, website, tier } = entry;
    const facts = { legalName, group, address, contact, website, tier };
    const outcome = await run(amendSubprocessor, opening, { subprocessorId, ...facts, reason });
    if (!outcome.ok) return outcome;
    corrected += 1;
  }
  return { ok: true, value: { corrected } };
}

import { eq } from 'drizzle-orm';
import { partyUploads } from '#db/schema/parties.ts';
import type { Transaction } from '#db/transaction.ts';
import type { CsvRead } from '#lib/csv/read-csv.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { knownParties } from './known-parties.ts';
import { type PartyPlan, planParties } from './party-plan.ts';
import { readParties } from './party-rows.ts';

/** A list that was sent, with what it would change now. */
export interface UploadShown {
  name: string;
  /** Lower-case hex, of the file as it came. */
  sha256: string;
  uploadedAt: Instant;
  encoding: CsvRead<string>['encoding'];
  plan: PartyPlan;
}

/** In two statements. Undefined: there is no such file, or not any more. */
export async function uploadShown(tx: Transaction, uploadId: string, zone: string): Promise<UploadShown | undefined> {
  const [upload] = await tx.select().from(partyUploads).where(eq(partyUploads.id, uploadId));
  if (!upload) return undefined;
  const list = readParties(upload.content, zone);
  const plan = planParties(list, await knownParties(tx, list));
  const { name, sha256, uploadedAt } = upload;
  return { name, sha256: sha256.toString('hex'), uploadedAt, encoding: list.encoding, plan };
}

/** The file of that hash. Undefined: there is none, or it is another. */
export async function uploadedFile(tx: Transaction, uploadId: string, sha256: string): Promise<Buffer | undefined> {
  const [upload] = await tx
    .select({ content: partyUploads.content, sha256: partyUploads.sha256 })
    .from(partyUploads)
    .where(eq(partyUploads.id, uploadId));
  return upload?.sha256.toString('hex') === sha256 ? upload.content : undefined;
}

import { and, eq, isNotNull, isNull, type sql } from 'drizzle-orm';
import { evidenceFiles } from '#db/schema/diligence.ts';
import { subprocessors } from '#db/schema/register.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import type { Ground } from './diligence.ts';

/** Locks the company, so that what is recorded of one goes one after another. False: there is no such company. */
export async function lockCompany(tx: Transaction, subprocessorId: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: subprocessors.id })
    .from(subprocessors)
    .where(eq(subprocessors.id, subprocessorId))
    .for('update');
  return row !== undefined;
}

/** What stands when something is recorded of a company, and whether the file named is one of its evidence. */
export interface Recordable extends Ground {
  /** The file, where nothing has named it before. */
  newlyAttached: string | null;
}

/** @param standing a SELECT of the id of what stands */
export async function recordable(
  tx: Transaction,
  { subprocessorId, fileId }: { subprocessorId: string; fileId: string | null },
  standing: ReturnType<typeof sql>,
  { now, zone }: { now: Instant; zone: string },
): Promise<Recordable> {
  const { rows } = await tx.execute<{ id: string }>(standing);
  const [file] = fileId
    ? await tx
        .select({ attachedAt: evidenceFiles.attachedAt })
        .from(evidenceFiles)
        .where(
          and(
            eq(evidenceFiles.id, fileId),
            eq(evidenceFiles.subprocessorId, subprocessorId),
            isNotNull(evidenceFiles.completedAt),
          ),
        )
    : [];
  return {
    today: civilDayIn(now, zone),
    standingId: rows[0]?.id ?? null,
    fileIsThere: fileId ? file !== undefined : null,
    newlyAttached: file?.attachedAt === null ? fileId : null,
  };
}

/** From now on the file is on record, and stays as it is. */
export async function attach(tx: Transaction, fileId: string | null, now: Instant): Promise<void> {
  if (fileId === null) return;
  await tx
    .update(evidenceFiles)
    .set({ attachedAt: now })
    .where(and(eq(evidenceFiles.id, fileId), isNull(evidenceFiles.attachedAt)));
}

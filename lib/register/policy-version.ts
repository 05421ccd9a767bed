import { sql } from 'drizzle-orm';
import { policyVersions } from '#db/schema/register.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { Snapshot } from './register.ts';

/** The number of the latest policy version; 0 before the first. Stable only under the publication lock. */
export async function latestVersion(tx: Transaction): Promise<number> {
  const { rows } = await tx.execute<{ number: number }>(
    sql`select coalesce(max(number), 0)::integer as number from demur.policy_versions`,
  );
  return rows[0]?.number ?? 0;
}

/** Stores a version with its snapshot and the SHA-256 of the snapshot's canonical JSON, as the log's canonical form is. */
export async function insertVersion(
  tx: Transaction,
  version: { id: string; publishedAt: Instant; publishedBy: string | null; snapshot: Snapshot },
): Promise<void> {
  const snapshot = JSON.stringify(version.snapshot);
  await tx.insert(policyVersions).values({
    id: version.id,
    number: version.snapshot.number,
    publishedAt: version.publishedAt,
    publishedBy: version.publishedBy,
    note: version.snapshot.note,
    snapshot: sql`${snapshot}::jsonb`,
    sha256: sql`sha256(convert_to(demur.canonical(${snapshot}::jsonb), 'UTF8'))`,
  });
}

import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** One letter on a policy version for each confirmed follower of the register, in one statement, whatever their number. */
export async function obligeFollowers(tx: Transaction, versionId: string, at: Instant): Promise<void> {
  await tx.execute(sql`
    insert into demur.letters (kind, follower_id, about, obliged_at)
    select 'register_published', f.id, jsonb_build_object('policy_versions', ${versionId}::text), ${at}
    from demur.followers f where f.confirmed_at is not null and f.ended_at is null order by f.id`);
}

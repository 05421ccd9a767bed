import { type SQL, sql } from 'drizzle-orm';
import type { LetterKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/**
 * One letter for each of many notices, in one statement, whatever their number.
 * @param noticeIds a SELECT of the ids
 */
export async function obligeForNotices(tx: Transaction, kind: LetterKind, noticeIds: SQL, at: Instant): Promise<void> {
  await tx.execute(sql`
    insert into demur.letters (kind, notice_id, subscriber_id, about, obliged_at)
    select ${kind}, n.id, n.subscriber_id, jsonb_build_object('notices', n.id, 'changes', n.change_id), ${at}
    from demur.notices n where n.id in (${noticeIds}) order by n.id`);
}

import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import { parseReference } from '#lib/notices/reference.ts';

/** Finds a case by its notice's reference, or by that of an objection on it, however typed. */
export async function findCase(
  tx: Transaction,
  typed: string,
): Promise<{ noticeId: string; reference: string } | undefined> {
  const reference = parseReference(typed);
  if (!reference) return undefined;
  const { rows } = await tx.execute<{ noticeId: string; reference: string }>(
    reference.prefix === 'DEM'
      ? sql`select id as "noticeId", reference from demur.notices where reference = ${reference.text}`
      : sql`select n.id as "noticeId", n.reference from demur.objections o join demur.notices n on n.id = o.notice_id
          where o.reference = ${reference.text}`,
  );
  return rows[0];
}

import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import { parseReference } from '#lib/notices/reference.ts';

/** The id of a case by its notice's reference, or by that of an objection on it, however typed. Undefined: that is none. */
export function caseNamed(typed: string): SQL | undefined {
  const reference = parseReference(typed);
  if (!reference) return undefined;
  return reference.prefix === 'DEM'
    ? sql`(select id from demur.notices where reference = ${reference.text})`
    : sql`(select o.notice_id from demur.objections o where o.reference = ${reference.text})`;
}

/** Finds a case by what {@link caseNamed} takes. */
export async function findCase(
  tx: Transaction,
  typed: string,
): Promise<{ noticeId: string; reference: string } | undefined> {
  const named = caseNamed(typed);
  if (!named) return undefined;
  const { rows } = await tx.execute<{ noticeId: string; reference: string }>(
    sql`select id as "noticeId", reference from demur.notices where id = ${named}`,
  );
  return rows[0];
}

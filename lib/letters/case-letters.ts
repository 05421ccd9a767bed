import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { CaseLetter } from './letter.ts';
import { headJson, knownDeliveriesJson, textsJson } from './letter-json.ts';

/** The letters of a case with all that is known of them, the first owed first, in one statement. For the desk and for legal. */
export async function lettersOfCase(tx: Transaction, noticeId: string): Promise<CaseLetter[]> {
  const { rows } = await tx.execute<{ letter: CaseLetter }>(sql`
    select jsonb_build_object(${headJson}, 'texts', ${textsJson}, 'deliveries', ${knownDeliveriesJson}) as letter
    from demur.letters l where l.notice_id = ${noticeId} order by l.obliged_at, l.id`);
  return rows.map(({ letter }) => letter);
}

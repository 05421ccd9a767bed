import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { ChangeShown } from '#lib/changes/change-shown.ts';
import { noticeText } from '#lib/changes/notice-text.ts';
import { idArray } from '#lib/command/id-array.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { changes as en } from '#lib/i18n/en/changes.ts';
import { changes as es } from '#lib/i18n/es/changes.ts';
import { changeShownJoins, changeShownJson } from '#lib/notices/change-shown.ts';
import type { Owed } from '../writer.ts';

export const saysOfChanges = catalogue(en, es);

/** A change, and what its notices say of it as that was fixed when it was published. */
export interface Told {
  change: ChangeShown;
  text: string;
  /** Hex; null where it was published before the words were kept. */
  sha256: string | null;
}

/** The changes that letters are about, by notice, each read once however many letters are about it. */
export async function changesTold(tx: Transaction, owed: readonly Owed[]): Promise<Map<string, Told>> {
  const noticeIds = owed.flatMap(({ noticeId }) => noticeId ?? []);
  const { rows } = await tx.execute<{
    noticeIds: string[];
    change: ChangeShown;
    text: string | null;
    sha256: string | null;
  }>(sql`
    select of.notice_ids as "noticeIds", ${changeShownJson} as change, c.notice_text as text, encode(c.notice_text_sha256, 'hex') as sha256
    from (select n.change_id, jsonb_agg(n.id) as notice_ids from demur.notices n where n.id = any (${idArray(noticeIds)}) group by n.change_id) of
    join demur.changes c on c.id = of.change_id
    ${changeShownJoins}`);
  const told = new Map<string, Told>();
  for (const { noticeIds: ids, change, text, sha256 } of rows) {
    const one = { change, text: text ?? noticeText(change), sha256 };
    for (const id of ids) told.set(id, one);
  }
  return told;
}

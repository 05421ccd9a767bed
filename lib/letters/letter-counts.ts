import { type SQL, sql } from 'drizzle-orm';
import type { CarrierWord } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** So many are counted, and no more: a tab says "1,000+". */
export const COUNTED = 1000;

/** How letters leave the house, as the worker last saw it. */
export interface LetterWay {
  /** `none`: no mail server is set, and every letter waits. */
  carrier: CarrierWord;
  /** Since when no server could be reached, and when the next try is due. */
  unreachableSince: Instant | null;
  nextTryAt: Instant | null;
}

export interface LetterCounts {
  now: Instant;
  /** Null: no worker has looked yet. */
  way: LetterWay | null;
  toWrite: number;
  toSend: number;
  bounced: number;
  notWritten: number;
  notSent: number;
  lapsed: number;
  /** What the filter offers to choose from, the latest first. */
  changes: { id: string; title: string; version: number }[];
}

/** How many letters wait, bounced or failed, each counted to a thousand and no further. One statement, over indexes. */
export async function letterCounts({ tx }: { tx: Transaction }): Promise<LetterCounts> {
  const { rows } = await tx.execute<LetterCounts & Record<string, unknown>>(sql`
    select demur.iso(demur.now()) as now,
      (select jsonb_build_object('carrier', r.carrier, 'unreachableSince', demur.iso(r.unreachable_since), 'nextTryAt', demur.iso(r.next_try_at))
        from demur.mail_relay r) as way,
      ${upTo(sql`demur.letters where composed_at is null and lapsed_at is null and failed_at is null`)} as "toWrite",
      ${upTo(sql`demur.delivery_queue`)} as "toSend",
      ${upTo(sql`demur.deliveries where bounced_at is not null order by bounced_at`)} as bounced,
      ${upTo(sql`demur.letters where failed_at is not null order by failed_at`)} as "notWritten",
      ${upTo(sql`demur.deliveries where failed_at is not null order by failed_at`)} as "notSent",
      ${upTo(sql`demur.letters where lapsed_at is not null order by lapsed_at`)} as lapsed,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title, 'version', c.number) order by c.published_at desc, c.id desc), '[]')
        from (select c.id, c.title, c.published_at, v.number from demur.changes c join demur.policy_versions v on v.id = c.policy_version_id
          order by c.published_at desc, c.id desc limit 200) c) as changes`);
  if (!rows[0]) throw new Error('one row is always there');
  return rows[0];
}

const upTo = (letters: SQL) =>
  sql`(select count(*)::integer from (select from ${letters} limit ${COUNTED + 1}) counted)`;

import { type SQL, sql } from 'drizzle-orm';
import type { EventType } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** A row that an event stands for: read back from its table when the event is written. */
export interface BoundRow {
  table: string;
  id: string;
}

/** A fact of an event: ids, stored words, instants, counts and hashes. Never a name, an address or free text. */
export type Fact = string | number | boolean | null | Fact[] | { [name: string]: Fact };

export interface EventDraft {
  type: EventType;
  /** The notice that it is about; null for what concerns no single case. */
  caseId: string | null;
  subscriberId: string | null;
  facts: { [name: string]: Fact };
  rows: BoundRow[];
}

/** The same event for many notices at once, each bound to its notice row. */
export interface NoticeEvents {
  type: EventType;
  /** Or a SELECT of them, where `save` writes many at once and nobody holds their ids. */
  noticeIds: string[] | SQL;
  facts: { [name: string]: Fact };
}

/** So many go to the database in one statement: each statement has its time limit. */
const TOGETHER = 5000;

/**
 * Appends to the log, in this order, as the last thing before the commit: from here on this transaction holds the
 * log's head.
 * @param at the instant that the command read from the database's clock
 * @returns the position of the last event; 0 for none
 */
export async function appendEvents(tx: Transaction, events: EventDraft[], at: Instant): Promise<number> {
  let position = 0;
  for (let from = 0; from < events.length; from += TOGETHER) {
    const some = JSON.stringify(events.slice(from, from + TOGETHER));
    const { rows } = await tx.execute<{ position: string }>(
      sql`select demur.append_events(${some}, ${at}) as position`,
    );
    position = Number(rows[0]?.position);
  }
  return position;
}

/** @returns the position of the last event */
export async function appendNoticeEvents(tx: Transaction, events: NoticeEvents, at: Instant): Promise<number> {
  const { type, noticeIds, facts } = events;
  const ids = Array.isArray(noticeIds) ? idArray(noticeIds) : sql`array(${noticeIds})`;
  const { rows } = await tx.execute<{ position: string }>(
    sql`select demur.append_notice_events(${type}, ${ids}, ${at}, ${JSON.stringify(facts)}) as position`,
  );
  return Number(rows[0]?.position);
}

/** Events of rows that `save` wrote many at once, so that nobody holds their ids: a SELECT of `id` and, as jsonb, `event`. */
export type RowEvents = SQL;

/**
 * Joins by nested loops, off or on, to the end of the transaction. The statistics do not know yet how many rows it has
 * just written, and a loop that is planned for one of them takes minutes over a hundred thousand.
 */
export async function nestedLoops(tx: Transaction, loops: 'on' | 'off'): Promise<void> {
  await tx.execute(sql`select set_config('enable_nestloop', ${loops}, true)`);
}

/** @returns the position of the last event; 0 for none */
export async function appendRowEvents(tx: Transaction, events: RowEvents, at: Instant): Promise<number> {
  let position = 0;
  await nestedLoops(tx, 'off');
  for (let from = 0; ; from += TOGETHER) {
    const { rows } = await tx.execute<{ position: string | null; written: number }>(sql`
      with part as materialized (select event from (${events}) each order by id offset ${from} limit ${TOGETHER}),
        batch as materialized (select coalesce(jsonb_agg(event), '[]') as events, count(*)::integer as written from part)
      select written, case when written > 0 then demur.append_events(events, ${at}) end as position from batch`);
    position = Number(rows[0]?.position ?? position);
    if ((rows[0]?.written ?? 0) < TOGETHER) break;
  }
  await nestedLoops(tx, 'on');
  return position;
}

import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { parseExactly } from './canonical.ts';
import { recordedFinding } from './inputs.ts';
import { eventContent } from './verified-event.ts';
import type { Difference } from './verify.ts';

/** An entry as a line of the log's list. */
export interface ListedEntry {
  position: number;
  at: Instant;
  type: string;
  role: string;
  name: string | null;
  /** Reference of the case that it is about. */
  reference: string | null;
  hash: string;
}

/** A check of the whole log, as it was recorded. */
export interface RecordedCheck {
  position: number;
  at: Instant;
  name: string | null;
  ok: boolean;
  entries: number;
  rows: number;
  head: string;
  difference: Difference | null;
}

export interface LogPage {
  head: { count: number; hash: string };
  entries: ListedEntry[];
  checks: RecordedCheck[];
  /** The position that the next page begins below; null on the last. */
  next: number | null;
}

const PAGE = 50;

/** The latest entries, or those below a position, with the head of the log and its latest checks; three statements. */
export async function logPage(tx: Transaction, below: number | null): Promise<LogPage> {
  const head = await tx.execute<{ count: string; hash: string }>(
    sql`select count, encode(hash, 'hex') as hash from demur.log_head`,
  );
  const listed = await tx.execute<Omit<ListedEntry, 'position'> & { position: string }>(entriesQuery(below));
  const checked = await tx.execute<CheckRow>(checksQuery);
  const entries = listed.rows.slice(0, PAGE).map((row) => ({ ...row, position: Number(row.position) }));
  return {
    head: { count: Number(head.rows[0]?.count ?? 0), hash: head.rows[0]?.hash ?? '' },
    entries,
    checks: checked.rows.map(recordedCheck),
    next: listed.rows.length > PAGE ? (entries.at(-1)?.position ?? null) : null,
  };
}

/** Exported for the test that looks at its plan. */
export function entriesQuery(below: number | null): SQL {
  return sql`
    select e.position, demur.iso(e.at) as at, e.type, e.role, u.name, n.reference, encode(e.hash, 'hex') as hash
    from (
      select * from demur.events where ${below === null ? sql`true` : sql`position < ${below}`}
      order by position desc limit ${PAGE + 1}
    ) e
    left join demur.users u on u.id = e.actor_id
    left join demur.notices n on n.id = e.case_id
    order by e.position desc`;
}

/** Exported for the test that looks at its plan. */
export const checksQuery = sql`
  select e.position, demur.iso(e.at) as at, u.name, convert_from(e.content, 'UTF8') as content
  from (select * from demur.events where type = 'log.checked' order by position desc limit 5) e
  left join demur.users u on u.id = e.actor_id
  order by e.position desc`;

type CheckRow = { position: string; at: Instant; name: string | null; content: string };

function recordedCheck({ position, at, name, content }: CheckRow): RecordedCheck {
  const { facts } = eventContent.parse(parseExactly(content));
  const { ok, entries, rows, head, difference } = recordedFinding.parse(facts);
  return { position: Number(position), at, name, ok, entries, rows, head, difference };
}

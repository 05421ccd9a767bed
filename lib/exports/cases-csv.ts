import { type Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Opening, Transaction } from '#db/transaction.ts';
import { readSnapshot } from '#lib/command/read.ts';
import { neutralisedInSql } from '#lib/csv/formula-cell.ts';
import { chosen } from './case-filters.ts';
import type { CaseFilters } from './inputs.ts';
import { objectionThatCounts } from './queries.ts';

const at = (column: string) => `demur.iso(${column})`;
const decision = (column: string) => `(select ${column} from demur.resolutions r where r.objection_id = o.id
  and not exists (select from demur.resolutions l where l.objection_id = o.id and l.supersedes = r.id))`;

/** The columns of the list, with what they hold. Instants are UTC with microseconds, words are the stored ones. */
export const csvColumns: readonly { name: string; holds: string; sql: string }[] = [
  { name: 'case', holds: 'Reference of the notice, and so of the case', sql: 'n.reference' },
  { name: 'subscriber', holds: 'Name of the subscriber', sql: neutralisedInSql('s.name') },
  { name: 'country', holds: 'Its country, as an ISO 3166 code', sql: 's.country' },
  { name: 'dpa', holds: 'Reference of its DPA, as on the notice', sql: neutralisedInSql('n.dpa_reference') },
  { name: 'policy_version', holds: 'Number of the policy version', sql: 'v.number' },
  { name: 'change', holds: 'Title of the change', sql: neutralisedInSql('c.title') },
  { name: 'kind', holds: 'Kind of the change', sql: 'c.kind' },
  { name: 'subprocessor', holds: 'Legal name of the sub-processor', sql: neutralisedInSql('sp.legal_name') },
  { name: 'planned_start', holds: 'Civil day of the planned start', sql: 'c.planned_start_on' },
  { name: 'notice_given_at', holds: 'When the notice was given', sql: at('n.given_at') },
  {
    name: 'first_shown_at',
    holds: 'From when it counts as shown: by a reading, or by a letter handed over that has not come back',
    sql: at('n.shown_at'),
  },
  {
    name: 'unproven_since',
    holds: 'When, after the close, the last proof of that fell away',
    sql: at('n.unproven_since'),
  },
  { name: 'window_closes_at', holds: 'The first instant after the window', sql: at('n.closes_at') },
  {
    name: 'outcome',
    holds: 'The outcome when the list was exported',
    sql: 'demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, as_of.at)',
  },
  { name: 'answered_at', holds: 'When it was answered', sql: at('n.answered_at') },
  { name: 'objection', holds: 'Reference of the objection that stands, else of the latest', sql: 'o.reference' },
  { name: 'received_at', holds: 'When that objection was received', sql: at('o.received_at') },
  { name: 'late', holds: 'true: received after the window had closed', sql: 'o.late::text' },
  { name: 'status', holds: 'Where that objection stands', sql: 'o.status' },
  {
    name: 'grounds',
    holds: 'Its grounds, as stored words with a space between',
    sql: `array_to_string(o.ground_categories, ' ')`,
  },
  {
    name: 'requested_actions',
    holds: 'How many actions it requests',
    sql: 'case when o.id is not null then (select count(*) from demur.requested_actions q where q.objection_id = o.id) end',
  },
  { name: 'decision', holds: 'The option of the decision that stands', sql: decision('r.option') },
  { name: 'decided_at', holds: 'When it was decided', sql: decision(at('r.resolved_at')) },
  {
    name: 'actions_outstanding',
    holds: 'How many corrective actions of the decision are not yet done',
    sql: decision(`(select count(*) from demur.corrective_actions a where a.resolution_id = r.id
      and not exists (select from demur.action_completions d where d.action_id = a.id))`),
  },
  { name: 'exported_at', holds: 'The instant that the list describes', sql: at('as_of.at') },
];

/** UTF-8 says so itself: without the mark a spreadsheet may read another encoding. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * The cases that the filters leave, as CSV (RFC 4180) in one snapshot under the reader's role, streamed: the database
 * waits for whoever reads. A stream that fails is destroyed with the error, so that nobody takes a part for the whole.
 */
export function casesCsv(opening: Opening, filters: CaseFilters): Readable {
  const lines = new CarriageReturns();
  lines.write(BYTE_ORDER_MARK);
  readSnapshot(opening, ({ tx }) => copied(tx, copyStatement(filters), lines)).catch((error: Error) =>
    lines.destroy(error),
  );
  return lines;
}

/** A reader who goes away in the middle leaves a COPY that nobody takes: the connection ends with it. */
async function copied(tx: Transaction, statement: string, lines: Writable): Promise<void> {
  const copy = tx.$client.query(copyTo(statement));
  try {
    await pipeline(copy, lines);
  } catch (error) {
    copy.on('error', () => undefined);
    await (tx.$client as pg.PoolClient & pg.Client).end().catch(() => undefined);
    throw error;
  }
}

/** COPY takes no parameters, so they are put in as quoted literals. Exported for the test that looks at its plan. */
export function copyStatement(filters: CaseFilters): string {
  const columns = csvColumns.map((column) => `${column.sql} as "${column.name}"`).join(', ');
  const query = sql`
    with as_of as materialized (select demur.now() as at)
    select ${sql.raw(columns)}
    from as_of cross join demur.notices n
    join demur.windows w on w.id = n.window_id
    join demur.dpa_profiles p on p.id = w.profile_id
    join demur.changes c on c.id = n.change_id
    join demur.policy_versions v on v.id = c.policy_version_id
    join demur.subprocessors sp on sp.id = c.subprocessor_id
    join demur.subscribers s on s.id = n.subscriber_id
    ${objectionThatCounts}
    where ${chosen(filters)}
    order by n.given_at desc, n.id desc`;
  const { sql: text, params } = new PgDialect().sqlToQuery(query);
  const literal = text.replace(/\$(\d+)/g, (_, number) => pg.escapeLiteral(String(params[Number(number) - 1])));
  return `copy (${literal}) to stdout with (format csv, header true, encoding 'UTF8')`;
}

/** PostgreSQL ends a record with LF alone; RFC 4180 asks for CRLF. Line feeds within quotes belong to a text and stay. */
class CarriageReturns extends Transform {
  private quoted = false;

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, data: Buffer) => void): void {
    const pieces: Buffer[] = [];
    let from = 0;
    for (let index = 0; index < chunk.length; index++) {
      if (chunk[index] === 0x22) this.quoted = !this.quoted;
      if (chunk[index] !== 0x0a || this.quoted) continue;
      pieces.push(chunk.subarray(from, index), CRLF);
      from = index + 1;
    }
    done(null, Buffer.concat([...pieces, chunk.subarray(from)]));
  }
}
const CRLF = Buffer.from('\r\n');

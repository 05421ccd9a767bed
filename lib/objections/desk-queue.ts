import { type SQL, sql } from 'drizzle-orm';
import {
  type GroundCategory,
  groundCategories,
  type ObjectionStatus,
  objectionStatuses,
} from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { recordId } from '#lib/command/inputs.ts';
import { type Instant, isInstant } from '#lib/deadlines/instant.ts';
import { undecided } from './objection.ts';

/** Which objections the desk looks at: those that need an answer, unless one status is asked for. */
export interface QueueFilter {
  status?: ObjectionStatus;
  changeId?: string;
  ground?: GroundCategory;
}

/** An objection as a line of the queue. */
export interface QueuedObjection {
  objectionId: string;
  reference: string;
  subscriber: string;
  /** The change that it objects to. */
  title: string;
  subprocessor: string;
  grounds: GroundCategory[];
  status: ObjectionStatus;
  late: boolean;
  receivedAt: Instant;
  /** Our own target; null: none. While `pausedAt` is set it stands still. */
  respondBy: Instant | null;
  pausedAt: Instant | null;
  dora: boolean;
}

export interface DeskQueue {
  now: Instant;
  /** How many need an answer, whatever the filter. */
  needAnswer: number;
  /** How many came late and rest as such. */
  late: number;
  rows: QueuedObjection[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
  /** What the filter offers: the changes with an objection that needs an answer. */
  changes: { id: string; title: string }[];
}

const PAGE = 30;

/** As an address holds the filter: what is no word of ours is left out. */
export function queueFilter(asked: { status?: string; change?: string; ground?: string }): QueueFilter {
  const status = objectionStatuses.find((word) => word === asked.status);
  const ground = groundCategories.find((word) => word === asked.ground);
  const changeId = recordId.safeParse(asked.change).data;
  return { ...(status && { status }), ...(ground && { ground }), ...(changeId && { changeId }) };
}

/**
 * The desk's queue, in one statement: what needs an answer, nearest target first and those without a target last; of any
 * other status the latest first.
 */
export async function deskQueue(
  { tx }: { tx: Transaction },
  filter: QueueFilter = {},
  cursor?: string,
): Promise<DeskQueue> {
  const { rows } = await tx.execute<Omit<DeskQueue, 'next'> & Record<string, unknown>>(
    queueQuery(filter, readPlace(cursor)),
  );
  const [row] = rows;
  if (!row) throw new Error('one row is always there');
  const shown = row.rows.slice(0, PAGE);
  const last = shown.at(-1);
  const next = row.rows.length > PAGE && last ? `${last.respondBy ?? NO_TARGET}_${last.objectionId}` : null;
  return { ...row, rows: shown, next };
}

interface Place {
  respondBy: Instant | null;
  id: string;
}

const NO_TARGET = 'none';

/** Undefined for what is no place in the queue: it is then read from its beginning. */
function readPlace(cursor: string | string[] | undefined): Place | undefined {
  const [until = '', id = ''] = typeof cursor === 'string' ? cursor.split('_') : [];
  if (!recordId.safeParse(id).success) return undefined;
  if (until === NO_TARGET) return { respondBy: null, id };
  return isInstant(until) ? { respondBy: until, id } : undefined;
}

/** Exported for the test that looks at its plan. */
export function queueQuery(filter: QueueFilter, after?: Place): SQL {
  return sql`
    select demur.iso(demur.now()) as now,
      (select count(*)::integer from demur.objection_progress g where g.status in ${words(undecided)}) as "needAnswer",
      (select count(*)::integer from demur.objection_progress g where g.status = 'late') as late,
      (select coalesce(jsonb_agg(row order by place), '[]') from (${pageQuery(filter, after)}) page) as rows,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title) order by c.published_at desc, c.id), '[]')
        from demur.changes c where c.id in (
          select n.change_id from demur.objection_progress g join demur.notices n on n.id = g.notice_id where g.status in ${words(undecided)}
        )) as changes`;
}

function pageQuery(filter: QueueFilter, after?: Place): SQL {
  return sql`
    select row_number() over (order by ${ofOpen(filter) ? sql`g.respond_by nulls last, g.id` : sql`g.id desc`}) as place,
      jsonb_build_object('objectionId', o.id, 'reference', o.reference, 'subscriber', s.name, 'title', c.title,
        'subprocessor', sp.legal_name, 'grounds', to_jsonb(o.ground_categories), 'status', g.status, 'late', o.late,
        'receivedAt', demur.iso(o.received_at), 'respondBy', demur.iso(g.respond_by), 'pausedAt', demur.iso(g.paused_at), 'dora', n.dora) as row
    from (${ofOpen(filter) ? openPage(filter, after) : otherPage(filter, after)}) g
    join demur.objections o on o.id = g.id
    join demur.subscribers s on s.id = o.subscriber_id
    join demur.notices n on n.id = o.notice_id
    join demur.changes c on c.id = n.change_id
    join demur.subprocessors sp on sp.id = c.subprocessor_id`;
}

const ofOpen = ({ status }: QueueFilter) => status === undefined || undecided.includes(status);

/** Those with a target, then those without one: each part is a range of the same index, which has no order over both. */
function openPage(filter: QueueFilter, after?: Place): SQL {
  const statuses = words(filter.status ? [filter.status] : undecided);
  const withTarget =
    after === undefined
      ? sql`g.respond_by is not null`
      : after.respondBy === null
        ? sql`false`
        : sql`(g.respond_by, g.id) > (${after.respondBy}::timestamptz, ${after.id}::uuid)`;
  const without =
    after?.respondBy === null ? sql`g.respond_by is null and g.id > ${after.id}::uuid` : sql`g.respond_by is null`;
  return sql`
    select * from (
      (select g.* from demur.objection_progress g where g.status in ${statuses} and ${withTarget} and ${matching(filter)}
        order by g.respond_by, g.id limit ${PAGE + 1})
      union all
      (select g.* from demur.objection_progress g where g.status in ${statuses} and ${without} and ${matching(filter)}
        order by g.id limit ${PAGE + 1})
    ) both_parts order by respond_by nulls last, id limit ${PAGE + 1}`;
}

function otherPage(filter: QueueFilter, after?: Place): SQL {
  return sql`
    select g.* from demur.objection_progress g
    where g.status in ${words(filter.status ? [filter.status] : [])} and ${after ? sql`g.id < ${after.id}::uuid` : sql`true`} and ${matching(filter)}
    order by g.id desc limit ${PAGE + 1}`;
}

function matching({ changeId, ground }: QueueFilter): SQL {
  return sql`${changeId ? sql`exists (select from demur.notices n where n.id = g.notice_id and n.change_id = ${changeId}::uuid)` : sql`true`}
    and ${ground ? sql`exists (select from demur.objections o where o.id = g.id and ${ground} = any (o.ground_categories))` : sql`true`}`;
}

/** Stored words as they stand in the condition of the queue's index, which a parameter would hide from the planner. */
const words = (statuses: readonly ObjectionStatus[]): SQL => sql.raw(`('${statuses.join("', '")}')`);

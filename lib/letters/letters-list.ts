import { type SQL, sql } from 'drizzle-orm';
import { circularKinds, type LetterKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { PAGE, pageOf, readCursor } from '#lib/command/cursor.ts';
import { beginnings } from '#lib/command/word-search.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { parseReference } from '#lib/notices/reference.ts';
import type { Delivery, LetterHead } from './letter.ts';
import { deliveryJson, headJson, queuedJson } from './letter-json.ts';

/** The lists that there are: of letters, or of deliveries where each of them is a matter of its own. */
export const letterLists = [
  'all',
  'to_write',
  'to_send',
  'sent',
  'bounced',
  'not_written',
  'not_sent',
  'lapsed',
] as const;
export type LetterList = (typeof letterLists)[number];

export interface LetterFilters {
  kind?: LetterKind;
  /** Beginnings of the words of a subscriber's name. */
  subscriber?: string;
  changeId?: string;
  /** A notice's or an objection's. */
  reference?: string;
}

/** A letter as a line of the desk's lists, with its deliveries, or with the one that the list is about. */
export interface ListedLetter extends LetterHead {
  noticeId: string | null;
  reference: string | null;
  change: { id: string; title: string } | null;
  subscriber: { slug: string; name: string } | null;
  toFollower: boolean;
  deliveries: Delivery[];
}

export interface LettersPage {
  rows: ListedLetter[];
  next: string | null;
}

type Row = { row: ListedLetter; at: Instant; id: string };

/**
 * One list of letters, the latest first, in one statement. Each begins at an index of its own; once the letters are
 * narrowed to a case, a change or some subscribers, it begins at those.
 * @param cursor the page before's `next`
 */
export async function lettersPage(
  { tx }: { tx: Transaction },
  list: LetterList,
  filters: LetterFilters,
  cursor?: string,
): Promise<LettersPage> {
  const { rows } = await tx.execute<Row>(lettersQuery(list, filters, cursor));
  const page = pageOf(rows, rows[0]?.at ?? NEVER, ({ at, id }) => ({ at, id }));
  return { rows: page.rows.map(({ row }) => row), next: page.next };
}

const NEVER = '1970-01-01T00:00:00.000000Z' as Instant;

/** Where a list begins, what it holds, and in which order. */
interface Source {
  from: SQL;
  letter: SQL;
  /** Null where a line is a letter with all its deliveries. */
  delivery: SQL | null;
  at: SQL;
  holds: SQL;
}

const ofLetters = (letters: SQL, at: SQL, holds: SQL): Source => ({
  from: sql`${letters} l`,
  letter: sql`l.id`,
  delivery: null,
  at,
  holds,
});

const ofDeliveries = (from: SQL, at: SQL, holds: SQL): Source => ({
  from,
  letter: sql`d.letter_id`,
  delivery: sql`d.id`,
  at,
  holds,
});

function sourceOf(list: LetterList, narrowed: boolean, ofKind: boolean): Source {
  const letters = narrowed ? sql`narrowed` : sql`demur.letters`;
  // where nothing is asked of the letter, its id is enough, and that the delivery has
  const ofThose = narrowed || ofKind ? sql`join ${letters} l on l.id = d.letter_id` : sql``;
  const standing = sql`d.handed_at is not null and d.bounced_at is null`;
  switch (list) {
    case 'all':
      return ofLetters(letters, sql`l.obliged_at`, sql`true`);
    case 'to_write':
      return ofLetters(
        letters,
        sql`l.obliged_at`,
        sql`l.composed_at is null and l.lapsed_at is null and l.failed_at is null`,
      );
    case 'not_written':
      return ofLetters(letters, sql`l.failed_at`, sql`l.failed_at is not null`);
    case 'lapsed':
      return ofLetters(letters, sql`l.lapsed_at`, sql`l.lapsed_at is not null`);
    case 'to_send':
      // a delivery's id rises with time, so the queue is in order by its key
      return ofDeliveries(
        sql`(select q.id as place from demur.delivery_queue q) q join demur.deliveries d on d.id = q.place ${ofThose}`,
        sql`d.created_at`,
        sql`true`,
      );
    case 'sent':
      if (narrowed)
        return ofDeliveries(
          sql`narrowed l cross join lateral (select * from demur.deliveries d where d.letter_id = l.id offset 0) d`,
          sql`d.handed_at`,
          standing,
        );
      // of one kind: by the letters of that kind, since most deliveries are of another
      return ofKind
        ? ofLetters(
            letters,
            sql`l.obliged_at`,
            sql`exists (select from demur.deliveries d where d.letter_id = l.id and ${standing})`,
          )
        : ofDeliveries(sql`demur.deliveries d`, sql`d.handed_at`, standing);
    case 'bounced':
      return ofDeliveries(sql`demur.deliveries d ${ofThose}`, sql`d.bounced_at`, sql`d.bounced_at is not null`);
    case 'not_sent':
      return ofDeliveries(sql`demur.deliveries d ${ofThose}`, sql`d.failed_at`, sql`d.failed_at is not null`);
  }
}

/** Exported for the test that looks at its plan. */
export function lettersQuery(list: LetterList, filters: LetterFilters, cursor?: string): SQL {
  const narrowed = narrowing(filters);
  const page = pageQuery(list, filters, narrowed !== undefined, cursor);
  const order = list === 'to_send' ? sql`page.place desc` : sql`page.at desc, page.place desc`;
  return sql`
    with ${narrowed ? sql`narrowed as materialized (${narrowed}), ` : sql``}page as materialized (${page})
    select demur.iso(page.at) as at, page.place as id, jsonb_build_object(${headJson}, 'noticeId', l.notice_id, 'reference', n.reference,
      'change', case when c.id is not null then jsonb_build_object('id', c.id, 'title', c.title) end,
      'subscriber', case when s.id is not null then jsonb_build_object('slug', s.slug, 'name', s.name) end,
      'toFollower', l.follower_id is not null,
      'deliveries', (select coalesce(jsonb_agg(jsonb_build_object(${deliveryJson}, 'queued', ${queuedJson}) order by d.id), '[]')
        from demur.deliveries d where d.letter_id = l.id and (page.delivery is null or d.id = page.delivery))) as row
    from page join demur.letters l on l.id = page.letter
    left join demur.notices n on n.id = l.notice_id
    left join demur.changes c on c.id = coalesce(n.change_id, (l.about ->> 'changes')::uuid)
    left join demur.subscribers s on s.id = l.subscriber_id
    order by ${order}`;
}

/** The ids of one page, and nothing beside them: what else is shown is looked up for twenty lines and no more. */
function pageQuery(list: LetterList, { kind }: LetterFilters, narrowed: boolean, cursor: string | undefined): SQL {
  const source = sourceOf(list, narrowed, kind !== undefined);
  const { at, letter, delivery, holds } = source;
  const after = readCursor(cursor);
  const queue = list === 'to_send';
  const place = queue ? sql`q.place` : (delivery ?? letter);
  const before = queue
    ? sql`q.place < ${after?.id}::uuid`
    : sql`(${at}, ${place}) < (${after?.at}::timestamptz, ${after?.id}::uuid)`;
  const order = queue ? sql`q.place desc` : sql`${at} desc, ${place} desc`;
  const conditions = [holds];
  if (after) conditions.push(before);
  if (kind && !narrowed) conditions.push(sql`l.kind = ${kind}`);
  const part = (more: SQL) => sql`
    select ${letter} as letter, ${delivery ?? sql`null::uuid`} as delivery, ${at} as at, ${place} as place from ${source.from}
    where ${sql.join([...conditions, more], sql` and `)} order by ${order} limit ${PAGE + 1}`;
  if (list !== 'to_write' || narrowed) return part(sql`true`);
  // the index of what is to be written has the letters to one before those to many: the latest of either, then of both
  return sql`select * from ((${part(circular)}) union all (${part(sql`not ${circular}`)})) either order by at desc, place desc limit ${PAGE + 1}`;
}

/** As the index has it, word for word. */
const circular = sql.raw(`(l.kind in (${circularKinds.map((kind) => `'${kind}'`).join(', ')}))`);

/** The letters of a case, of a change, or to some subscribers; undefined: all. */
function narrowing({ kind, subscriber, changeId, reference }: LetterFilters): SQL | undefined {
  const conditions: SQL[] = [];
  const words = beginnings(subscriber);
  if (words)
    conditions.push(
      sql`l.subscriber_id in (select s.id from demur.subscribers s where to_tsvector('simple', s.name) @@ ${words}::tsquery)`,
    );
  if (changeId) conditions.push(sql`l.notice_id in (select n.id from demur.notices n where n.change_id = ${changeId})`);
  const found = reference === undefined ? undefined : parseReference(reference);
  if (found)
    conditions.push(
      found.prefix === 'DEM'
        ? sql`l.notice_id = (select n.id from demur.notices n where n.reference = ${found.text})`
        : sql`l.notice_id = (select o.notice_id from demur.objections o where o.reference = ${found.text})`,
    );
  if (conditions.length === 0) return undefined;
  if (kind) conditions.push(sql`l.kind = ${kind}`);
  return sql`select l.id, l.kind, l.obliged_at, l.composed_at, l.lapsed_at, l.failed_at from demur.letters l where ${sql.join(conditions, sql` and `)}`;
}

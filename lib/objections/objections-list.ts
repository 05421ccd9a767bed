import { type SQL, sql } from 'drizzle-orm';
import type { ObjectionStatus, ResolutionOption } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { type Cursor, PAGE, pageOf, readCursor } from '#lib/command/cursor.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** An objection as a line of its subscriber's list. */
export interface ListedObjection {
  objectionId: string;
  reference: string;
  noticeId: string;
  noticeReference: string;
  title: string;
  subprocessor: string;
  status: ObjectionStatus;
  late: boolean;
  receivedAt: Instant;
  respondBy: Instant | null;
  pausedAt: Instant | null;
  /** Until when a proposal waits for an answer; null for none. */
  answerBy: Instant | null;
  /** The decision that stands, and how many of its actions are still to be done. */
  decision: { option: ResolutionOption; outstanding: number } | null;
}

export interface ObjectionsList {
  asOf: Instant;
  rows: ListedObjection[];
  next: string | null;
}

/** A subscriber's own objections, the latest first, in one statement. */
export async function objectionsList(
  { tx, actor }: { tx: Transaction; actor: SubscriberActor },
  cursor?: string,
): Promise<ObjectionsList> {
  const after = readCursor(cursor);
  const { rows } = await tx.execute<{ row: ListedObjection | null; asOf: Instant }>(objectionsQuery(actor, after));
  const asOf = after?.asOf ?? rows[0]?.asOf;
  if (!asOf) throw new Error('one row is always there');
  const listed = rows.flatMap(({ row }) => row ?? []);
  return { asOf, ...pageOf(listed, asOf, ({ receivedAt: at, objectionId: id }) => ({ at, id })) };
}

/** Exported for the test that looks at its plan. */
export function objectionsQuery({ subscriberId }: SubscriberActor, after?: Cursor): SQL {
  return sql`
    select demur.iso(demur.now()) as "asOf", page.row
    from (select 1) one left join lateral (
      select jsonb_build_object('objectionId', o.id, 'reference', o.reference, 'noticeId', n.id, 'noticeReference', n.reference,
        'title', c.title, 'subprocessor', s.legal_name, 'status', g.status, 'late', o.late, 'receivedAt', demur.iso(o.received_at),
        'respondBy', demur.iso(g.respond_by), 'pausedAt', demur.iso(g.paused_at),
        'answerBy', (select demur.iso(p.answer_by) from demur.proposals p where p.objection_id = o.id and p.answer is null),
        'decision', (select jsonb_build_object('option', r.option, 'outstanding', (select count(*) from demur.corrective_actions a
            where a.resolution_id = r.id and not exists (select from demur.action_completions d where d.action_id = a.id)))
          from demur.resolutions r where r.objection_id = o.id
            and not exists (select from demur.resolutions l where l.objection_id = o.id and l.supersedes = r.id))) as row
      from (
        select * from demur.objections o where o.subscriber_id = ${subscriberId}
          and ${after ? sql`(o.received_at, o.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
        order by o.received_at desc, o.id desc limit ${PAGE + 1}
      ) o
      join demur.objection_progress g on g.id = o.id
      join demur.notices n on n.id = o.notice_id
      join demur.changes c on c.id = n.change_id
      join demur.subprocessors s on s.id = c.subprocessor_id
      order by o.received_at desc, o.id desc
    ) page on true`;
}

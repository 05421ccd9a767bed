import { type SQL, sql } from 'drizzle-orm';
import type { EventType } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { recordId } from '#lib/command/inputs.ts';
import type { DeadlineEntry } from './calendar.ts';

/** What moves a deadline, answers it or opens it again: each makes the next revision of its entry. */
export const revising = [
  'window.extended',
  'notice.accepted',
  'notice.acceptance_taken_back',
  'notice.superseded',
  'notice.change_withdrawn',
  'notice.not_concerned',
  'objection.filed',
  'objection.recorded',
  'objection.admitted',
  'objection.retracted',
  'objection.carried_over',
] as const satisfies readonly EventType[];

/** So many of the latest notices a feed holds: some years of them, in a file that a calendar takes at once. */
const MOST = 400;

type Reader = { tx: Transaction; actor: SubscriberActor };

/** What a calendar is made of: the entries, and on which days before a close they are brought to mind. */
export interface Deadlines {
  entries: DeadlineEntry[];
  reminderDays: number[];
}

/** The deadline of one notice. Undefined for a foreign one and for none alike. */
export async function deadlineOf(reader: Reader, noticeId: string): Promise<Deadlines | undefined> {
  if (!recordId.safeParse(noticeId).success) return undefined;
  const found = await deadlines(reader, sql`and n.id = ${noticeId}`);
  return found.entries.length > 0 ? found : undefined;
}

/** The deadlines of a subscriber's latest notices, the latest first. */
export function deadlinesOf(reader: Reader): Promise<Deadlines> {
  return deadlines(reader, sql`order by n.given_at desc, n.id desc limit ${MOST}`);
}

async function deadlines({ tx, actor }: Reader, which: SQL): Promise<Deadlines> {
  const types = sql.join(
    revising.map((type) => sql`${type}`),
    sql`, `,
  );
  const { rows } = await tx.execute<{ deadlines: Deadlines }>(sql`
    select jsonb_build_object('reminderDays', (select reminder_days from demur.vendor), 'entries', coalesce(jsonb_agg(jsonb_build_object(
      'noticeId', n.id, 'reference', n.reference, 'title', c.title, 'closesAt', demur.iso(n.closes_at), 'zone', w.working ->> 'zone',
      'answer', n.answer, 'revision', r.revision, 'revisedAt', demur.iso(coalesce(r.revised_at, n.given_at))) order by n.given_at desc, n.id desc), '[]')) as deadlines
    from (select * from demur.notices n where n.subscriber_id = ${actor.subscriberId} ${which}) n
    join demur.changes c on c.id = n.change_id
    join demur.windows w on w.id = n.window_id
    cross join lateral (select count(*)::integer as revision, max(e.at) as revised_at from demur.events e
      where e.case_id = n.id and e.type in (${types})) r`);
  return rows[0]?.deadlines ?? { entries: [], reminderDays: [] };
}

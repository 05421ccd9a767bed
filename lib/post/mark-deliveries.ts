import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { LetterKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Command, Decided, Moment } from '#lib/command/command.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { EventDraft, Fact } from '#lib/evidence/log.ts';
import { lockNoticesOf, type ProofChange, proofChanges, proofEvents, saveProof } from '#lib/notices/prove-notices.ts';
import { TRIED_FOR, waitAfter } from './trying.ts';

const input = z.object({
  results: z
    .array(
      z.object({
        deliveryId: z.uuid(),
        is: z.enum(['handed', 'refused', 'not_now', 'unreachable', 'withheld']),
        host: z.string().nullable(),
        code: z.int().nullable(),
        answer: z.string(),
      }),
    )
    .min(1)
    .max(1000),
});
type Result = z.infer<typeof input>['results'][number];

/** A delivery that has not ended, with what came of its latest try. */
interface Tried extends Result {
  letterId: string;
  kind: LetterKind;
  noticeId: string | null;
  subscriberId: string | null;
  followerId: string | null;
  tries: number;
  /** The time in which it is tried is over. */
  over: boolean;
}

interface Marks extends Decided {
  tried: Tried[];
  proof: ProofChange[];
}

/**
 * Puts down what came of tries: handed over, refused for good, given up after two days, or to be tried again. Each end is
 * on the record, but for letters to followers; and a notice counts as shown from here on, or no longer.
 */
export const markDeliveries: Command<
  z.infer<typeof input>,
  { tried: Tried[]; proof: ProofChange[] },
  Marks,
  { ended: number },
  Actor
> = {
  name: 'mark-deliveries',
  input,
  async lock(tx, { results }) {
    const ids = results.map(({ deliveryId }) => deliveryId);
    await lockNoticesOf(tx, ids);
    const { rows } = await tx.execute(sql`
      select from demur.deliveries d where d.id = any (${idArray(ids)}) order by d.id for no key update`);
    return rows.length > 0;
  },
  async load(tx, { results }, { now }) {
    const tried = await triedOf(tx, results, now);
    const idsThat = (is: Result['is']) => tried.filter((each) => each.is === is).map(({ deliveryId }) => deliveryId);
    return { tried, proof: await proofChanges(tx, { handed: idsThat('handed'), bounced: idsThat('refused') }, now) };
  },
  decide({ tried, proof }) {
    if (tried.length === 0) return { already: { ended: 0 } };
    const recorded = tried.filter((each) => each.followerId === null && endOf(each) !== undefined);
    return {
      tried,
      proof,
      events: [
        ...recorded.map((each) => ({
          type: EVENTS[endOf(each) ?? 'failed'],
          caseId: each.noticeId,
          subscriberId: each.subscriberId,
          facts: factsOf(each),
          rows: [{ table: 'deliveries', id: each.deliveryId }],
        })),
        ...eventsOfNotices(proof, tried),
      ],
    };
  },
  async save(tx, { tried, proof }, { now }) {
    await saveEnds(tx, tried, now);
    await saveTries(tx, tried, now);
    await saveProof(tx, proof);
  },
  result: ({ tried }) => ({ ended: tried.filter((each) => endOf(each) !== undefined).length }),
};

const EVENTS = { handed: 'letter.handed_over', refused: 'letter.bounced', failed: 'letter.failed' } as const;

/** How a delivery ended; undefined: it is tried again. */
function endOf({ is, over }: Tried): keyof typeof EVENTS | undefined {
  if (is === 'handed' || is === 'refused') return is;
  return over || is === 'withheld' ? 'failed' : undefined;
}

/** A mark is of few notices: their events go with the others', in one statement. */
function eventsOfNotices(proof: ProofChange[], tried: Tried[]): EventDraft[] {
  const whose = new Map(tried.map(({ noticeId, subscriberId }) => [noticeId, subscriberId]));
  return proofEvents(proof).flatMap(({ type, noticeIds, facts }) =>
    (Array.isArray(noticeIds) ? noticeIds : []).map((id) => ({
      type,
      caseId: id,
      subscriberId: whose.get(id) ?? null,
      facts,
      rows: [{ table: 'notices', id }],
    })),
  );
}

function factsOf({ letterId, deliveryId, kind, code, tries }: Tried): Record<string, Fact> {
  return { letterId, deliveryId, kind, code, tries };
}

/** Those of them that had not ended yet: one that two workers tried, after a lease ran out, ends once. */
async function triedOf(tx: Transaction, results: Result[], now: Moment['now']): Promise<Tried[]> {
  const { rows } = await tx.execute<Omit<Tried, keyof Result> & { deliveryId: string } & Record<string, unknown>>(sql`
    select d.id as "deliveryId", d.letter_id as "letterId", l.kind, l.notice_id as "noticeId", d.subscriber_id as "subscriberId",
      d.follower_id as "followerId", q.tries,
      coalesce(q.first_tried_at, q.next_try_at) + make_interval(hours => ${TRIED_FOR}) <= ${now} as over
    from demur.deliveries d join demur.letters l on l.id = d.letter_id join demur.delivery_queue q on q.id = d.id
    where d.id = any (${idArray(results.map(({ deliveryId }) => deliveryId))})
      and d.handed_at is null and d.bounced_at is null and d.failed_at is null
    order by d.id`);
  const said = new Map(results.map((result) => [result.deliveryId, result]));
  return rows.flatMap((row) => {
    const result = said.get(row.deliveryId);
    return result ? [{ ...row, ...result }] : [];
  });
}

async function saveEnds(tx: Transaction, tried: Tried[], now: Moment['now']): Promise<void> {
  const ended = tried.flatMap((each) => {
    const end = endOf(each);
    return end ? [{ id: each.deliveryId, end, host: each.host, code: each.code, answer: each.answer }] : [];
  });
  if (ended.length === 0) return;
  await tx.execute(sql`
    with ended as (select * from json_to_recordset(${JSON.stringify(ended)}) e (id uuid, "end" text, host text, code smallint, answer text)),
    gone as (delete from demur.delivery_queue q using ended e where q.id = e.id)
    update demur.deliveries d set
      handed_at = case when e."end" = 'handed' then ${now}::timestamptz end, relay_host = case when e."end" = 'handed' then e.host end,
      relay_code = case when e."end" = 'handed' then e.code end, relay_answer = case when e."end" = 'handed' then e.answer end,
      bounced_at = case when e."end" = 'refused' then ${now}::timestamptz end, bounce_host = case when e."end" = 'refused' then e.host end,
      bounce_code = case when e."end" = 'refused' then e.code end, bounce_answer = case when e."end" = 'refused' then e.answer end,
      failed_at = case when e."end" = 'failed' then ${now}::timestamptz end, failure = case when e."end" = 'failed' then concat_ws(' ', e.code, e.answer) end
    from ended e where d.id = e.id`);
}

/** What did not end a delivery is kept as a try, and the next one waits longer: a little more or less, so that many do not come back at once. */
async function saveTries(tx: Transaction, tried: Tried[], now: Moment['now']): Promise<void> {
  const again = tried
    .filter(({ is }) => is === 'not_now' || is === 'unreachable')
    .map((each) => ({
      id: each.deliveryId,
      subscriber: each.subscriberId,
      host: each.host,
      code: each.code,
      answer: each.answer,
      minutes: waitAfter(each.tries),
    }));
  if (again.length === 0) return;
  await tx.execute(sql`
    with tried as (select * from json_to_recordset(${JSON.stringify(again)}) e (id uuid, subscriber uuid, host text, code smallint, answer text, minutes integer)),
    kept as (
      insert into demur.delivery_tries (delivery_id, subscriber_id, tried_at, host, code, answer)
      select id, subscriber, ${now}, host, code, answer from tried
    )
    update demur.delivery_queue q set leased_until = null,
      next_try_at = ${now}::timestamptz + make_interval(secs => t.minutes * 60 * (0.8 + 0.4 * random())), first_tried_at = coalesce(q.first_tried_at, ${now})
    from tried t where q.id = t.id`);
}

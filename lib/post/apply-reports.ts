import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { LetterKind, ReportedGrade } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Command, Decided, Moment } from '#lib/command/command.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { lockNoticesOf, type ProofChange, proofChanges, proofEvents, saveProof } from '#lib/notices/prove-notices.ts';

/** What the vendor's mail system told of a delivery, where that is news. */
interface Report {
  id: string;
  deliveryId: string;
  letterId: string;
  kind: LetterKind;
  noticeId: string | null;
  subscriberId: string | null;
  followerId: string | null;
  grade: ReportedGrade;
  statedAt: Instant | null;
  host: string | null;
  code: number | null;
  detail: string | null;
  /** The delivery has that grade already, or was given up and never left. */
  known: boolean;
}

interface Applied extends Decided {
  reports: Report[];
  proof: ProofChange[];
}

const input = z.object({ atMost: z.int().min(1).max(500) });

/**
 * Turns reports of bounces and of acceptance by the recipient's server into grades, on the record. They count from when
 * they are recorded here: what a report states of its own instant stands among the event's facts.
 */
export const applyReports: Command<
  z.infer<typeof input>,
  { reports: Report[]; proof: ProofChange[] },
  Applied,
  { applied: number },
  Actor
> = {
  name: 'apply-reports',
  input,
  async lock(tx, { atMost }) {
    const { rows } = await tx.execute<{ id: string; deliveryId: string }>(sql`
      select id, delivery_id as "deliveryId" from demur.bounce_reports where applied_at is null order by reported_at, id limit ${atMost} for update skip locked`);
    const deliveryIds = rows.map(({ deliveryId }) => deliveryId);
    // before the deliveries, as those lock them who mark what came of a try
    await lockNoticesOf(tx, deliveryIds);
    await tx.execute(sql`
      select from demur.deliveries d where d.id = any (${idArray(deliveryIds)}) order by d.id for no key update`);
    await tx.execute(sql`select set_config('demur.locked', ${rows.map(({ id }) => id).join(',')}, true)`);
    return true;
  },
  async load(tx, _input, { now }) {
    const reports = await lockedReports(tx);
    const bounced = reports.flatMap((each) => (each.grade === 'bounced' && !each.known ? each.deliveryId : []));
    return { reports, proof: reports.length === 0 ? [] : await proofChanges(tx, { handed: [], bounced }, now) };
  },
  decide({ reports, proof }) {
    if (reports.length === 0) return { already: { applied: 0 } };
    return {
      reports,
      proof,
      noticeEvents: proofEvents(proof),
      events: reports
        .filter(({ followerId, known }) => followerId === null && !known)
        .map(({ grade, noticeId, subscriberId, letterId, deliveryId, kind, code, statedAt }) => ({
          type: grade === 'bounced' ? ('letter.bounced' as const) : ('letter.accepted' as const),
          caseId: noticeId,
          subscriberId,
          facts: { letterId, deliveryId, kind, code, statedAt },
          rows: [{ table: 'deliveries', id: deliveryId }],
        })),
    };
  },
  async save(tx, { reports, proof }, { now }) {
    await saveReports(tx, reports, now);
    await saveProof(tx, proof);
  },
  result: ({ reports }) => ({ applied: reports.length }),
};

async function lockedReports(tx: Transaction): Promise<Report[]> {
  const { rows } = await tx.execute<Report & Record<string, unknown>>(sql`
    select r.id, d.id as "deliveryId", d.letter_id as "letterId", l.kind, l.notice_id as "noticeId", d.subscriber_id as "subscriberId",
      d.follower_id as "followerId", r.grade, demur.iso(r.stated_at) as "statedAt", r.host, r.code, r.detail,
      d.failed_at is not null or case r.grade when 'bounced' then d.bounced_at else d.accepted_at end is not null as known
    from demur.bounce_reports r join demur.deliveries d on d.id = r.delivery_id join demur.letters l on l.id = d.letter_id
    where r.id = any (string_to_array(nullif(current_setting('demur.locked'), ''), ',')::uuid[]) order by r.reported_at, r.id`);
  return rows;
}

async function saveReports(tx: Transaction, reports: Report[], now: Moment['now']): Promise<void> {
  const news = reports.filter(({ known }) => !known);
  const rows = (of: ReportedGrade) =>
    JSON.stringify(
      news
        .filter(({ grade }) => grade === of)
        .map(({ deliveryId: id, host, code, detail }) => ({ id, host, code, detail })),
    );
  await tx.execute(sql`
    update demur.deliveries d set bounced_at = ${now}, bounce_host = r.host, bounce_code = r.code, bounce_answer = r.detail
    from json_to_recordset(${rows('bounced')}) r (id uuid, host text, code smallint, detail text) where d.id = r.id`);
  await tx.execute(sql`
    update demur.deliveries d set accepted_at = ${now}, accepted_host = r.host, accepted_code = r.code
    from json_to_recordset(${rows('accepted')}) r (id uuid, host text, code smallint, detail text) where d.id = r.id`);
  // what bounced before our relay's answer was marked is not sent again
  await tx.execute(sql`
    delete from demur.delivery_queue where id = any (${idArray(news.flatMap(({ grade, deliveryId }) => (grade === 'bounced' ? deliveryId : [])))})`);
  await tx.execute(sql`
    update demur.bounce_reports set applied_at = ${now} where id = any (${idArray(reports.map(({ id }) => id))})`);
}

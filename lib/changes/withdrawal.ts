import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { changes } from '#db/schema/changes.ts';
import { objectionProgress } from '#db/schema/objections.ts';
import { proposals } from '#db/schema/resolutions.ts';
import type { ChangeKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Decided } from '#lib/command/command.ts';
import { idArray } from '#lib/command/id-array.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import { obligeForNotices } from '#lib/letters/oblige-notices.ts';

/** An objection that a withdrawal ends, with the proposals that lapse with it. */
interface Active {
  objectionId: string;
  noticeId: string;
  subscriberId: string;
  proposalIds: string[];
}

/** A change as its withdrawal sees it, under `demur.lock_change`. */
export interface Withdrawable {
  changeId: string;
  kind: ChangeKind;
  plannedStartOn: CivilDate;
  plannedStartAt: Instant;
  withdrawnAt: Instant | null;
  supersededAt: Instant | null;
  /** Its terms are in use for somebody: since the start, or because somebody asked for an early one. */
  inForce: boolean;
  active: Active[];
}

/** What a withdrawal writes. */
export interface Withdrawal extends Decided {
  changeId: string;
  reason: string;
  ended: Active[];
  /** A case that goes on: the one that a decision to cease for everyone has just resolved. */
  except: string | null;
}

/** Locks the change, then all its notices, so that who files meanwhile is told. False: there is no such change. */
export async function lockChange(tx: Transaction, changeId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ there: boolean }>(sql`select demur.lock_change(${changeId}) as there`);
  return rows[0]?.there ?? false;
}

export async function withdrawable(tx: Transaction, changeId: string): Promise<Withdrawable | undefined> {
  const { rows } = await tx.execute<Withdrawable & Record<string, unknown>>(sql`
    select c.id as "changeId", c.kind, c.planned_start_on as "plannedStartOn", demur.iso(c.planned_start_at) as "plannedStartAt",
      demur.iso(c.withdrawn_at) as "withdrawnAt", demur.iso(c.superseded_at) as "supersededAt",
      demur.change_in_force(c.id, (select demur.now())) as "inForce",
      (select coalesce(jsonb_agg(jsonb_build_object('objectionId', o.id, 'noticeId', o.notice_id, 'subscriberId', o.subscriber_id,
          'proposalIds', (select coalesce(jsonb_agg(p.id order by p.id), '[]') from demur.proposals p where p.objection_id = o.id and p.answer is null))
          order by o.id), '[]')
        from demur.notices n join demur.objection_progress o on o.notice_id = n.id
        where n.change_id = c.id and o.status in ('filed', 'under_review', 'information_requested', 'awaiting_subscriber')) as active
    from demur.changes c where c.id = ${changeId}`);
  return rows[0];
}

/** Only a change that is in force for nobody can be withdrawn, whether or not its planned start has passed. */
export function refuseWithdrawal(change: Withdrawable, now: Instant): Refusal | undefined {
  if (change.withdrawnAt) return refuse('change_withdrawn', 'This change is withdrawn already.');
  if (change.supersededAt)
    return refuse('change_superseded', 'A corrected change has taken the place of this one. Withdraw that one.');
  if (!change.inForce) return undefined;
  if (change.kind === 'removal')
    return refuse(
      'removal_needed',
      `This removal started on ${dayInWords(change.plannedStartOn)}, so it is carried out. Publish an addition to have the sub-processor back.`,
    );
  const why =
    now >= change.plannedStartAt
      ? `This change started on ${dayInWords(change.plannedStartOn)} and is in force for at least one subscriber`
      : 'A subscriber asked for an early start, so the change is in force for it';
  return refuse('removal_needed', `${why}. It can’t be withdrawn any more. Publish a removal instead.`);
}

/**
 * The withdrawal of a change: open cases end as `change_withdrawn`, undecided objections end, proposals lapse. Cases
 * that were decided or accepted keep their outcome; all are told.
 */
export function withdrawal(
  change: Withdrawable,
  reason: string,
  now: Instant,
  except: string | null = null,
): Withdrawal {
  const { changeId } = change;
  const ended = change.active.filter(({ noticeId }) => noticeId !== except);
  return {
    ...{ changeId, reason, ended, except },
    noticeEvents: [{ type: 'notice.change_withdrawn', noticeIds: endedBy(changeId, now), facts: { changeId } }],
    events: [
      ...ended.map(({ objectionId, noticeId, subscriberId, proposalIds }) => ({
        type: 'objection.ended' as const,
        caseId: noticeId,
        subscriberId,
        facts: { objectionId, because: 'change_withdrawn' },
        rows: [
          { table: 'objection_progress', id: objectionId },
          ...proposalIds.map((id) => ({ table: 'proposals', id })),
        ],
      })),
      {
        type: 'change.withdrawn',
        caseId: null,
        subscriberId: null,
        facts: { changeId, objectionsEnded: ended.length },
        rows: [{ table: 'changes', id: changeId }],
      },
    ],
  };
}

export async function saveWithdrawal(tx: Transaction, decided: Withdrawal, by: string, now: Instant): Promise<void> {
  const { changeId, reason, ended, except } = decided;
  const objectionIds = ended.map(({ objectionId }) => objectionId);
  await tx
    .update(changes)
    .set({ withdrawnAt: now, withdrawnBy: by, withdrawalReason: reason })
    .where(eq(changes.id, changeId));
  await tx.execute(sql`
    update demur.notices n set answer = 'change_withdrawn', answered_at = ${now}
    where n.change_id = ${changeId} and n.id is distinct from ${except}
      and ((n.answer is null and n.closes_at > ${now}) or n.id = any(${idArray(ended.map(({ noticeId }) => noticeId))}))`);
  if (objectionIds.length > 0) {
    await tx.update(objectionProgress).set({ status: 'ended' }).where(inArray(objectionProgress.id, objectionIds));
    await tx
      .update(proposals)
      .set({ answer: 'lapsed', answeredAt: now })
      .where(and(inArray(proposals.objectionId, objectionIds), isNull(proposals.answer)));
  }
  await obligeForNotices(tx, 'change_withdrawn', toldBy(changeId, except), now);
}

const endedBy = (changeId: string, at: Instant): SQL =>
  sql`select id from demur.notices where change_id = ${changeId} and answer = 'change_withdrawn' and answered_at = ${at}`;

/** Everyone whom the change still concerned. The case that a decision resolved hears of it by that decision. */
const toldBy = (changeId: string, except: string | null): SQL =>
  sql`select id from demur.notices where change_id = ${changeId} and id is distinct from ${except}
    and (answer is null or answer not in ('superseded', 'not_concerned'))`;

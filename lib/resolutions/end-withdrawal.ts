import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '#db/transaction.ts';
import { type Opening, transaction } from '#db/transaction.ts';
import { type VendorPlace, vendorPlace } from '#lib/changes/closes.ts';
import { type Command, type Decided, run } from '#lib/command/command.ts';
import { recordId } from '#lib/command/inputs.ts';
import { refuse } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import {
  type CatchUp,
  catchUp,
  eventsOf,
  giveNotices,
  lettersOf,
  type NoticedProfile,
  type PendingChange,
  rowsOf,
} from '#lib/notices/catch-up.ts';
import { changeAgainJson, concernsStill, dpaInForceJson } from '#lib/notices/notice-again.ts';
import { lockResolution } from './queries.ts';

/** A temporary withdrawal with what its end depends on. */
interface Withdrawal {
  resolutionId: string;
  objectionId: string;
  noticeId: string;
  subscriberId: string;
  /** The change as it concerned the subscriber before. */
  change: PendingChange;
  /** The first instant after its last day; null: it is permanent, or no withdrawal at all. */
  endsAt: Instant | null;
  /** A later decision, a withdrawn or superseded change, or a service no longer used has made it moot. */
  moot: boolean;
  /** The change has been notified again since. */
  notified: boolean;
  dpa: { reference: string; profile: NoticedProfile } | null;
  place: VendorPlace;
}

interface Ended extends Decided {
  given: CatchUp;
}

/**
 * The last day of a temporary withdrawal is over: the service is back, and the change is put to the subscriber again by
 * a fresh notice with a full window. Until that has run, the new terms are on hold.
 */
export const endWithdrawal: Command<{ resolutionId: string }, Withdrawal, Ended, { noticeIds: string[] }> = {
  name: 'end-withdrawal',
  input: z.object({ resolutionId: recordId }),
  lock: (tx, { resolutionId }) => lockResolution(tx, resolutionId),
  load: (tx, { resolutionId }) => withdrawalUnderLock(tx, resolutionId),
  decide(withdrawal, _input, { now }) {
    const { endsAt, moot, notified, dpa, place, change, subscriberId, noticeId, objectionId, resolutionId } =
      withdrawal;
    if (endsAt === null || moot) return refuse('wrong_status', 'There is no temporary withdrawal here that could end.');
    if (now < endsAt) return refuse('window_open', 'The withdrawal is not over.', { facts: { endsAt } });
    if (notified) return refuse('already_done', 'The change has been notified again already.');
    if (!dpa) return refuse('no_executed_dpa', 'The subscriber has no executed DPA, so no notice can be given.');
    const given = catchUp(
      [change],
      { subscriberId, profile: dpa.profile, dpaReference: dpa.reference, occasion: 'fresh' },
      place,
      now,
    );
    return {
      given,
      noticeEvents: eventsOf(given),
      events: [
        {
          type: 'withdrawal.ended',
          caseId: noticeId,
          subscriberId,
          facts: { objection: objectionId, resolution: resolutionId, endsAt },
          rows: rowsOf(given),
        },
      ],
    };
  },
  save: (tx, { given }, { now }) => giveNotices(tx, given, now),
  letters: ({ given }) => lettersOf(given),
  result: ({ given }) => ({ noticeIds: given.notices.map(({ id }) => id) }),
};

/** The first instant after a withdrawal's last day, as `demur.noticed_terms` has it. */
const endOf = sql`demur.withdrawal_ends(r.until_day, w.working)`;

/** Its turn has come before; a fresh notice that was resolved by a withdrawal too has a turn of its own. */
const notifiedSince = sql`exists (select from demur.notices l where l.change_id = n.change_id and l.subscriber_id = n.subscriber_id
  and (l.given_at, l.id) > (n.given_at, n.id))`;

const isMoot = sql`(c.withdrawn_at is not null or c.superseded_at is not null
  or exists (select from demur.resolutions l where l.objection_id = r.objection_id and l.supersedes = r.id)
  or not ${concernsStill})`;

const from = sql`
  from demur.resolutions r
  join demur.objection_progress g on g.id = r.objection_id
  join demur.notices n on n.id = g.notice_id
  join demur.changes c on c.id = n.change_id
  join demur.windows w on w.id = n.window_id`;

async function withdrawalUnderLock(tx: Transaction, resolutionId: string): Promise<Withdrawal | undefined> {
  const place = await vendorPlace(tx);
  const { rows } = await tx.execute<Omit<Withdrawal, 'place'> & Record<string, unknown>>(sql`
    select r.id as "resolutionId", r.objection_id as "objectionId", n.id as "noticeId", n.subscriber_id as "subscriberId",
      ${changeAgainJson} as change,
      demur.iso(${endOf}) as "endsAt", ${isMoot} as moot, ${notifiedSince} as notified,
      ${dpaInForceJson} as dpa
    ${from} where r.id = ${resolutionId}`);
  const [row] = rows;
  return row && place && { ...row, place };
}

/** As many as one sweep takes, each in a transaction of its own. */
const BATCH = 100;

/**
 * Ends the temporary withdrawals whose last day is over and gives their fresh notices. Two workers at once do no harm:
 * each is decided under the lock of its case.
 *
 * @returns how many ended now; at the limit of 100, more may be due
 */
export async function endDueWithdrawals(opening: Opening): Promise<number> {
  const due = await transaction(opening, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select r.id ${from}
      where r.until_day < (select demur.now())::date + 1 and ${endOf} <= (select demur.now()) and not ${notifiedSince} and not ${isMoot}
        and exists (select from demur.dpa_records d where d.subscriber_id = n.subscriber_id and d.ended_at is null)
      order by r.until_day limit ${BATCH}`);
    return rows;
  });
  let ended = 0;
  for (const { id } of due) if ((await run(endWithdrawal, opening, { resolutionId: id })).ok) ended += 1;
  return ended;
}

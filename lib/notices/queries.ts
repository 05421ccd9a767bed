import { eq, sql } from 'drizzle-orm';
import { changes, notices, windows } from '#db/schema/changes.ts';
import { dpaProfiles } from '#db/schema/parties.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Notice } from './notice.ts';

/** Locks a case for a command: the change shared, then the notice. False for a foreign id and for none alike. */
export async function lockNotice(tx: Transaction, noticeId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ there: boolean }>(sql`select demur.lock_notice(${noticeId}) as there`);
  return rows[0]?.there ?? false;
}

/** The notice as its law sees it, under the caller's own policies. */
export async function noticeUnderLock(tx: Transaction, noticeId: string): Promise<Notice | undefined> {
  const [row] = await tx
    .select({
      id: notices.id,
      subscriberId: notices.subscriberId,
      changeId: notices.changeId,
      windowId: notices.windowId,
      plannedStartAt: changes.plannedStartAt,
      closesAt: notices.closesAt,
      answer: notices.answer,
      shownAt: notices.shownAt,
      unprovenSince: notices.unprovenSince,
      earlyStartAt: notices.earlyStartAt,
      authorisation: dpaProfiles.authorisation,
      noticeRequired: dpaProfiles.noticeRequired,
      changeWithdrawnAt: changes.withdrawnAt,
      urgent: notices.urgent,
    })
    .from(notices)
    .innerJoin(changes, eq(changes.id, notices.changeId))
    .innerJoin(windows, eq(windows.id, notices.windowId))
    .innerJoin(dpaProfiles, eq(dpaProfiles.id, windows.profileId))
    .where(eq(notices.id, noticeId));
  return row;
}

import { and, eq, sql } from 'drizzle-orm';
import { changes, notices } from '#db/schema/changes.ts';
import { subprocessors } from '#db/schema/register.ts';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { recordId } from '#lib/command/inputs.ts';
import { type CivilDate, type Instant, parseInstant } from '#lib/deadlines/instant.ts';

/** As much of a notice as a page about one thing to do with it says: what it is about, and until when. */
export interface NoticeHead {
  now: Instant;
  title: string;
  subprocessor: string;
  closesAt: Instant;
  plannedStartOn: CivilDate;
}

/** In one statement. Undefined for a foreign notice and for none alike. */
export async function noticeHead(
  { tx, actor }: { tx: Transaction; actor: SubscriberActor },
  noticeId: string,
): Promise<NoticeHead | undefined> {
  if (!recordId.safeParse(noticeId).success) return undefined;
  const [row] = await tx
    .select({
      now: sql<string>`demur.iso(demur.now())`,
      title: changes.title,
      subprocessor: subprocessors.legalName,
      closesAt: notices.closesAt,
      plannedStartOn: sql<CivilDate>`${changes.plannedStartOn}`,
    })
    .from(notices)
    .innerJoin(changes, eq(changes.id, notices.changeId))
    .innerJoin(subprocessors, eq(subprocessors.id, changes.subprocessorId))
    .where(and(eq(notices.id, noticeId), eq(notices.subscriberId, actor.subscriberId)));
  return row && { ...row, now: parseInstant(row.now) };
}

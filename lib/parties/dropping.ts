import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { notices } from '#db/schema/changes.ts';
import { servicesInUse } from '#db/schema/parties.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { lockAudience } from '#lib/register/publication.ts';

/** A use that ends, and what ends with it. */
export interface Dropping {
  useId: string;
  /** Unanswered notices that concerned the subscriber through this service and no other that it uses. */
  unconcerned: string[];
}

interface Use {
  subscriberId: string;
  serviceId: string;
}

/** In the house's order: each case's change and notice, then the rows of the command. */
export async function lockDropping(tx: Transaction, { subscriberId, serviceId }: Use): Promise<void> {
  await lockAudience(tx, subscriberId);
  const cases = await tx
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(
        eq(notices.subscriberId, subscriberId),
        isNull(notices.answer),
        sql`${serviceId} = any(${notices.serviceIds})`,
      ),
    )
    .orderBy(notices.changeId, notices.id);
  for (const { id } of cases) await tx.execute(sql`select demur.lock_notice(${id})`);
}

/** Undefined: the subscriber does not use this service. */
export async function droppingUnderLock(
  tx: Transaction,
  { subscriberId, serviceId }: Use,
  now: Instant,
): Promise<Dropping | undefined> {
  const [use] = await tx
    .select({ id: servicesInUse.id })
    .from(servicesInUse)
    .where(
      and(
        eq(servicesInUse.subscriberId, subscriberId),
        eq(servicesInUse.serviceId, serviceId),
        isNull(servicesInUse.droppedAt),
      ),
    );
  if (!use) return undefined;
  const unconcerned = await tx
    .select({ id: notices.id })
    .from(notices)
    .where(unconcernedBy({ subscriberId, serviceId }, now))
    .orderBy(notices.id);
  return { useId: use.id, unconcerned: unconcerned.map(({ id }) => id) };
}

/** Of the table of notices: those open that no other service in use makes apply. */
export const unconcernedBy = ({ subscriberId, serviceId }: Use, now: Instant) =>
  sql`${notices.subscriberId} = ${subscriberId} and ${notices.answer} is null and ${notices.closesAt} > ${now}
    and ${serviceId} = any(${notices.serviceIds})
    and not exists (select from demur.services_in_use u where u.subscriber_id = ${subscriberId} and u.dropped_at is null
      and u.service_id <> ${serviceId} and u.service_id = any(${notices.serviceIds}))
    and not exists (select from demur.services s where s.core and s.id = any(${notices.serviceIds}))`;

/** @param by who drops it; null: a script */
export async function saveDropping(
  tx: Transaction,
  { useId, unconcerned }: Dropping,
  by: string | null,
  now: Instant,
): Promise<void> {
  // first: that it is dropped is what lets a subscriber's role end its notices
  await tx.update(servicesInUse).set({ droppedAt: now, droppedBy: by }).where(eq(servicesInUse.id, useId));
  if (unconcerned.length > 0)
    await tx.update(notices).set({ answer: 'not_concerned', answeredAt: now }).where(inArray(notices.id, unconcerned));
}

import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { idArray } from '#lib/command/id-array.ts';
import { pendingChanges } from '#lib/notices/catch-up.ts';
import { type ChangeShown, changeShownJoins, changeShownJson } from '#lib/notices/change-shown.ts';
import { type Standing, standingOf } from './behind.ts';

/** A service that a subscriber may take up, with everything that its signatory authorises or answers by doing so. */
export interface TakeUpPage extends Omit<Standing, 'names'> {
  /** Published changes behind it that have not started and gave no notice yet. */
  toCome: ChangeShown[];
}

/** In three statements at most. Undefined: there is no such service. */
export async function takeUpPage(
  { tx, actor }: { tx: Transaction; actor: SubscriberActor },
  named: { slug: string } | { serviceId: string },
): Promise<TakeUpPage | undefined> {
  const { subscriberId } = actor;
  const standing = await standingOf(tx, subscriberId, named);
  if (!standing) return undefined;
  const { names: _none, ...shown } = standing;
  const { serviceId, now } = shown;
  if (!shown.hasDpa || shown.core || shown.used) return { ...shown, toCome: [] };
  const taking = { serviceId, dora: false };
  const pending = await pendingChanges(tx, subscriberId, { now, startsAfter: now, taking, readOnly: true });
  if (pending.length === 0) return { ...shown, toCome: [] };
  const { rows } = await tx.execute<{ change: ChangeShown }>(sql`
    select ${changeShownJson} as change from demur.changes c ${changeShownJoins}
    where c.id = any(${idArray(pending.map(({ changeId }) => changeId))}) order by c.planned_start_at, c.id`);
  return { ...shown, toCome: rows.map(({ change }) => change) };
}

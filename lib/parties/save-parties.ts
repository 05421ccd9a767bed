import { inArray, sql } from 'drizzle-orm';
import { dpaRecords, memberships, servicesInUse, subscribers, users } from '#db/schema/parties.ts';
import type { Transaction } from '#db/transaction.ts';
import { userOf } from '#lib/access/actor.ts';
import type { Moment } from '#lib/command/command.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { PlannedSubscriber } from './party-plan.ts';

/** So many rows go to the database in one statement: it takes 65,535 parameters, and each statement has its time limit. */
const TOGETHER = 4000;

async function inPieces<Row>(rows: readonly Row[], write: (piece: Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += TOGETHER) await write(rows.slice(from, from + TOGETHER));
}

/**
 * Writes what a list makes of subscribers, table by table.
 * @param ownTermsId the profile of a DPA that names none
 */
export async function saveParties(
  tx: Transaction,
  plan: readonly PlannedSubscriber[],
  ownTermsId: string | null,
  { now, actor }: Moment,
): Promise<void> {
  const by = userOf(actor);
  const own = <Row>(rowsOf: (one: PlannedSubscriber) => readonly Row[]) => plan.flatMap((one) => rowsOf(one));

  await inPieces(
    plan.filter(({ state }) => state === 'new'),
    (piece) =>
      tx
        .insert(subscribers)
        .values(piece.map(({ id, slug, name, country }) => ({ id, slug, name, country, createdAt: now }))),
  );
  await inPieces(
    plan.filter(({ renamed }) => renamed),
    (piece) =>
      tx.execute(sql`
        update demur.subscribers s set name = r.name, country = r.country
        from jsonb_to_recordset(${JSON.stringify(piece.map(({ id, name, country }) => ({ id, name, country })))}::jsonb)
          as r (id uuid, name text, country text) where s.id = r.id`),
  );

  const ended = own(({ dpa }) => (dpa?.former ? [dpa.former] : []));
  if (ended.length > 0)
    await tx
      .update(dpaRecords)
      .set({ endedAt: now })
      .where(sql`${dpaRecords.id} = any(${idArray(ended)})`);
  await inPieces(
    own(({ id: subscriberId, dpa }) => (dpa ? [{ subscriberId, dpa }] : [])),
    (piece) =>
      tx.insert(dpaRecords).values(
        piece.map(({ subscriberId, dpa: { former: _, profileId, ...dpa } }) => ({
          ...dpa,
          subscriberId,
          // the plan gives none only where there are the policy's own terms
          profileId: profileId ?? ownTermsId ?? '',
        })),
      ),
  );
  await inPieces(
    own(({ id: subscriberId, takesUp }) => takesUp.map((use) => ({ ...use, subscriberId }))),
    (piece) =>
      tx
        .insert(servicesInUse)
        .values(piece.map((use) => ({ ...use, takenUpAt: now, takenUpBy: by, instruction: 'A list of subscribers' }))),
  );

  const added = own(({ id: subscriberId, newUsers }) => newUsers.map((user) => ({ ...user, subscriberId })));
  await inPieces(added, (piece) =>
    tx.insert(users).values(piece.map(({ id, email, name }) => ({ id, email, name, createdAt: now }))),
  );
  await inPieces(
    own(({ renamedUsers }) => renamedUsers),
    (piece) =>
      tx.execute(sql`
        update demur.users u set name = r.name
        from jsonb_to_recordset(${JSON.stringify(piece)}::jsonb) as r (id uuid, name text) where u.id = r.id`),
  );
  const rights = own(({ id: subscriberId, rights: granted }) => granted.map((right) => ({ ...right, subscriberId })));
  const former = rights.flatMap((right) => right.former ?? []);
  if (former.length > 0)
    await inPieces(former, (piece) =>
      tx.update(memberships).set({ endedAt: now }).where(inArray(memberships.id, piece)),
    );
  const grants = [
    ...added.map(({ membershipId: id, id: userId, subscriberId, right }) => ({ id, userId, subscriberId, right })),
    ...rights.map(({ former: _, ...right }) => right),
  ];
  await inPieces(grants, (piece) =>
    tx.insert(memberships).values(piece.map((right) => ({ ...right, grantedBy: by, grantedAt: now }))),
  );
}

import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import { userOf } from '#lib/access/actor.ts';
import type { Moment } from '#lib/command/command.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { PlannedSubscriber } from './party-plan.ts';

/** So many rows go to the database in one statement: each statement has its time limit. */
const TOGETHER = 5000;

/** Writes rows in few statements, each of which takes them as one parameter. */
async function inPieces<Row>(tx: Transaction, rows: readonly Row[], statement: (piece: SQL) => SQL): Promise<void> {
  for (let from = 0; from < rows.length; from += TOGETHER)
    await tx.execute(statement(sql`jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + TOGETHER))}::jsonb)`));
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
  const named = ({ id, slug, name, country }: PlannedSubscriber) => ({ id, slug, name, country });

  await inPieces(
    tx,
    plan.filter(({ state }) => state === 'new').map(named),
    (rows) => sql`
      insert into demur.subscribers (id, slug, name, country, created_at)
      select id, slug, name, country, ${now} from ${rows} as r (id uuid, slug text, name text, country text)`,
  );
  await inPieces(
    tx,
    plan.filter(({ renamed }) => renamed).map(named),
    (rows) => sql`
      update demur.subscribers s set name = r.name, country = r.country
      from ${rows} as r (id uuid, name text, country text) where s.id = r.id`,
  );

  const ended = own(({ dpa }) => (dpa?.former ? [dpa.former] : []));
  await tx.execute(sql`update demur.dpa_records set ended_at = ${now} where id = any(${idArray(ended)})`);
  await inPieces(
    tx,
    // a plan leaves the profile open only where there are the policy's own terms
    own(({ id: subscriber, dpa }) =>
      dpa
        ? [
            {
              ...dpa,
              subscriber,
              profile: dpa.profileId ?? ownTermsId,
              executed: dpa.executedAt,
              agreed: dpa.agreedVersion,
            },
          ]
        : [],
    ),
    (rows) => sql`
      insert into demur.dpa_records (id, subscriber_id, reference, version, executed_at, profile_id, agreed_version)
      select id, subscriber, reference, version, executed, profile, agreed
      from ${rows} as r (id uuid, subscriber uuid, reference text, version text, executed timestamptz, profile uuid, agreed integer)`,
  );
  await inPieces(
    tx,
    own(({ id: subscriber, takesUp }) =>
      takesUp.map(({ id, serviceId: service, dora }) => ({ id, subscriber, service, dora })),
    ),
    (rows) => sql`
      insert into demur.services_in_use (id, subscriber_id, service_id, dora, taken_up_at, taken_up_by, instruction)
      select id, subscriber, service, dora, ${now}, ${by}::uuid, 'A list of subscribers'
      from ${rows} as r (id uuid, subscriber uuid, service uuid, dora boolean)`,
  );

  const added = own(({ id: subscriber, newUsers }) => newUsers.map((user) => ({ ...user, subscriber })));
  await inPieces(
    tx,
    added,
    (rows) => sql`
      insert into demur.users (id, email, name, created_at)
      select id, email, name, ${now} from ${rows} as r (id uuid, email text, name text)`,
  );
  await inPieces(
    tx,
    own(({ renamedUsers }) => renamedUsers),
    (rows) => sql`
      update demur.users u set name = r.name from ${rows} as r (id uuid, name text) where u.id = r.id`,
  );
  const rights = own(({ id: subscriber, rights: granted }) =>
    granted.map(({ userId: user, ...right }) => ({ ...right, user, subscriber })),
  );
  const former = rights.flatMap((right) => right.former ?? []);
  await tx.execute(sql`update demur.memberships set ended_at = ${now} where id = any(${idArray(former)})`);
  await inPieces(
    tx,
    [
      ...added.map(({ membershipId: id, id: user, subscriber, right }) => ({ id, user, subscriber, granted: right })),
      ...rights.map(({ id, user, subscriber, right }) => ({ id, user, subscriber, granted: right })),
    ],
    (rows) => sql`
      insert into demur.memberships (id, user_id, subscriber_id, "right", granted_by, granted_at)
      select id, "user", subscriber, granted, ${by}::uuid, ${now}
      from ${rows} as r (id uuid, "user" uuid, subscriber uuid, granted text)`,
  );
}

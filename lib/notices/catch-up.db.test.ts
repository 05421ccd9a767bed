import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession } from '#db/transaction.ts';
import { withdrawChange } from '#lib/changes/withdraw-change.ts';
import { run } from '#lib/command/command.ts';
import { recordDpa } from '#lib/parties/record-dpa.ts';
import { takeUpService } from '#lib/parties/take-up-service.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';

let database: TestDatabase;
let world: Scenario;
beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

test('a DPA recorded while a change is withdrawn gives no notice of it', async () => {
  const late = await world.subscriber({ dpa: false });
  await world.subscriber();
  const { changeId } = await world.change({ publishedDaysAgo: 3 });
  const admin = bySession(database.web, (await world.session(world.adminId)).secretHash);

  // the withdrawal has decided, and its commit waits
  const [withdrawn, recorded] = await held(
    () => run(withdrawChange, admin, { changeId, reason: 'The provider withdrew its offer.' }),
    () => run(recordDpa, admin, dpaOf(late)),
  );
  expect(withdrawn).toMatchObject({ ok: true });
  expect(recorded).toMatchObject({ ok: true, value: { noticeIds: [] } });
});

test('two services taken up at once, and a DPA recorded with one, give each notice once', async () => {
  const [mail, chat] = [await world.service(), await world.service()];
  await world.subscriber({ services: [mail.serviceId, chat.serviceId] });
  const { changeId } = await world.change({
    publishedDaysAgo: 3,
    services: [mail.serviceId, chat.serviceId],
  });
  const admin = bySession(database.web, (await world.session(world.adminId)).secretHash);
  const takeUp = (subscriberId: string, serviceId: string) => run(takeUpService, admin, { subscriberId, serviceId });
  const given = async (subscriberId: string) =>
    (
      await database.superuser.query('SELECT FROM demur.notices WHERE change_id = $1 AND subscriber_id = $2', [
        changeId,
        subscriberId,
      ])
    ).rowCount;

  const both = await world.subscriber();
  const twice = await held(
    () => takeUp(both.subscriberId, mail.serviceId),
    () => takeUp(both.subscriberId, chat.serviceId),
  );
  expect(twice.map(({ ok }) => ok)).toEqual([true, true]);
  expect(await given(both.subscriberId)).toBe(1);

  const without = await world.subscriber({ dpa: false });
  await held(
    () => run(recordDpa, admin, dpaOf(without)),
    () => takeUp(without.subscriberId, mail.serviceId),
  );
  expect(await given(without.subscriberId)).toBe(1);
});

test('changes of one version share the window that a service taken up opens; one that was superseded gives no notice', async () => {
  const { serviceId } = await world.service();
  await world.subscriber({ services: [serviceId] });
  const late = await world.subscriber();
  const mistaken = await world.change({ publishedDaysAgo: 5, services: [serviceId] });
  const { subprocessorId, changeId } = mistaken;
  const both = await world.version(
    [{ services: [serviceId], subprocessorId, supersedes: changeId }, { services: [serviceId] }],
    { publishedDaysAgo: 4 },
  );
  const started = await world.change({ publishedDaysAgo: 60, services: [serviceId] });
  const admin = bySession(database.web, (await world.session(world.adminId)).secretHash);
  const { subscriberId } = late;
  const taken = await run(takeUpService, admin, { subscriberId, serviceId, instruction: 'Order 7' });
  expect(taken).toMatchObject({ ok: true });
  const { rows } = await database.superuser.query(
    `SELECT n.change_id AS change, n.window_id AS window, n.closes_at = w.closes_at AND w.starts_at = n.given_at AS whole
     FROM demur.notices n JOIN demur.windows w ON w.id = n.window_id
     WHERE n.subscriber_id = $1 AND n.service_ids @> ARRAY[$2::uuid] ORDER BY n.id`,
    [subscriberId, serviceId],
  );
  const ids = both.map(({ changeId: id }) => id).sort();
  expect(rows.map(({ change }) => change).sort()).toEqual(ids);
  expect(new Set(rows.map(({ window }) => window)).size).toBe(1);
  expect(rows.every(({ whole }) => whole)).toBe(true);
  // what had started was authorised with the service, what is pending waits
  const answers = await database.superuser.query(
    `SELECT c.id AS change, a.state || ':' || a.reason AS answer FROM demur.authorisations($1, now()) a
     JOIN demur.changes c ON c.to_terms_id = a.terms_id WHERE c.id = ANY ($2)`,
    [subscriberId, [...ids, started.changeId, changeId]],
  );
  const said = Object.fromEntries(answers.rows.map(({ change, answer }) => [change, answer]));
  expect(said).toEqual({
    [started.changeId]: 'authorised:authorised_with_service',
    ...Object.fromEntries(ids.map((id) => [id, 'pending:window_open'])),
  });
});

/** One command after another, the second while the first has written and is not committed. */
async function held<A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
  const holder = await database.superuser.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM demur.log_head FOR UPDATE');
  const one = first();
  await waiting(1);
  const two = second();
  await waiting(2);
  await holder.query('ROLLBACK');
  holder.release();
  return Promise.all([one, two]);
}

const dpaOf = ({ subscriberId }: { subscriberId: string }) => ({
  subscriberId,
  profileId: world.profileId,
  reference: 'DPA 7',
  version: '2026-01',
  executedAt: world.daysAgo(10),
});

/** Until so many wait for another's lock. */
async function waiting(count: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { rows } = await database.superuser.query(
      `SELECT count(*)::integer AS n FROM pg_stat_activity WHERE datname = current_database() AND usename = 'demur_web' AND wait_event_type = 'Lock'`,
    );
    if (rows[0].n === count) return;
    await sleep(20);
  }
  throw new Error(`never did ${count} wait`);
}

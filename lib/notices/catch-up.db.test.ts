import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession } from '#db/transaction.ts';
import { withdrawChange } from '#lib/changes/withdraw-change.ts';
import { run } from '#lib/command/command.ts';
import { recordDpa } from '#lib/parties/record-dpa.ts';
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

  // the withdrawal has decided and holds the log; its commit waits for this connection
  const holder = await database.superuser.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM demur.log_head FOR UPDATE');
  const withdrawn = run(withdrawChange, admin, { changeId, reason: 'The provider withdrew its offer.' });
  await waiting(1);
  const recorded = run(recordDpa, admin, {
    subscriberId: late.subscriberId,
    profileId: world.profileId,
    reference: 'DPA 7',
    version: '2026-01',
    executedAt: world.daysAgo(10),
  });
  await waiting(2);
  await holder.query('ROLLBACK');
  holder.release();

  expect(await withdrawn).toMatchObject({ ok: true });
  expect(await recorded).toMatchObject({ ok: true, value: { noticeIds: [] } });
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

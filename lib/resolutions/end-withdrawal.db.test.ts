import { afterAll, beforeAll, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { code } from '#db/testing/record.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, asScenario, asWorker } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { dropService } from '#lib/parties/drop-service.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { byOwner, done } from '#lib/world/world.ts';
import { endDueWithdrawals, endWithdrawal } from './end-withdrawal.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  await watchRows(database.superuser);
});
afterAll(() => database.drop());

const worker = () => asWorker(database.worker);
const day = (ahead: number) => addDays(civilDayIn(world.now, 'Europe/Madrid'), ahead);

async function withdrawn(untilDay: string | null) {
  const { serviceId } = await world.service();
  const subscriber = await world.subscriber({ services: [{ serviceId, dora: true }] });
  const change = await world.change({ publishedDaysAgo: 60, services: [serviceId], plannedStartOn: day(-10) });
  const { objectionId } = await world.objection({
    noticeId: change.noticeOf(subscriber),
    userId: subscriber.signatoryId,
    daysAgo: 50,
  });
  const length =
    untilDay === null
      ? { withdrawalDuration: 'permanent' as const }
      : { withdrawalDuration: 'temporary' as const, untilDay };
  const { resolutionId } = await world.resolution({
    objectionId,
    option: 'feature_withdrawal',
    daysAgo: 49,
    ...length,
  });
  return { ...subscriber, serviceId, change, objectionId, resolutionId };
}

const noticesOf = async ({ subscriberId }: { subscriberId: string }) =>
  (
    await database.superuser.query<{ id: string; occasion: string; dora: boolean; services: string[]; whole: boolean }>(
      `SELECT n.id, n.occasion, n.dora, n.service_ids AS services, n.closes_at > n.given_at + interval '29 days' AS whole
       FROM demur.notices n WHERE n.subscriber_id = $1 ORDER BY n.given_at, n.id`,
      [subscriberId],
    )
  ).rows;
const authorisationOf = async ({ subscriberId }: { subscriberId: string }, at = world.now as string) =>
  (
    await database.superuser.query<{ answer: string }>(
      `SELECT a.state || ':' || a.reason AS answer FROM demur.authorisations($1, $2) a WHERE a.change_id IS NOT NULL AND a.state || a.reason NOT LIKE '%service_not_used'`,
      [subscriberId, at],
    )
  ).rows.map(({ answer }) => answer);

test('a temporary withdrawal that is over gives one fresh notice, which speaks from then on', async () => {
  const over = await withdrawn(day(-1));
  const running = await withdrawn(day(0));
  const permanent = await withdrawn(null);
  expect(await authorisationOf(over)).toEqual(['on_hold:withdrawal_ended']);
  const swept = await Promise.all([endDueWithdrawals(worker()), endDueWithdrawals(worker())]);
  expect(swept.reduce((sum, one) => sum + one)).toBe(1);
  expect(await endDueWithdrawals(worker())).toBe(0);

  const [first, fresh, ...more] = await noticesOf(over);
  expect(more).toEqual([]);
  expect(first?.occasion).toBe('published');
  expect(fresh).toMatchObject({ occasion: 'fresh', dora: true, services: [over.serviceId], whole: true });
  const { rows } = await database.superuser.query(
    `SELECT (SELECT json_agg(type ORDER BY position) FROM demur.events WHERE subscriber_id = $1 AND at >= $2) AS events,
       (SELECT kind FROM demur.letters WHERE notice_id = $3) AS letter`,
    [over.subscriberId, world.now, fresh?.id],
  );
  expect(rows[0]).toEqual({ events: ['notice.given', 'withdrawal.ended'], letter: 'notice' });
  const later = world.daysAgo(-0.01);
  expect(await authorisationOf(over, later)).toEqual(['pending:window_open']);
  await world.acceptance({ noticeId: fresh?.id ?? '', userId: over.signatoryId, at: later });
  expect(await authorisationOf(over, world.daysAgo(-60))).toEqual(['authorised:accepted']);

  expect(await noticesOf(running)).toHaveLength(1);
  expect(await noticesOf(permanent)).toHaveLength(1);
  expect(code(await run(endWithdrawal, worker(), { resolutionId: over.resolutionId }))).toBe('already_done');
  expect(code(await run(endWithdrawal, worker(), { resolutionId: running.resolutionId }))).toBe('window_open');
  expect(code(await run(endWithdrawal, worker(), { resolutionId: permanent.resolutionId }))).toBe('wrong_status');
});

test('a fresh notice that ends in a withdrawal too gives another fresh one when that is over', async () => {
  const over = await withdrawn(day(-30));
  expect(await endDueWithdrawals(asScenario(database.owner, null, world.daysAgo(29)))).toBe(1);
  const [, fresh] = await noticesOf(over);
  const filed = { noticeId: fresh?.id ?? '', userId: over.signatoryId, daysAgo: 28 };
  const { objectionId } = await world.objection(filed);
  await world.resolution({
    objectionId,
    option: 'feature_withdrawal',
    withdrawalDuration: 'temporary',
    untilDay: day(-1),
    daysAgo: 27,
  });
  expect(await endDueWithdrawals(worker())).toBe(1);
  expect((await noticesOf(over)).map(({ occasion }) => occasion)).toEqual(['published', 'fresh', 'fresh']);
  expect(await endDueWithdrawals(worker())).toBe(0);
});

test('none is given where it would be moot: another decision, a withdrawn change, a service no longer used', async () => {
  const replaced = await withdrawn(day(-1));
  await world.resolution({
    objectionId: replaced.objectionId,
    option: 'cease',
    supersedes: replaced.resolutionId,
    daysAgo: 5,
  });
  const dropped = await withdrawn(day(-1));
  const { subscriberId, serviceId } = dropped;
  await done(dropService, byOwner(world, world.daysAgo(5)), { subscriberId, serviceId });
  const ceased = await withdrawn(day(-1));
  await database.superuser.query('UPDATE demur.changes SET withdrawn_at = now() WHERE id = $1', [
    ceased.change.changeId,
  ]);
  expect(await endDueWithdrawals(worker())).toBe(0);
  for (const each of [replaced, dropped, ceased])
    expect(code(await run(endWithdrawal, worker(), { resolutionId: each.resolutionId }))).toBe('wrong_status');
});

test('every row that changed is named by the event of its transaction, and the log holds', async () => {
  // but for the change that this test withdrew behind the log’s back
  expect((await unaccounted(database.superuser)).map(({ table }) => table)).toEqual(['changes']);
  expect(await inspectLog(asOwner(database.owner))).toMatchObject({ difference: { table: 'changes' } });
});

test('another zone of the vendor’s, set later, moves no end of a withdrawal', async () => {
  const { resolutionId } = await withdrawn(day(0));
  const ends = async () =>
    (
      await database.superuser.query(
        'SELECT withdrawn_until AS until FROM demur.noticed_terms WHERE resolution_id = $1',
        [resolutionId],
      )
    ).rows;
  const before = await ends();
  expect(before).toEqual([{ until: expect.any(Date) }]);
  await database.superuser.query(`UPDATE demur.vendor SET zone = 'Pacific/Auckland'`);
  expect(await ends()).toEqual(before);
  // its day is over there
  expect(await run(endWithdrawal, worker(), { resolutionId })).toMatchObject({ code: 'window_open' });
  await database.superuser.query(`UPDATE demur.vendor SET zone = 'Europe/Madrid'`);
});

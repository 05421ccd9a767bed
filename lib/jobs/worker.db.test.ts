import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { civilDayAt } from '#lib/deadlines/zone.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';

let database: TestDatabase;
let world: Scenario;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterEach(() => {
  for (const worker of running) worker.kill('SIGKILL');
  running.clear();
});
afterAll(() => database.drop());

async function start() {
  const worker = spawn(
    process.execPath,
    ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', path.join(import.meta.dirname, 'worker.ts')],
    {
      env: { ...process.env, DATABASE_WORKER_URL: database.workerUrl },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  running.add(worker);
  let said = '';
  worker.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  const ended = once(worker, 'exit').then(([code, signal]) => ({ code, signal }));
  await once(worker, 'message');
  return { worker, ended, said: () => said };
}

/** Waits for something to come true in the database. */
async function until(query: string, ...values: unknown[]): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { rows } = await database.superuser.query<{ true: boolean }>(`SELECT (${query}) AS true`, values);
    if (rows[0]?.true) return;
    await sleep(50);
  }
  throw new Error(`never came true: ${query}`);
}

const recorded = `SELECT bool_and(close_recorded_at IS NOT NULL) FROM demur.notices WHERE change_id = $1`;

test('two workers record what is due once, go on after the database dropped them, and stop when asked', async () => {
  await Promise.all(Array.from({ length: 12 }, () => world.subscriber()));
  const [one, two] = [await start(), await start()];
  const first = await world.change({ publishedDaysAgo: 45 });
  await until(recorded, first.changeId);

  await database.superuser.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'demur_worker' AND datname = current_database()`,
  );
  const second = await world.change({ publishedDaysAgo: 46 });
  await until(recorded, second.changeId);
  const { rows } = await database.superuser.query(
    `SELECT count(*)::integer AS events, count(DISTINCT case_id)::integer AS cases FROM demur.events WHERE type = 'window.closed'`,
  );
  expect(rows[0]).toEqual({ events: 24, cases: 24 });

  one.worker.kill('SIGTERM');
  two.worker.kill('SIGINT');
  expect(await Promise.all([one.ended, two.ended])).toEqual([
    { code: 0, signal: null },
    { code: 0, signal: null },
  ]);
  expect(one.said()).toContain('stopped');
});

test('a worker records a close that comes while it waits, and lapses a proposal whose day is over', async () => {
  const bank = await world.subscriber();
  const { noticeOf, changeId } = await world.change({ publishedDaysAgo: 5 });
  const objected = await world.change({ publishedDaysAgo: 5 });
  const filing = { noticeId: objected.noticeOf(bank), userId: bank.signatoryId, daysAgo: 4 };
  const { objectionId } = await world.objection(filing);
  const answerByDay = civilDayAt(world.daysAgo(2), 'Europe/Madrid');
  await world.proposal({ objectionId, option: 'corrective_action', daysAgo: 3, answerByDay });
  await database.superuser.query(
    `UPDATE demur.notices SET closes_at = clock_timestamp() + interval '3 seconds' WHERE change_id = $1`,
    [changeId],
  );
  await start();
  await until(`SELECT answer = 'lapsed' FROM demur.proposals WHERE objection_id = $1`, objectionId);
  // it wakes for the close, and does not wait for its next turn
  const recordedAtOnce = `SELECT close_recorded_at - closes_at < interval '2 seconds' FROM demur.notices WHERE id = $1`;
  await until(recordedAtOnce, noticeOf(bank));
});

test('a worker whose starter is gone ends by itself', async () => {
  const { worker, ended } = await start();
  worker.disconnect();
  expect(await ended).toEqual({ code: 0, signal: null });
});

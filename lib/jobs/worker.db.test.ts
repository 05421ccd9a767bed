import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/** @param web where it looks whether the web answers; nobody does unless given */
async function start(web = 'http://127.0.0.1:9') {
  const worker = spawn(
    process.execPath,
    ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', path.join(import.meta.dirname, 'worker.ts')],
    {
      env: { ...process.env, DATABASE_WORKER_URL: database.workerUrl, WEB_URL: web },
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
  await start();
  await database.superuser.query(
    `UPDATE demur.notices SET closes_at = clock_timestamp() + interval '6 seconds' WHERE change_id = $1`,
    [changeId],
  );
  await until(`SELECT answer = 'lapsed' FROM demur.proposals WHERE objection_id = $1`, objectionId);
  // it wakes for the close, and does not wait for its next turn
  const recordedAtOnce = `SELECT close_recorded_at - closes_at < interval '2 seconds' FROM demur.notices WHERE id = $1`;
  await until(recordedAtOnce, noticeOf(bank));
});

test('a worker that was away for days makes up once for what it missed, and says for how long nobody saw the web', async () => {
  const bank = await world.subscriber();
  const { noticeOf, changeId } = await world.change({ publishedDaysAgo: 20 });
  const closed = await world.change({ publishedDaysAgo: 40 });
  // it ends with tomorrow: the reminders of seven, of three and perhaps of one day before fell into the time away
  await database.superuser.query(
    `UPDATE demur.notices SET closes_at = ((clock_timestamp() AT TIME ZONE 'Europe/Madrid')::date + 2)::timestamp AT TIME ZONE 'Europe/Madrid' WHERE change_id = $1`,
    [changeId],
  );
  await database.superuser.query(
    `INSERT INTO demur.sweep_marks SELECT 'reminder ' || days, clock_timestamp() - interval '6 days', '00000000-0000-0000-0000-000000000000'::uuid FROM unnest('{1,3,7}'::integer[]) days
     ON CONFLICT (name) DO UPDATE SET at = excluded.at, id = excluded.id`,
  );
  await database.superuser.query(
    `INSERT INTO demur.heartbeats (beat_at) VALUES (clock_timestamp() - interval '6 days')`,
  );
  await database.superuser.query(
    `INSERT INTO graphile_worker._private_known_crontabs SELECT task, now() - interval '7 days', now() - interval '6 days' FROM unnest('{sweep,tidy}'::text[]) task
     ON CONFLICT (identifier) DO UPDATE SET last_execution = excluded.last_execution`,
  );
  const web = createServer((_, answer) => answer.end('ready')).listen(0, '127.0.0.1');
  await once(web, 'listening');
  const { port } = web.address() as AddressInfo;
  await start(`http://127.0.0.1:${port}`);
  await until(recorded, closed.changeId);
  await until(`SELECT count(*) = 1 FROM demur.letters WHERE kind = 'reminder' AND notice_id = $1`, noticeOf(bank));
  await until(`SELECT count(*) = 1 FROM demur.outages WHERE to_at - from_at > interval '5 days'`);
  await until(`SELECT beat_at > clock_timestamp() - interval '1 minute' FROM demur.heartbeats`);
  // those that a killed worker held stay, and do no harm
  await until(`SELECT count(*) = 0 FROM graphile_worker._private_jobs WHERE locked_at IS NULL AND run_at <= now()`);
  const { rows } = await database.superuser.query(
    `SELECT (SELECT count(*)::integer FROM demur.letters WHERE kind = 'reminder' AND notice_id = $1) AS reminders,
       (SELECT count(*)::integer FROM demur.events WHERE type = 'outage.recorded') AS outages,
       (SELECT count(*)::integer FROM demur.events WHERE type = 'window.closed' AND case_id = $2) AS closes`,
    [noticeOf(bank), closed.noticeOf(bank)],
  );
  expect(rows[0]).toEqual({ reminders: 1, outages: 1, closes: 1 });
  web.close();
});

test('what a killed worker held is no obstacle, the queue needs its own schema only, and a worker ends with its starter', async () => {
  const add = `SELECT graphile_worker.add_job('sweep', job_key => 'sweep', job_key_mode => 'replace')`;
  await database.superuser.query(add);
  await database.superuser.query(`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'the dead'`);
  await database.superuser.query(add);
  const waiting = `SELECT count(*) FROM graphile_worker._private_jobs WHERE locked_by IS DISTINCT FROM 'the dead'`;
  expect((await database.superuser.query(waiting)).rows[0].count).toBe('1');
  const { worker, ended } = await start();
  await until(`SELECT (${waiting}) = 0`);
  const { rows } = await database.superuser.query(
    `SELECT has_database_privilege('demur_worker', current_database(), 'CREATE') AS create`,
  );
  expect(rows[0]).toEqual({ create: false });

  // whoever started it is gone: it ends by itself
  worker.disconnect();
  expect(await ended).toEqual({ code: 0, signal: null });
});

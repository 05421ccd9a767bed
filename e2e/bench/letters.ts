import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort } from '#db/free-port.ts';
import { testDatabase } from '#db/testing/template.ts';
import { bySession } from '#db/transaction.ts';
import { cookieName, seal } from '#lib/auth/envelope.ts';
import { publishVersion } from '#lib/changes/publish-version.ts';
import { run } from '#lib/command/command.ts';
import { buildIfStale } from '#lib/web/build.ts';
import { environmentOf } from '#lib/web/environment.ts';
import { supervise } from '#lib/web/supervise.ts';
import { versionDraft } from '#lib/world/change.ts';
import { scenario } from '#lib/world/scenario.ts';
import { accepted } from '#lib/world/world.ts';
import setUp from '../database-setup.ts';
import { mostPerSecond, p95 } from './pages.ts';

/**
 * Publishes one change to many subscribers, and times how the worker as it runs composes their notices and hands them to a
 * relay on this machine, each marked and on the record; with the worker's memory as it goes.
 * Usage: node e2e/bench/letters.ts [--subscribers 100000] [--workers 1] [--profile <folder>] [--pages]: how long a page takes beside it too, at half of what the web can do
 */
const { values } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '100000' },
    workers: { type: 'string', default: '1' },
    profile: { type: 'string' },
    pages: { type: 'boolean', default: false },
  },
});
const profiled = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
const SECRET = 'the secret of an installation that is none';
Object.assign(process.env, { NEXTAUTH_SECRET: SECRET });
const subscribers = Number(values.subscribers);

const stop = await setUp();
const database = await testDatabase();
const world = await scenario(database.owner);
await plant();
const { secretHash } = await world.session(world.adminId);
const opening = bySession(database.web, secretHash);
const { draftId } = await versionDraft(world, [
  { kind: 'addition', company: { legalName: 'Levante Storage' }, plannedStartOn: '2199-01-01' },
]);
accepted(await run(publishVersion, opening, { draftId }));

const pages = values.pages ? await serve() : undefined;
const sink = start(path.join(import.meta.dirname, 'mail-sink.ts'), {});
const [{ port }] = (await once(sink, 'message')) as [{ port: number }];
const workers = Array.from({ length: Number(values.workers) }, () =>
  start(path.join(import.meta.dirname, '../../lib/jobs/worker.ts'), {
    DATABASE_WORKER_URL: database.workerUrl,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    NEXTAUTH_URL: 'https://demur.example',
    NEXTAUTH_SECRET: SECRET,
  }),
);
await Promise.all(workers.map((worker) => once(worker, 'message')));

// once the worker has started, which is no part of sending
const beside = pages && sleep(3000).then(() => pages.beside());
const began = performance.now();
let before = { handed: 0, at: began };
for (;;) {
  await sleep(5000);
  const { composed, handed, open } = await progress();
  const at = performance.now();
  const rate = ((handed - before.handed) / (at - before.at)) * 1000;
  const memory = workers.map((worker) => `${resident(worker)} MB`).join(', ');
  console.log(
    `${Math.round((at - began) / 1000)} s: composed ${composed}, handed over ${handed} (${Math.round(rate)} a second), worker ${memory}`,
  );
  before = { handed, at };
  if (!open) break;
}
const took = (performance.now() - began) / 1000;
sink.send('taken?');
const [{ taken }] = (await once(sink, 'message')) as [{ taken: number }];
console.log(
  `processor time of the worker ${workers.map((worker) => ((processorTime(worker) / taken) * 1000).toFixed(2)).join(', ')} ms a letter, of its connections to the database ${(((await backendsTime()) / taken) * 1000).toFixed(2)} ms, of the relay ${((processorTime(sink) / taken) * 1000).toFixed(2)} ms`,
);
console.log(
  `${taken} letters taken by the relay in ${took.toFixed(1)} s: ${Math.round(taken / took)} a second, composed and marked`,
);

if (pages)
  console.log(
    `a page within ${await beside} ms beside it, and ${await pages.beside()} ms alone afterwards (95 of 100)`,
  );
await pages?.web.stop();
for (const worker of workers) worker.kill('SIGTERM');
await Promise.all(workers.map((worker) => once(worker, 'exit')));
sink.kill();
await database.drop();
await stop?.();

function start(file: string, added: Record<string, string>): ChildProcess {
  return spawn(
    process.execPath,
    [...profiled, '--max-old-space-size=256', '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', file],
    {
      env: { ...process.env, ...added },
      // as `npm start` starts it: in a session of its own
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
}

/** The built product on this database, with a page of a subscriber: at half of what it can do, alone and then beside the worker. */
async function serve() {
  await buildIfStale();
  const bank = await world.subscriber();
  const { secret } = await world.session(bank.signatoryId);
  const port = await freePort();
  const environment = {
    ...environmentOf({ embedded: true, webUrl: database.webUrl, workerUrl: database.workerUrl }),
    ...{ PORT: String(port), NEXTAUTH_URL: `http://localhost:${port}`, NEXTAUTH_SECRET: SECRET },
  };
  const web = await supervise('web', 'lib/web/serve.ts', environment);
  const page = { address: `${environment.NEXTAUTH_URL}/changes`, cookie: `${cookieName()}=${await seal(secret)}` };
  await mostPerSecond(page, 4, 3);
  const half = (await mostPerSecond(page, 8, 6)) / 2;
  const alone = await p95(page, half, 15);
  console.log(
    `half load is ${half.toFixed(0)} pages a second: a page within ${Math.round(alone)} ms alone (95 of 100)`,
  );
  return { web, beside: async () => Math.round(await p95(page, half, 15)) };
}

/** Past the commands: subscribers with a DPA and one user each. */
async function plant(): Promise<void> {
  await database.superuser.query(
    `WITH made AS (
       INSERT INTO demur.subscribers (slug, name, country, created_at)
       SELECT 'bench-' || n, 'Bench ' || n, 'ES', now() - interval '300 days' FROM generate_series(1, $1::integer) n RETURNING id, created_at, slug
     ), people AS (
       INSERT INTO demur.users (email, name, created_at) SELECT slug || '@subscriber.example', 'Person ' || slug, created_at FROM made RETURNING id, email
     ), members AS (
       INSERT INTO demur.memberships (user_id, subscriber_id, "right", granted_at)
       SELECT p.id, m.id, 'signatory', m.created_at FROM made m JOIN people p ON p.email = m.slug || '@subscriber.example'
     )
     INSERT INTO demur.dpa_records (subscriber_id, reference, version, executed_at, profile_id) SELECT id, 'DPA ' || slug, '1', created_at, $2 FROM made`,
    [subscribers, world.profileId],
  );
  await database.superuser.query('ANALYZE');
}

async function progress(): Promise<{ composed: number; handed: number; open: boolean }> {
  const { rows } = await database.superuser.query(
    `SELECT (SELECT count(*)::integer FROM demur.letters WHERE composed_at IS NOT NULL) AS composed, (SELECT count(*)::integer FROM demur.deliveries WHERE handed_at IS NOT NULL) AS handed,
      EXISTS (SELECT FROM demur.delivery_queue) OR EXISTS (SELECT FROM demur.letters WHERE composed_at IS NULL AND lapsed_at IS NULL AND failed_at IS NULL) AS open`,
  );
  return rows[0];
}

/** Seconds of processor time that a process has used, on Linux. */
function processorTime({ pid }: { pid?: number | undefined }): number {
  const [, ...fields] = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.join(') ').split(' ').slice(11, 13).map(Number);
  return ((user ?? 0) + (system ?? 0)) / 100;
}

async function backendsTime(): Promise<number> {
  const { rows } = await database.superuser.query(
    `SELECT pid FROM pg_stat_activity WHERE usename = 'demur_worker' AND datname = current_database()`,
  );
  return rows.reduce((total, { pid }) => total + processorTime({ pid }), 0);
}

/** Megabytes of memory that a process holds, on Linux. */
function resident({ pid }: ChildProcess): number {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1000);
}

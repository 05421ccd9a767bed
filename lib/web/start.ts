import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { env } from '#db/env.ts';
import { migrate } from '#db/migrate.ts';
import { Obstacle } from '#db/obstacle.ts';
import { derive, installationSecret } from '#db/secret.ts';
import { plantDemoWorld } from '#lib/world/demo.ts';
import { requireFreePort } from './address.ts';
import { buildIfStale } from './build.ts';
import {
  type Database,
  INSTALLATION,
  isEmpty,
  type Logins,
  loginsOn,
  openDatabase,
  recreateDatabase,
} from './database.ts';
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts';
import { step } from './step.ts';
import { supervise } from './supervise.ts';

const PLANTING = path.join(INSTALLATION, 'planting');

/** What the embedded server's 100 connections leave to the web. */
const EMBEDDED_CONNECTIONS = 80;

/** `npm start`: everything that the product needs, in order, until somebody stops it; then everything backwards. */
async function start(halt: AbortSignal): Promise<void> {
  const began = performance.now();
  const { PORT: port, HOST: host } = env();
  await using running = new AsyncDisposableStack();

  await requireFreePort(host, port);
  const database = await step('database', 'opening', openDatabase, (opened) => opened.description);
  running.defer(() => database.stop());
  if (!database.held)
    throw new Obstacle(`Another Demur runs in ${process.cwd()}: stop it, or start this one in a folder of its own.`);
  halt.throwIfAborted();

  if (database.embedded) await clearHalfPlanted(database.ownerUrl);
  const logins = loginsOn(database.ownerUrl);
  await step(
    'migrations',
    'bringing roles and tables up to date',
    () => migrate({ ownerUrl: database.ownerUrl, ...logins }),
    ({ applied }) => (applied ? `${applied} applied` : 'nothing to do'),
  );
  halt.throwIfAborted();

  if (database.embedded && (await isEmpty(database.ownerUrl)))
    await step('demo world', 'planting', () => plantWhole(database.ownerUrl, logins.webUrl));
  halt.throwIfAborted();

  await step(
    'pages',
    'building those that changed',
    () => buildIfStale(halt),
    (built) => (built ? 'built' : 'none did'),
  );
  halt.throwIfAborted();

  const environment = environmentOf(database, logins);
  const web = await step('web', 'starting', () =>
    supervise('web', 'lib/web/serve.ts', environment, { awaitReady: true }),
  );
  running.defer(() => web.stop());
  const worker = await step('worker', 'starting', () =>
    supervise('worker', 'lib/jobs/worker.ts', environment, { awaitReady: false }),
  );
  running.defer(() => worker.stop());

  announce(performance.now() - began, database.embedded);
  const gone = database.ended.then(() => {
    if (!halt.aborted) throw new Obstacle('The database ended, so everything stops: start again, and it recovers.');
  });
  await Promise.race([asked(halt), web.failed, worker.failed, gone]);
  console.log('Stopping web, worker and database.');
}

/** What web and worker are told. Neither learns the owner's login. */
function environmentOf({ embedded }: Database, { webUrl, workerUrl }: Logins): Record<string, string | undefined> {
  const { NEXTAUTH_URL, NEXTAUTH_SECRET, WEB_POOL, WEB_PROCESSES } = env();
  const processes = WEB_PROCESSES ?? os.availableParallelism();
  return {
    DATABASE_URL: undefined,
    DATABASE_WEB_URL: webUrl,
    DATABASE_WORKER_URL: workerUrl,
    NEXTAUTH_URL,
    NEXTAUTH_SECRET: NEXTAUTH_SECRET ?? derive(installationSecret(INSTALLATION), 'session').toString('base64url'),
    DEMUR_DEMO: embedded ? '1' : '0',
    WEB_PROCESSES: String(processes),
    WEB_POOL: String(
      embedded ? Math.max(1, Math.min(WEB_POOL, Math.floor(EMBEDDED_CONNECTIONS / processes))) : WEB_POOL,
    ),
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
  };
}

/** The demo world comes from many commands in turn: a start killed between two of them leaves this mark. */
async function plantWhole(ownerUrl: string, webUrl: string): Promise<void> {
  fs.writeFileSync(PLANTING, '');
  await plantDemoWorld({ ownerUrl, webUrl });
  fs.rmSync(PLANTING);
}

async function clearHalfPlanted(ownerUrl: string): Promise<void> {
  if (!fs.existsSync(PLANTING)) return;
  await recreateDatabase(ownerUrl);
  fs.rmSync(PLANTING);
}

function announce(milliseconds: number, demo: boolean): void {
  console.log(`\nDemur is ready at ${env().NEXTAUTH_URL} after ${(milliseconds / 1000).toFixed(1)} s.`);
  if (demo) {
    console.log(`Demo accounts, all with the password ${DEMO_PASSWORD}:`);
    for (const { email, who } of demoAccounts) console.log(`  ${email.padEnd(30)} ${who}`);
  } else console.log('The first account comes from `npm run user:create`.');
  console.log('Ctrl-C stops it.\n');
}

function asked(halt: AbortSignal): Promise<void> {
  return new Promise((resolve) => (halt.aborted ? resolve() : halt.addEventListener('abort', () => resolve())));
}

const halt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, () => halt.abort());
try {
  await start(halt.signal);
  console.log('Stopped.');
  process.exit(0);
} catch (error) {
  if (halt.signal.aborted) process.exit(0);
  console.error(error instanceof Obstacle ? error.message : error);
  process.exit(1);
}

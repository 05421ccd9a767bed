import path from 'node:path';
import process from 'node:process';
import { env } from '#db/env.ts';
import { migrate } from '#db/migrate.ts';
import { fullDisk, isFullDisk, Obstacle } from '#db/obstacle.ts';
import { addressOf, requireFreePort } from './address.ts';
import { buildIfStale } from './build.ts';
import { isEmpty, loginsOn, openDatabase } from './database.ts';
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts';
import { clearHalfPlanted, plantWhole } from './demo-world.ts';
import { environmentOf } from './environment.ts';
import { step } from './step.ts';
import { supervise } from './supervise.ts';

/** `npm start`: everything that the product needs, in order, until somebody stops it; then everything backwards. */
async function start(halt: AbortSignal, running: AsyncDisposableStack): Promise<void> {
  const began = performance.now();
  const { PORT: port, HOST: host } = env();

  await requireFreePort(host, port);
  const database = await step('database', 'opening', openDatabase, (opened) => opened.description);
  running.defer(() => database.stop());
  if (!database.held)
    throw new Obstacle(
      `Another Demur runs on the database in ${path.resolve(env().DATA_DIR)}: stop it, or give this one a DATA_DIR of its own.`,
    );
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
    await step('demo world', 'planting', () => plantWhole(database.ownerUrl));
  halt.throwIfAborted();

  await step(
    'pages',
    'building those that changed',
    () => buildIfStale(halt),
    (built) => (built ? 'built' : 'none did'),
  );
  halt.throwIfAborted();

  const environment = environmentOf({ ...database, ...logins });
  const web = await step('web', 'starting', () => supervise('web', 'lib/web/serve.ts', environment));
  running.defer(() => web.stop());
  const worker = await step('worker', 'starting', () =>
    supervise('worker', 'lib/jobs/worker.ts', { ...environment, WEB_URL: addressOf(host, port) }),
  );
  running.defer(() => worker.stop());

  announce(performance.now() - began, database.embedded);
  const gone = database.ended.then(() => {
    if (!halt.aborted) throw new Obstacle('The database ended, so everything stops: start again, and it recovers.');
  });
  await Promise.race([asked(halt), web.failed, worker.failed, gone]);
  console.log('Stopping web, worker and database.');
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
const running = new AsyncDisposableStack();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, () => halt.abort());
let failure: unknown;
try {
  await start(halt.signal, running);
} catch (error) {
  if (!halt.signal.aborted) failure = isFullDisk(error) ? fullDisk(path.resolve(env().DATA_DIR)) : error;
}
await running.disposeAsync();
if (failure === undefined) console.log('Stopped.');
else console.error(failure instanceof Obstacle ? failure.message : failure);
process.exit(failure === undefined ? 0 : 1);

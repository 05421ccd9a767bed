import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { receiver } from '#db/testing/receiver.ts';
import { testDatabase } from '#db/testing/template.ts';
import { asScenario } from '#db/transaction.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { scenario } from '#lib/world/scenario.ts';
import { accepted, done } from '#lib/world/world.ts';
import { recordWebhook } from './record-webhook.ts';
import { testWebhook } from './test-webhook.ts';

const database = await testDatabase();
const server = await receiver();
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const worker of running) worker.kill('SIGKILL');
});
afterAll(async () => {
  server.stop();
  await database.drop();
});

function startWorker(): ChildProcess {
  const worker = spawn(
    process.execPath,
    ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', path.join(import.meta.dirname, '../jobs/worker.ts')],
    {
      env: {
        ...process.env,
        DATABASE_WORKER_URL: database.workerUrl,
        WEB_URL: 'http://127.0.0.1:9',
        WEBHOOK_ALLOW: '127.0.0.1',
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  running.add(worker);
  return worker;
}

test('a worker killed when a message was taken and not yet marked sends it at most once more, under the same id', async () => {
  const world = await scenario(database.owner);
  const admin = asScenario(world.pool, world.adminId, null);
  const { endpointId } = await done(recordWebhook, admin, {
    name: 'Systems',
    url: server.url.replace('systems.example', '127.0.0.1'),
    kinds: ['notice.given'],
  });
  const first = startWorker();
  server.behave(() => {
    first.kill('SIGKILL');
    return 200;
  });
  accepted(await keep(testWebhook, admin, { endpointId }));
  await expect.poll(() => first.signalCode, { timeout: 20_000 }).toBe('SIGKILL');
  server.behave(() => 200);
  startWorker();
  await database.superuser.query(
    `update demur.webhook_deliveries set next_try_at = clock_timestamp() where endpoint_id = $1 and delivered_at is null`,
    [endpointId],
  );
  const taken = async () =>
    (
      await database.superuser.query(
        'select 1 from demur.webhook_deliveries where endpoint_id = $1 and delivered_at is not null',
        [endpointId],
      )
    ).rowCount;
  await expect.poll(taken, { timeout: 20_000 }).toBe(1);
  expect(server.got.length).toBeLessThanOrEqual(2);
  expect(new Set(server.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
}, 60_000);

import process from 'node:process';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { receiver } from '#db/testing/receiver.ts';
import { testDatabase } from '#db/testing/template.ts';
import { asScenario, asWorker } from '#db/transaction.ts';
import { publishVersion } from '#lib/changes/publish-version.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { dispatchWebhooks } from '#lib/webhooks/dispatch-webhooks.ts';
import { recordWebhook } from '#lib/webhooks/record-webhook.ts';
import { webhookRound } from '#lib/webhooks/round.ts';
import { allowedBy } from '#lib/webhooks/target.ts';
import { versionDraft } from '#lib/world/change.ts';
import { scenario } from '#lib/world/scenario.ts';
import { accepted, done } from '#lib/world/world.ts';
import setUp from '../database-setup.ts';

/**
 * Times what webhooks cost a publication to many subscribers, how fast its notices are made into messages, and how fast
 * those are taken by a receiver on this machine.
 * Usage: node e2e/bench/webhooks.ts [--subscribers 100000] [--seconds 15]
 */
const { values } = parseArgs({
  options: { subscribers: { type: 'string', default: '100000' }, seconds: { type: 'string', default: '15' } },
});

const stop = await setUp();
const database = await testDatabase();
const world = await scenario(database.owner);
await database.superuser.query(
  `WITH made AS (
     INSERT INTO demur.subscribers (slug, name, country, created_at)
     SELECT 'bench-' || n, 'Bench ' || n, 'ES', now() - interval '300 days' FROM generate_series(1, $1::integer) n RETURNING id, created_at, slug
   )
   INSERT INTO demur.dpa_records (subscriber_id, reference, version, executed_at, profile_id) SELECT id, 'DPA ' || slug, '1', created_at, $2 FROM made`,
  [values.subscribers, world.profileId],
);
await database.superuser.query('ANALYZE');
const admin = () => asScenario(world.pool, world.adminId, null);
const say = (what: string, milliseconds: number) => process.stdout.write(`${what}: ${Math.round(milliseconds)} ms\n`);

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await work();
  say(what, performance.now() - from);
  return result;
}

async function publish(what: string, round: number): Promise<void> {
  const { draftId } = await versionDraft(world, [
    { kind: 'addition', company: { legalName: `Levante Storage ${round}` }, plannedStartOn: '2199-01-01' },
  ]);
  await timed(what, async () =>
    done(publishVersion, admin(), { draftId, note: `Round ${round}`, idempotencyKey: crypto.randomUUID() }),
  );
}

const server = await receiver();
await publish('published, nobody listens', 1);
await publish('published, nobody listens', 2);
await done(recordWebhook, admin(), {
  name: 'Systems',
  url: server.url,
  kinds: ['notice.given', 'authorisation.changed'],
});
await publish('published, somebody listens', 3);
await publish('published, somebody listens', 4);

const worker = asWorker(database.worker);
for (let [more, made] = [true, 0]; more; ) {
  const outcome = await timed('made into messages', () => keep(dispatchWebhooks, worker, { entries: 5000 }));
  ({ more } = accepted(outcome));
  made += accepted(outcome).made;
  if (!more) process.stdout.write(`${made} messages\n`);
}
const ending = new AbortController();
setTimeout(() => ending.abort(), Number(values.seconds) * 1000);
await timed('sent', () =>
  webhookRound({
    opening: worker,
    log: pino({ level: 'silent' }),
    stop: ending.signal,
    road: { allowed: allowedBy('systems.example'), resolve: async () => [{ address: '127.0.0.1', family: 4 }] },
  }),
);
process.stdout.write(`${server.got.length} taken, ${Math.round(process.memoryUsage.rss() / 1e6)} MB\n`);
server.stop();
await database.drop();
await stop?.();

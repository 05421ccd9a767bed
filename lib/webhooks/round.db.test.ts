import pino from 'pino';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { WebhookKind } from '#db/schema/vocabulary.ts';
import { type Manner, type Received, receiver } from '#db/testing/receiver.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asScenario, asWorker } from '#db/transaction.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { accepted, done } from '#lib/world/world.ts';
import { claimWebhooks } from './claim-webhooks.ts';
import { endWebhook } from './end-webhook.ts';
import { pauseWebhook } from './pause-webhook.ts';
import { messages } from './payload.ts';
import { recordWebhook } from './record-webhook.ts';
import { replayWebhook } from './replay-webhook.ts';
import { rotateWebhookSecret } from './rotate-webhook-secret.ts';
import { webhookRound } from './round.ts';
import { allowedBy, type Resolver } from './target.ts';
import { testWebhook } from './test-webhook.ts';
import { PAUSES } from './webhook.ts';

let database: TestDatabase;
let world: Scenario;
const stops: (() => void)[] = [];

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await database.superuser.query(
    `update demur.webhook_endpoints set ended_at = clock_timestamp(), ended_by = $1 where ended_at is null`,
    [world.adminId],
  );
});
afterAll(() => database.drop());

const log = pino({ level: 'silent' });
const here: Resolver = async () => [{ address: '127.0.0.1', family: 4 }];
const road = { allowed: allowedBy('systems.example'), resolve: here, patience: 1500 };
const round = (pool = database.worker, other: Partial<typeof road> = {}) =>
  webhookRound({ opening: asWorker(pool), log, road: { ...road, ...other } });
const admin = () => asScenario(world.pool, world.adminId, null);

async function listening(kinds: WebhookKind[], manner?: Manner) {
  const server = await receiver(manner);
  stops.push(server.stop);
  const { endpointId, secret } = await done(recordWebhook, admin(), { name: 'Systems', url: server.url, kinds });
  return { ...server, endpointId, secret };
}

const verified = ({ body, headers }: Received, secret: string) =>
  new Webhook(secret).verify(body, headers) as { type: WebhookKind; timestamp: string; data: Record<string, unknown> };
const sorted = (got: Received[]) => got.map(({ headers }) => headers['webhook-id'] ?? '').sort();

async function rows(query: string, ...values: unknown[]) {
  return (await database.superuser.query(query, values)).rows;
}
const standing = (endpointId: string) =>
  rows(
    `select m.kind, d.delivered_at is not null as delivered, d.failed_at is not null as failed, d.tries, d.code from demur.webhook_deliveries d
     join demur.webhook_messages m on m.id = d.message_id where d.endpoint_id = $1 order by d.created_at, d.id`,
    endpointId,
  );
const dueNow = (endpointId: string) =>
  rows(`update demur.webhook_deliveries set next_try_at = clock_timestamp() where endpoint_id = $1`, endpointId);

describe('what happens', () => {
  test('is told to each endpoint that wants it, once, signed as the library verifies, and as the description says', async () => {
    const bank = await world.subscriber();
    const before = await world.change({ publishedDaysAgo: 3 });
    const all = await listening(['notice.given', 'objection.filed', 'objection.resolved', 'authorisation.changed']);
    const some = await listening(['objection.filed']);
    const { noticeOf } = await world.change({ publishedDaysAgo: 2 });
    const filing = { noticeId: noticeOf(bank), userId: bank.signatoryId, daysAgo: 1.5 };
    const { objectionId } = await world.objection(filing);
    await world.resolution({ objectionId, option: 'cease', daysAgo: 1 });
    await Promise.all([round(), round()]);
    await round();

    const told = all.got.map((received) => verified(received, all.secret));
    for (const message of told) expect(messages[message.type].safeParse(message).error).toBeUndefined();
    const kinds = told.map(({ type }) => type);
    for (const kind of ['notice.given', 'objection.filed', 'objection.resolved'] as const)
      expect(
        kinds.filter((each) => each === kind),
        kind,
      ).toHaveLength(1);
    expect(kinds).toContain('authorisation.changed');
    expect(new Set(sorted(all.got)).size).toBe(told.length);
    const notice = told.find(({ type }) => type === 'notice.given');
    expect(notice?.data).toMatchObject({ subscriber: { id: bank.subscriberId }, case: { id: noticeOf(bank) } });
    expect(JSON.stringify(told)).not.toContain(before.noticeOf(bank));
    const resolved = told.find(({ type }) => type === 'objection.resolved');
    expect(resolved?.data).toMatchObject({ objection: { id: objectionId }, resolution: { option: 'cease' } });
    // the same message has the same id everywhere, and nothing else came
    const filed = all.got.find(({ body }) => body.includes('"objection.filed"'));
    expect(sorted(some.got)).toEqual([filed?.headers['webhook-id']]);
    expect(some.got[0]?.body).toBe(filed?.body);
  });

  test('by the clock alone is told too: a window that closed, and a start that came, change what may be sent', async () => {
    const { subprocessorId } = await world.change({ publishedDaysAgo: 35 });
    const { got } = await listening(['authorisation.changed']);
    await round();
    expect(got).toHaveLength(0);
    await database.superuser.query(`update demur.webhook_cursor set reach_at = reach_at - interval '10 days'`);
    await round();
    expect(got.map(({ body }) => JSON.parse(body).data.subprocessor?.id)).toContain(subprocessorId);
  });

  test('to very many at once is said in one message, without a subscriber', async () => {
    const { got } = await listening(['authorisation.changed']);
    await round();
    got.length = 0;
    await world.change({ publishedDaysAgo: 0.5 });
    await round();
    const told = got.map(({ body }) => JSON.parse(body).data);
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ subscriber, subprocessor }) => subscriber === null && subprocessor !== null)).toBe(true);
  });
});

describe('a receiver', () => {
  const message = async (manner: Manner) => {
    const told = await listening(['notice.given'], manner);
    accepted(await keep(testWebhook, admin(), { endpointId: told.endpointId }));
    return told;
  };

  test('that is busy is asked again with the same message, until it takes it', async () => {
    const { endpointId, got, secret, behave } = await message(() => 500);
    await round();
    expect(await standing(endpointId)).toMatchObject([{ delivered: false, failed: false, tries: 1 }]);
    const [wait] = await rows(
      `select extract(epoch from next_try_at - clock_timestamp())::float8 as seconds, (select failing_since is not null from demur.webhook_health h where h.endpoint_id = d.endpoint_id) as failing
       from demur.webhook_deliveries d where endpoint_id = $1`,
      endpointId,
    );
    expect(wait.seconds).toBeGreaterThan(2);
    expect(wait.seconds).toBeLessThan(5.6);
    expect(wait.failing).toBe(true);
    await round();
    expect(got).toHaveLength(1);
    behave(() => 200);
    await dueNow(endpointId);
    await round();
    expect(got).toHaveLength(2);
    expect(sorted(got)[0]).toBe(sorted(got)[1]);
    expect(got[0]?.body).toBe(got[1]?.body);
    for (const each of got) verified(each, secret);
    expect(await standing(endpointId)).toMatchObject([{ delivered: true, tries: 2, code: 200 }]);
    expect(await rows('select failing_since from demur.webhook_health where endpoint_id = $1', endpointId)).toEqual([
      { failing_since: null },
    ]);
  });

  test.each<[string, Manner, object]>([
    ['hangs', () => 'hang', { failure: 'timeout', code: null }],
    ['cuts the line', () => 'cut', { failure: 'connection', answer: 'ECONNRESET' }],
    [
      'leads elsewhere',
      () => ({ code: 302, headers: { location: 'http://169.254.169.254/' } }),
      { failure: 'status', code: 302 },
    ],
    [
      'talks without end',
      () => ({ code: 503, body: 'no\u0000\n'.repeat(10_000) }),
      { failure: 'status', code: 503, answer: expect.stringMatching(/^(no ){99}no?/) },
    ],
  ])('that %s has not taken it', async (_what, manner, failure) => {
    const { endpointId, got } = await message(manner);
    await round();
    expect(got).toHaveLength(1);
    expect(
      await rows(
        'select t.failure, t.code, t.answer from demur.webhook_tries t join demur.webhook_deliveries d on d.id = t.delivery_id where d.endpoint_id = $1',
        endpointId,
      ),
    ).toMatchObject([failure]);
    expect(await standing(endpointId)).toMatchObject([{ delivered: false, failed: false }]);
  });

  test('that took nothing for three days has failed, and is shown so', async () => {
    const { endpointId } = await message(() => 500);
    for (let tries = 0; tries <= PAUSES.length; tries++) {
      await round();
      await dueNow(endpointId);
    }
    expect(await standing(endpointId)).toMatchObject([{ failed: true, tries: PAUSES.length + 1 }]);
  });

  test('that is gone is disabled on the record; what waits is sent when somebody takes it up again', async () => {
    const { endpointId, got, behave } = await message(() => 410);
    await round();
    const [row] = await rows(
      'select disabled_at is not null as disabled from demur.webhook_endpoints where id = $1',
      endpointId,
    );
    expect(row.disabled).toBe(true);
    const [event] = await rows(`select type, role from demur.events order by position desc limit 1`);
    expect(event).toEqual({ type: 'webhook.disabled', role: 'worker' });
    await dueNow(endpointId);
    await round();
    expect(got).toHaveLength(1);
    behave(() => 200);
    await done(pauseWebhook, admin(), { endpointId, paused: false });
    await round();
    expect(got).toHaveLength(2);
  });

  test('that is slow holds up nobody else', async () => {
    const slow = await message(() => 'hang');
    const swift = await message(() => 200);
    const begun = round();
    await expect.poll(() => swift.got.length).toBe(1);
    expect(await standing(slow.endpointId)).toMatchObject([{ delivered: false }]);
    // what comes meanwhile goes out as well: the second round tells the first
    accepted(await keep(testWebhook, admin(), { endpointId: swift.endpointId }));
    await round();
    await expect.poll(() => swift.got.length).toBe(2);
    expect(
      await rows(
        'select count(*)::int as tries from demur.webhook_tries t join demur.webhook_deliveries d on d.id = t.delivery_id where d.endpoint_id = $1',
        slow.endpointId,
      ),
    ).toEqual([{ tries: 0 }]);
    await begun;
  });

  test('is sent nothing when its name has come to stand for a private address', async () => {
    const { endpointId, got } = await message(() => 200);
    await round(database.worker, { allowed: allowedBy('') });
    expect(got).toHaveLength(0);
    expect(
      await rows(
        'select t.failure from demur.webhook_tries t join demur.webhook_deliveries d on d.id = t.delivery_id where d.endpoint_id = $1',
        endpointId,
      ),
    ).toEqual([{ failure: 'target' }]);
  });

  test('is sent again by a second worker what the first one had when it was killed, under the same id', async () => {
    const { endpointId, got } = await message(() => 200);
    const claim = accepted(await keep(claimWebhooks, asWorker(database.worker), { endpointId, atMost: 8 }));
    await round();
    expect(got).toHaveLength(0);
    await dueNow(endpointId);
    await round();
    expect(sorted(got)).toEqual(claim.messages.map(({ messageId }) => `msg_${messageId}`));
    await round();
    expect(got).toHaveLength(1);
  });

  test('with many messages and two workers gets each once', async () => {
    const { endpointId, got } = await listening(['notice.given']);
    for (let i = 0; i < 30; i++) accepted(await keep(testWebhook, admin(), { endpointId }));
    await Promise.all([round(), round(database.owner)]);
    expect(got).toHaveLength(30);
    expect(new Set(sorted(got)).size).toBe(30);
  });
});

describe('at the desk', () => {
  test('a new secret signs from now on, and the one before it too for a day; the one before that no more', async () => {
    const { endpointId, got, secret: first } = await listening(['notice.given']);
    const { secret: second } = await done(rotateWebhookSecret, admin(), { endpointId });
    const send = async () => {
      accepted(await keep(testWebhook, admin(), { endpointId }));
      await round();
      return got.at(-1) as Received;
    };
    const both = await send();
    expect(both.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const secret of [first, second]) verified(both, secret);
    const { secret: third } = await done(rotateWebhookSecret, admin(), { endpointId });
    const later = await send();
    for (const secret of [second, third]) verified(later, secret);
    expect(() => verified(later, first)).toThrow();
    await database.superuser.query(
      `update demur.webhook_secrets set works_until = clock_timestamp() where endpoint_id = $1 and works_until is not null and works_until > clock_timestamp()`,
      [endpointId],
    );
    expect((await send()).headers['webhook-signature']?.split(' ')).toHaveLength(1);
  });

  test('one message, or all since an instant, is sent again under its own id', async () => {
    const { endpointId, got, behave } = await listening(['notice.given']);
    await world.subscriber();
    await world.change({ publishedDaysAgo: 1 });
    await round();
    const ids = sorted(got);
    expect(ids.length).toBeGreaterThan(1);
    expect(accepted(await keep(replayWebhook, admin(), { endpointId, since: world.daysAgo(2) }))).toEqual({
      again: ids.length,
    });
    expect(await keep(replayWebhook, admin(), { endpointId, since: world.daysAgo(2) })).toMatchObject({ ok: false });
    behave(() => 200);
    await round();
    expect(sorted(got)).toEqual([...ids, ...ids].sort());
    const [one] = await rows(
      'select id, message_id from demur.webhook_deliveries where endpoint_id = $1 limit 1',
      endpointId,
    );
    accepted(await keep(replayWebhook, admin(), { endpointId, deliveryId: one.id }));
    await round();
    expect(got.at(-1)?.headers['webhook-id']).toBe(`msg_${one.message_id}`);
  });

  test('a pause keeps what happens; one that is removed is sent nothing any more', async () => {
    const { endpointId, got } = await listening(['notice.given']);
    await done(pauseWebhook, admin(), { endpointId, paused: true });
    await world.change({ publishedDaysAgo: 1 });
    await round();
    expect(got).toHaveLength(0);
    const waiting = (await standing(endpointId)).length;
    expect(waiting).toBeGreaterThan(0);
    await done(pauseWebhook, admin(), { endpointId, paused: false });
    await round();
    expect(got).toHaveLength(waiting);
    await done(endWebhook, admin(), { endpointId });
    await world.change({ publishedDaysAgo: 1 });
    await round();
    expect(got).toHaveLength(waiting);
  });

  test('the worker is woken where somebody listens, and not for letters', async () => {
    const jobs = async () =>
      Number(
        (
          await rows(
            `select count(*)::int as jobs from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'webhooks'`,
          )
        )[0].jobs,
      );
    const before = await jobs();
    await world.change({ publishedDaysAgo: 1 });
    expect(await jobs()).toBe(before);
    await listening(['notice.given']);
    const listened = await jobs();
    await world.change({ publishedDaysAgo: 1 });
    expect(await jobs()).toBeGreaterThan(listened);
  });
});

test('a demo’s database sends nothing, wherever it is taken to', async () => {
  const { endpointId, got } = await listening(['notice.given']);
  await world.change({ publishedDaysAgo: 1 });
  await rows(`update demur.vendor set demo = true`);
  try {
    await webhookRound({ opening: asWorker(database.worker), log, road: { resolve: here } });
  } finally {
    await rows(`update demur.vendor set demo = false`);
  }
  expect(got).toEqual([]);
  const tries = `select distinct t.answer from demur.webhook_tries t join demur.webhook_deliveries d on d.id = t.delivery_id where d.endpoint_id = $1`;
  expect(await rows(tries, endpointId)).toEqual([{ answer: expect.stringContaining('This is a demo') }]);
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql as statement } from 'drizzle-orm';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MailServer, mailServer } from '#db/testing/mail-server.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, asWorker } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { composeLetters } from './compose-letters.ts';
import { demoCarrier } from './demo-carrier.ts';
import { postRound } from './round.ts';
import type { Writers } from './write-letters.ts';
import { writers } from './writers.ts';

/** The worker as it runs, against npm's SMTP server: whatever happens, each letter ends as sent, bounced or failed, and once. */

let database: TestDatabase;
let world: Scenario;
let bank: Subscriber;
const workers = new Set<ChildProcess>();
const servers = new Set<MailServer>();

beforeEach(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  bank = await world.subscriber();
  await sql(`UPDATE demur.users SET disabled_at = now() WHERE id = ANY ($1)`, [bank.contactId, bank.signatoryId]);
});
afterEach(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  workers.clear();
  await Promise.all([...servers].map((server) => server.close()));
  servers.clear();
  await database.drop();
});

const sql = async (statement: string, ...values: unknown[]) => (await database.superuser.query(statement, values)).rows;

async function serve(...options: Parameters<typeof mailServer>): Promise<MailServer> {
  const server = await mailServer(...options);
  servers.add(server);
  return server;
}

async function work(smtpUrl: string) {
  const env = {
    ...process.env,
    DATABASE_WORKER_URL: database.workerUrl,
    SMTP_URL: smtpUrl,
    NEXTAUTH_URL: 'https://demur.example',
    NEXTAUTH_SECRET: 'the secret of an installation that is none',
  };
  const file = path.join(import.meta.dirname, '../jobs/worker.ts');
  const worker = spawn(process.execPath, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', file], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  workers.add(worker);
  const ended = once(worker, 'exit');
  await once(worker, 'message');
  return { worker, ended };
}

/** Readers of the bank's letters, by the part of their address before the @. */
async function readers(...names: string[]): Promise<void> {
  for (const name of names)
    await world.member({ subscriberId: bank.subscriberId, right: 'contact', email: `${name}@reader.example`, name });
}

async function until(query: string, ...values: unknown[]): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const [row] = await sql(`SELECT (${query}) AS true`, ...values);
    if (row?.true) return;
    await sleep(25);
  }
  throw new Error(
    `never came true: ${query}; ${JSON.stringify(await sql('SELECT q.*, t.* FROM demur.delivery_queue q LEFT JOIN demur.delivery_tries t ON t.delivery_id = q.id LIMIT 5'))}`,
  );
}

const nothingWaits = `SELECT NOT EXISTS (SELECT FROM demur.delivery_queue) AND NOT EXISTS (SELECT FROM demur.letters WHERE composed_at IS NULL AND lapsed_at IS NULL AND failed_at IS NULL)`;
const nothingIsDue = `SELECT NOT EXISTS (SELECT FROM demur.delivery_queue WHERE next_try_at <= now() OR leased_until IS NOT NULL) AND EXISTS (SELECT FROM demur.deliveries)`;

/** Lets time pass for the post: what is to be tried again later is due, and leases of the dead run out. */
async function later(interval: string): Promise<void> {
  await sql(
    `UPDATE demur.delivery_queue SET next_try_at = next_try_at - $1::interval, first_tried_at = first_tried_at - $1::interval, leased_until = leased_until - $1::interval`,
    interval,
  );
  await sql(
    `UPDATE demur.mail_relay SET unreachable_since = unreachable_since - $1::interval, next_try_at = next_try_at - $1::interval`,
    interval,
  );
  await sql(`SELECT graphile_worker.add_job('letters')`);
}

/** How each delivery ended, by the part of its address before the @. */
async function ends(): Promise<Record<string, string>> {
  const rows = await sql(`
    SELECT split_part(address, '@', 1) AS reader, CASE WHEN bounced_at IS NOT NULL THEN 'bounced ' || coalesce(bounce_code, 0) WHEN handed_at IS NOT NULL THEN 'handed ' || relay_code
      WHEN failed_at IS NOT NULL THEN 'failed' ELSE 'waiting' END AS became FROM demur.deliveries ORDER BY address`);
  return Object.fromEntries(rows.map(({ reader, became }) => [reader, became]));
}

/** Events of the log on letters, and how often. */
async function events(): Promise<Record<string, number>> {
  const rows = await sql(
    `SELECT type, count(*)::integer AS count FROM demur.events WHERE type LIKE 'letter.%' GROUP BY type`,
  );
  return Object.fromEntries(rows.map(({ type, count }) => [type, count]));
}

test('what a server answers decides: taken, refused at once or after the text, put off, silent, or cut off', async () => {
  await readers('taken', 'unknown', 'unwanted', 'busy', 'silent', 'cut');
  await world.member({ subscriberId: bank.subscriberId, right: 'contact', email: 'crlf@reader.example', name: 'Eve' });
  await sql(
    `UPDATE demur.users SET name = $1 WHERE email = 'crlf@reader.example'`,
    'Eve\r\nBcc: thief@evil.example\r\n\r\nHello',
  );
  const server = await serve((address, tried) => {
    const [reader] = address.split('@');
    if (reader === 'unknown') return { at: 'rcpt', code: 550 };
    if (reader === 'unwanted') return { at: 'data', code: 554 };
    if (tried > 1) return 'take';
    if (reader === 'busy') return { at: 'rcpt', code: 451 };
    return reader === 'silent' ? 'hang' : reader === 'cut' ? 'cut' : 'take';
  });
  await work(server.url);
  const { noticeOf } = await world.change({ publishedDaysAgo: 1 });
  await until(nothingIsDue);
  expect(await ends()).toEqual({
    ...{ busy: 'waiting', crlf: 'handed 250', cut: 'waiting', silent: 'waiting' },
    ...{ taken: 'handed 250', unknown: 'bounced 550', unwanted: 'bounced 554' },
  });
  await later('2 minutes');
  await until(nothingWaits);
  expect(await ends()).toMatchObject({ busy: 'handed 250', cut: 'handed 250', silent: 'handed 250' });

  const taken = ['busy', 'crlf', 'cut', 'silent', 'taken'];
  expect(server.arrived.map(({ to }) => to).sort()).toEqual(taken.map((reader) => `${reader}@reader.example`));
  expect(await events()).toEqual({ 'letter.composed': 1, 'letter.handed_over': 5, 'letter.bounced': 2 });
  const tries = await sql(`SELECT code, answer FROM demur.delivery_tries ORDER BY code`);
  expect(tries).toEqual([
    { code: 451, answer: expect.stringContaining('Come back later') },
    { code: null, answer: expect.any(String) },
    { code: null, answer: expect.any(String) },
  ]);
  const [notice] = await sql(`SELECT shown_at IS NOT NULL AS shown FROM demur.notices WHERE id = $1`, noticeOf(bank));
  expect(notice).toEqual({ shown: true });

  const eve = server.arrived.find(({ to }) => to.startsWith('crlf'))?.mail;
  expect(eve?.headers.has('bcc')).toBe(false);
  expect(eve?.to).toMatchObject({
    value: [{ address: 'crlf@reader.example', name: expect.stringContaining('Eve Bcc:') }],
  });
  expect(eve?.from).toMatchObject({
    value: [{ address: 'privacy@vendor.example', name: 'Tramontana Learning, S.L.' }],
  });
  expect(eve?.headers.get('auto-submitted')).toBe('auto-generated');
  expect(eve?.headers.get('content-language')).toBe('en');
  expect(eve?.headers.has('list')).toBe(false);
  expect(eve?.messageId).toMatch(/^<[0-9a-f-]{36}@demur\.example>$/);
  expect(eve?.text).toBeTruthy();
  expect(eve?.html).toContain('<');
});

test('a server that is down for two hours costs no letter and no tries of most; one that is down for two days is seen', async () => {
  await readers(...Array.from({ length: 30 }, (_, index) => `reader${index}`));
  const gone = await mailServer();
  await gone.close();
  await work(gone.url);
  await world.change({ publishedDaysAgo: 1 });
  const unreachable = `SELECT tries >= $1 AND next_try_at > now() FROM demur.mail_relay`;
  await until(unreachable, 1);
  for (const times of [2, 3]) {
    await later('1 hour');
    await until(unreachable, times);
  }
  const [untried] = await sql(
    `SELECT count(*)::integer AS count FROM demur.delivery_queue WHERE first_tried_at IS NULL`,
  );
  expect(untried?.count).toBeGreaterThan(10);
  const server = await serve(undefined, gone.port);
  await later('1 hour');
  await until(nothingWaits);
  expect(new Set(server.arrived.map(({ to }) => to)).size).toBe(30);
  expect(server.arrived).toHaveLength(30);
  expect(await sql(`SELECT unreachable_since FROM demur.mail_relay`)).toEqual([{ unreachable_since: null }]);

  await server.close();
  servers.delete(server);
  await world.change({ publishedDaysAgo: 1 });
  await until(unreachable, 1);
  await later('49 hours');
  await until(nothingWaits);
  const failed = await sql(`SELECT DISTINCT failure FROM demur.deliveries WHERE failed_at IS NOT NULL`);
  expect(failed).toEqual([{ failure: expect.stringContaining('ECONNREFUSED') }]);
  expect(await events()).toEqual({ 'letter.composed': 2, 'letter.handed_over': 30, 'letter.failed': 30 });
});

test('of a worker that is killed between sending and marking another one sends one letter again, under the same Message-ID', async () => {
  await readers('twice');
  await world.change({ publishedDaysAgo: 1 });
  await run(composeLetters, asWorker(database.worker), { atMost: 10 });
  const log = await database.superuser.connect();
  let sent: () => void = () => undefined;
  const left = new Promise<void>((resolve) => {
    sent = resolve;
  });
  const server = await serve(() => async () => sent());
  try {
    // a mark waits for the head of the log
    await log.query('BEGIN; SELECT FROM demur.log_head FOR UPDATE');
    const { worker, ended } = await work(server.url);
    await left;
    await until(
      `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE usename = 'demur_worker' AND wait_event_type = 'Lock')`,
    );
    worker.kill('SIGKILL');
    await ended;
  } finally {
    await log.query('ROLLBACK');
    log.release();
  }
  expect(await ends()).toEqual({ twice: 'waiting' });
  await work(server.url);
  await later('5 minutes');
  await until(nothingWaits);
  expect(await ends()).toEqual({ twice: 'handed 250' });
  expect(server.arrived).toHaveLength(2);
  expect(new Set(server.arrived.map(({ messageId }) => messageId)).size).toBe(1);
  expect(await events()).toEqual({ 'letter.composed': 1, 'letter.handed_over': 1 });
});

test('two workers send each letter once, also when the database drops every connection meanwhile', {
  timeout: 90_000,
}, async () => {
  await readers(...Array.from({ length: 30 }, (_, index) => `reader${index}`));
  let count = 0;
  const server = await serve(() => async () => {
    count += 1;
    await sleep(20);
    if (count === 20)
      await sql(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'demur_worker' AND datname = current_database()`,
      );
  });
  const [one, two] = [await work(server.url), await work(server.url)];
  await world.change({ publishedDaysAgo: 1 });
  await world.change({ publishedDaysAgo: 1 });
  await until(`SELECT count(*) FILTER (WHERE handed_at IS NOT NULL) >= 25 FROM demur.deliveries`);
  for (const { worker } of [one, two]) worker.kill('SIGTERM');
  await Promise.all([one.ended, two.ended]);
  // a lease whose answer was lost with its connection is nobody's until it ends
  await work(server.url);
  await later('5 minutes');
  await until(nothingWaits);
  expect(server.arrived).toHaveLength(60);
  expect(new Set(server.arrived.map(({ messageId }) => messageId)).size).toBe(60);
  expect(await events()).toEqual({ 'letter.composed': 2, 'letter.handed_over': 60 });
});

test('a letter whose writer throws fails alone and is named, nothing of what was thrown is kept, and the others go out', async () => {
  await readers('reader');
  const other = await world.subscriber();
  await world.change({ publishedDaysAgo: 1 });
  const notice = writers.notice;
  const said: Writers = {
    ...writers,
    notice: {
      ...notice,
      facts: async (tx, owed, now) => {
        const facts = await notice.facts(tx, owed, now);
        return new Map(
          owed.map(({ id, subscriberId }) => [id, subscriberId === bank.subscriberId ? null : facts.get(id)]),
        );
      },
      write(facts, language, head) {
        if (facts === null) throw new RangeError('Friederike Althoven wrote this');
        return notice.write(facts, language, head);
      },
    },
  };
  const round = { opening: asWorker(database.worker), log: pino({ enabled: false }), carrier: demoCarrier };
  await postRound({ ...round, writers: said });
  expect(await sql(`SELECT subscriber_id, failure FROM demur.letters WHERE failed_at IS NOT NULL`)).toEqual([
    {
      subscriber_id: bank.subscriberId,
      failure: expect.stringMatching(/^notice: RangeError at lib\/post\/post\.db\.test\.ts:\d+:\d+$/),
    },
  ]);
  const handed = await sql(`SELECT DISTINCT subscriber_id FROM demur.deliveries WHERE handed_at IS NOT NULL`);
  expect(handed).toEqual([{ subscriber_id: other.subscriberId }]);
  expect(await events()).toEqual({ 'letter.composed': 1, 'letter.failed': 1, 'letter.handed_over': 2 });

  // facts that can't be read: a statement that is refused, which would end the whole transaction
  await sql(`UPDATE demur.letters SET failed_at = NULL, failure = NULL WHERE failed_at IS NOT NULL`);
  await world.change({ publishedDaysAgo: 1 });
  const broken: Writers = {
    ...writers,
    notice: {
      ...notice,
      async facts(tx, owed, now) {
        if (owed.some(({ subscriberId }) => subscriberId === bank.subscriberId))
          await tx.execute(statement`select 'Althoven'::uuid`);
        return notice.facts(tx, owed, now);
      },
    },
  };
  await postRound({ ...round, writers: broken });
  const failures = await sql(`SELECT failure FROM demur.letters WHERE failed_at IS NOT NULL`);
  expect(failures).toHaveLength(2);
  for (const { failure } of failures) expect(failure).toMatch(/^notice: \w*Error at (lib|db)\//);
  expect(await events()).toMatchObject({ 'letter.composed': 2, 'letter.failed': 3, 'letter.handed_over': 4 });
  await sql(`UPDATE demur.users SET disabled_at = NULL`);
  expect(await inspectLog(asOwner(database.owner))).toMatchObject({ ok: true, difference: null });
});

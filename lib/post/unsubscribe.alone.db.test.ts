import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asWorker, bySession } from '#db/transaction.ts';
import { newId } from '#lib/command/new-id.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { confirmFollowing } from '#lib/followers/confirm-following.ts';
import { followRegister } from '#lib/followers/follow-register.ts';
import { stopFollowing } from '#lib/followers/stop-following.ts';
import { followerToken, hashOfToken, proofOf } from '#lib/followers/token.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { askToStopLetters } from './ask-to-stop-letters.ts';
import type { Carrier, Dispatch } from './carrier.ts';
import { demoCarrier } from './demo-carrier.ts';
import { postRound } from './round.ts';
import { stopOf } from './stop-token.ts';

let database: TestDatabase;
let world: Scenario;
let dispatched: Dispatch[] = [];

/** Takes every letter and remembers what went out. */
const carrier: Carrier = {
  ...demoCarrier,
  carry(dispatch, ...more) {
    dispatched.push(dispatch);
    return demoCarrier.carry(dispatch, ...more);
  },
};

beforeAll(async () => {
  Object.assign(process.env, {
    NEXTAUTH_SECRET: 'the secret of an installation that is none',
    NEXTAUTH_URL: 'https://demur.example',
  });
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

const sql = async (statement: string, ...values: unknown[]) => (await database.superuser.query(statement, values)).rows;

async function round(): Promise<Dispatch[]> {
  dispatched = [];
  await postRound({ opening: asWorker(database.worker), log: pino({ enabled: false }), carrier });
  return dispatched;
}

test('a reminder can be stopped by its link, by its reader alone and on the record; a notice can’t be', async () => {
  const bank = await world.subscriber();
  const { noticeOf, changeId } = await world.change({ publishedDaysAgo: 20 });
  const noticeId = noticeOf(bank);
  const remind = () =>
    sql(
      `INSERT INTO demur.letters (kind, notice_id, subscriber_id, about, facts, obliged_at)
       SELECT 'reminder', id, subscriber_id, jsonb_build_object('notices', id, 'changes', $2::text), jsonb_build_object('days', 7, 'closesAt', demur.iso(closes_at)), now()
       FROM demur.notices WHERE id = $1`,
      noticeId,
      changeId,
    );
  const notices = await round();
  expect(notices).toHaveLength(2);
  expect(notices.map(({ unsubscribe }) => unsubscribe)).toEqual([null, null]);

  await remind();
  const reminders = await round();
  expect(reminders).toHaveLength(2);
  for (const { unsubscribe, text, html } of reminders) {
    const link = unsubscribe?.replace(/\/one-click$/, '') ?? 'none';
    expect(link).toMatch(/^https:\/\/demur\.example\/letters\/stop\/.+/);
    expect(text).toContain(link);
    expect(html).toContain(`href="${link}"`);
    expect(text + html).not.toContain('{link}');
  }

  const token = reminders[0]?.unsubscribe?.split('/').at(-2) ?? '';
  const stop = stopOf(token);
  expect(await keep(askToStopLetters, bySession(database.web, null), stop)).toMatchObject({ ok: true });
  await remind();
  expect(await round()).toHaveLength(1);
  expect(await sql(`SELECT user_id, muted FROM demur.preferences`)).toEqual([
    { user_id: stop?.userId, muted: ['reminder'] },
  ]);
  const told = `SELECT role, count(*)::integer AS count FROM demur.events WHERE type = 'preferences.changed' GROUP BY role`;
  expect(await sql(told)).toEqual([{ role: 'worker', count: 1 }]);
  // once more changes nothing
  await keep(askToStopLetters, bySession(database.web, null), stop);
  await round();
  expect(await sql(told)).toEqual([{ role: 'worker', count: 1 }]);

  for (const { unsubscribe } of reminders)
    await keep(askToStopLetters, bySession(database.web, null), stopOf(unsubscribe?.split('/').at(-2) ?? ''));
  await round();
  await remind();
  expect(await round()).toHaveLength(0);
  expect(await sql(`SELECT lapsed_because FROM demur.letters WHERE lapsed_at IS NOT NULL`)).toEqual([
    { lapsed_because: 'not_wanted' },
  ]);
});

test('a follower’s letters hold links that open, leave no event, and leave no address behind once the following ends', async () => {
  const id = newId();
  const anybody = bySession(database.web, null);
  // followed under a secret that is no longer the installation's
  const tokenHash = hashOfToken(followerToken(id, 'another secret of the same installation'));
  await keep(followRegister, anybody, { id, tokenHash, email: 'reader@press.example', origin: id });
  const events = `SELECT count(*)::integer AS count FROM demur.events WHERE type LIKE 'letter.%'`;
  const before = await sql(events);
  const [confirmation] = await round();
  expect(confirmation).toMatchObject({ to: { address: 'reader@press.example' }, unsubscribe: null });
  const token = /\/follow\/confirm\/(\S+)/.exec(confirmation?.text ?? '')?.[1] ?? '';
  expect(await keep(confirmFollowing, anybody, proofOf(token))).toMatchObject({ ok: true });
  expect(await sql(events)).toEqual(before);

  await world.change({ publishedDaysAgo: 0.01 });
  const letter = (await round()).find(({ to }) => to.address === 'reader@press.example');
  expect(letter?.unsubscribe).toBe(`https://demur.example/follow/stop/${token}/one-click`);
  expect(await keep(stopFollowing, anybody, proofOf(token))).toMatchObject({ ok: true });
  expect(await sql(`SELECT DISTINCT address FROM demur.deliveries WHERE follower_id = $1`, id)).toEqual([
    { address: null },
  ]);
});

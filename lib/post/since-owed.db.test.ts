import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asScenario, asWorker, bySession } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { confirmFollowing } from '#lib/followers/confirm-following.ts';
import { followRegister } from '#lib/followers/follow-register.ts';
import { stopFollowing } from '#lib/followers/stop-following.ts';
import { followerToken, hashOfToken, proofOf } from '#lib/followers/token.ts';
import { writeLetterAgain } from '#lib/letters/write-letter-again.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { carriedOut } from '../command/refusal.ts';
import type { Carrier } from './carrier.ts';
import { composeLetters } from './compose-letters.ts';
import { demoCarrier } from './demo-carrier.ts';
import { postRound } from './round.ts';

/** Time passes between the cause of a letter, its writing and its leaving: what has happened meanwhile is minded. */

let database: TestDatabase;
let world: Scenario;
let sent: string[] = [];
beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

const sql = async (statement: string, ...values: unknown[]) => (await database.superuser.query(statement, values)).rows;
const compose = async () => carriedOut(await run(composeLetters, asWorker(database.worker), { atMost: 1000 }));
const carrier: Carrier = {
  ...demoCarrier,
  carry(dispatch, ...more) {
    sent.push(`${dispatch.to.address} ${dispatch.text}`);
    return demoCarrier.carry(dispatch, ...more);
  },
};
async function round(): Promise<string[]> {
  sent = [];
  await postRound({ opening: asWorker(database.worker), log: pino({ enabled: false }), carrier });
  return sent;
}
const failures = () =>
  sql(`SELECT d.address, d.failure, e.type FROM demur.deliveries d
    LEFT JOIN LATERAL (SELECT type FROM demur.events WHERE case_id = (SELECT notice_id FROM demur.letters WHERE id = d.letter_id) AND type = 'letter.failed' LIMIT 1) e ON true
    WHERE d.failed_at IS NOT NULL ORDER BY d.address`);

test('what waits for somebody who acts there no more is not sent, nor is a reminder of what was answered meanwhile', async () => {
  const bank = await world.subscriber();
  for (const name of ['left', 'disabled', 'stays'])
    await world.member({ subscriberId: bank.subscriberId, right: 'contact', email: `${name}@reader.example`, name });
  const { noticeOf, changeId } = await world.change({ publishedDaysAgo: 1 });
  await compose();
  await sql(
    `UPDATE demur.memberships SET ended_at = now() WHERE user_id = (SELECT id FROM demur.users WHERE email = 'left@reader.example')`,
  );
  await sql(`UPDATE demur.users SET disabled_at = now() WHERE email = 'disabled@reader.example'`);
  const to = (await round()).map((each) => each.split(' ')[0]);
  expect(to).toContain('stays@reader.example');
  expect(to).not.toContain('left@reader.example');
  expect(to).not.toContain('disabled@reader.example');
  const gone = { failure: 'Not sent: this person no longer acts here.', type: 'letter.failed' };
  expect(await failures()).toEqual([
    { address: 'disabled@reader.example', ...gone },
    { address: 'left@reader.example', ...gone },
  ]);

  await sql(
    `INSERT INTO demur.letters (kind, notice_id, subscriber_id, about, facts, obliged_at)
     SELECT 'reminder', id, subscriber_id, jsonb_build_object('notices', id, 'changes', $2::text), jsonb_build_object('days', 7, 'closesAt', demur.iso(closes_at)), now()
     FROM demur.notices WHERE id = $1`,
    ...[noticeOf(bank), changeId],
  );
  expect((await compose()).composed).toBe(1);
  await world.acceptance({ noticeId: noticeOf(bank), userId: bank.signatoryId, daysAgo: 0 });
  expect(await round()).toEqual([]);
  expect(await sql(`SELECT FROM demur.delivery_queue`)).toEqual([]);
});

test('whoever stops following while their letter is written gets none, and leaves no address behind', async () => {
  const followerId = newId();
  const token = followerToken(followerId);
  const nobody = bySession(database.web, null);
  const email = 'follower@reader.example';
  carriedOut(
    await keep(followRegister, nobody, { id: followerId, email, tokenHash: hashOfToken(token), origin: email }),
  );
  carriedOut(await keep(confirmFollowing, nobody, proofOf(token)));
  await round();
  await world.change({ publishedDaysAgo: 0 });
  const ending = await database.superuser.connect();
  await ending.query('BEGIN');
  await ending.query(`UPDATE demur.followers SET ended_at = now(), email = NULL WHERE id = $1`, [followerId]);
  const composing = compose();
  const blocked = `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE usename = 'demur_worker' AND datname = current_database() AND wait_event_type = 'Lock') AS yes`;
  for (let tries = 0; tries < 100 && !(await sql(blocked))[0]?.yes; tries += 1)
    await new Promise((done) => setTimeout(done, 20));
  await ending.query('COMMIT');
  ending.release();
  await composing;
  expect(await sql(`SELECT FROM demur.deliveries WHERE follower_id = $1 AND address IS NOT NULL`, followerId)).toEqual(
    [],
  );
  expect((await round()).filter((each) => each.startsWith('follower@'))).toEqual([]);
  expect((await keep(stopFollowing, nobody, proofOf(token))).ok).toBe(true);
});

test('a letter that had nobody to go to is written later, and tells of what happened when it was first owed', async () => {
  const empty = await world.subscriber();
  const people = [empty.contactId, empty.signatoryId];
  await sql(`UPDATE demur.users SET disabled_at = now() WHERE id = ANY ($1)`, people);
  const { noticeOf } = await world.change({ publishedDaysAgo: 5 });
  const [{ day } = { day: '' }] = await sql(
    `SELECT to_char(closes_at + interval '20 days', 'YYYY-MM-DD') AS day FROM demur.notices WHERE id = $1`,
    noticeOf(empty),
  );
  await world.extension({ noticeId: noticeOf(empty), lastDay: day });
  await compose();
  const lapsed = `SELECT id FROM demur.letters WHERE notice_id = $1 AND kind = 'window_extended' AND lapsed_because = 'nobody_to_write_to'`;
  const [letter] = await sql(lapsed, noticeOf(empty));
  await sql(`UPDATE demur.users SET disabled_at = NULL WHERE id = ANY ($1)`, people);
  const again = { letterId: letter?.id, idempotencyKey: newId() };
  carriedOut(await run(writeLetterAgain, asScenario(database.owner, world.adminId, null), again));
  expect(await compose()).toMatchObject({ composed: 1, failed: [] });
});

test('a letter that comes late says when it was due; one whose matter is over stays, and what waited for a month is given up', async () => {
  const [silent, reader, accepting] = [await world.subscriber(), await world.subscriber(), await world.subscriber()];
  const long = await world.change({ publishedDaysAgo: 60 });
  const { noticeOf } = long;
  await world.reading({ noticeId: noticeOf(reader), userId: reader.contactId, daysAgo: 40 });
  await world.acceptance({ noticeId: noticeOf(accepting), userId: accepting.signatoryId, daysAgo: 40 });
  await compose();
  const became = async (party: typeof silent) =>
    (
      await sql(
        `SELECT l.lapsed_because, t.body_text FROM demur.letters l LEFT JOIN demur.letter_texts t ON t.letter_id = l.id
         WHERE l.notice_id = $1 AND l.kind = 'notice'`,
        noticeOf(party),
      )
    )[0];
  expect(await became(silent)).toEqual({
    lapsed_because: null,
    body_text: expect.stringMatching(
      /was over before this letter[\s\S]+This letter was to be written on \d+ \w+ \d{4}\./,
    ),
  });
  for (const party of [reader, accepting])
    expect(await became(party)).toEqual({ lapsed_because: 'no_longer_due', body_text: null });

  await sql(`UPDATE demur.delivery_queue SET next_try_at = next_try_at - interval '31 days'`);
  expect(await round()).toEqual([]);
  expect(await failures()).toContainEqual(
    expect.objectContaining({ failure: 'Not sent: it has waited for 30 days.', type: 'letter.failed' }),
  );
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { recordAcceptance } from './record-acceptance.ts';
import { recordReading } from './record-reading.ts';
import { requestEarlyStart } from './request-early-start.ts';
import { takeBackAcceptance } from './take-back-acceptance.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  await watchRows(database.superuser);
});
afterAll(() => database.drop());

async function as(userId: string): Promise<Opening> {
  return bySession(database.web, (await world.session(userId)).secretHash);
}

async function caseOf(publishedDaysAgo = 5) {
  const subscriber = await world.subscriber();
  const { noticeOf } = await world.change({ publishedDaysAgo });
  const [contact, signatory] = [await as(subscriber.contactId), await as(subscriber.signatoryId)];
  return { ...subscriber, noticeId: noticeOf(subscriber), contact, signatory };
}

async function eventsOf(noticeId: string): Promise<string[]> {
  const { rows } = await database.superuser.query(
    'SELECT type FROM demur.events WHERE case_id = $1 ORDER BY position OFFSET 1',
    [noticeId],
  );
  return rows.map(({ type }) => type);
}

async function notice(noticeId: string) {
  const { rows } = await database.superuser.query(
    `SELECT answer, answered_at IS NOT NULL AS answered, shown_at AS "shownAt", early_start_at IS NOT NULL AS early FROM demur.notices WHERE id = $1`,
    [noticeId],
  );
  return rows[0];
}

describe('“no objection”', () => {
  test('is recorded, taken back, and recorded again, each an event', async () => {
    const { noticeId, signatory } = await caseOf();
    expect((await run(recordAcceptance, signatory, { noticeId })).ok).toBe(true);
    expect(await notice(noticeId)).toMatchObject({ answer: 'accepted', answered: true });
    expect(await run(recordAcceptance, signatory, { noticeId })).toMatchObject({ code: 'already_answered' });
    expect((await run(takeBackAcceptance, signatory, { noticeId })).ok).toBe(true);
    expect(await notice(noticeId)).toMatchObject({ answer: null, answered: false });
    expect(await run(takeBackAcceptance, signatory, { noticeId })).toMatchObject({ code: 'not_open' });
    expect((await run(recordAcceptance, signatory, { noticeId })).ok).toBe(true);
    expect(await eventsOf(noticeId)).toEqual(['notice.accepted', 'notice.acceptance_taken_back', 'notice.accepted']);
  });

  test('said eight times at once is said once', async () => {
    const { noticeId, signatory } = await caseOf();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => run(recordAcceptance, signatory, { noticeId })));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await eventsOf(noticeId)).toEqual(['notice.accepted']);
  });

  test('can be neither taken back nor said once the window has closed', async () => {
    const { noticeId, signatory, signatoryId } = await caseOf(45);
    await world.acceptance({ noticeId, userId: signatoryId, daysAgo: 40 });
    const refused = await run(takeBackAcceptance, signatory, { noticeId });
    expect(refused).toMatchObject({ code: 'window_closed', facts: { closedAt: expect.any(String) } });
    const over = await caseOf(45);
    expect(await run(recordAcceptance, over.signatory, { noticeId: over.noticeId })).toMatchObject({
      code: 'window_closed',
    });
  });
});

describe('a reading', () => {
  test('is recorded once a user, and the first of all shows the notice', async () => {
    const { noticeId, contact, signatory, contactId } = await caseOf();
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => run(recordReading, contact, { noticeId })));
    for (const outcome of outcomes) expect(outcome).toEqual({ ok: true, value: { noticeId } });
    const { shownAt } = await notice(noticeId);
    expect((await run(recordReading, signatory, { noticeId })).ok).toBe(true);
    expect((await notice(noticeId)).shownAt).toEqual(shownAt);
    const { rows } = await database.superuser.query(
      'SELECT user_id AS "by", read_at AS "at" FROM demur.readings WHERE notice_id = $1 ORDER BY read_at',
      [noticeId],
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual({ by: contactId, at: shownAt });
    expect(await eventsOf(noticeId)).toEqual(['notice.read', 'notice.read']);
  });
});

describe('an early start', () => {
  test('needs an accepted change, is asked for once, and holds “no objection” in place', async () => {
    const { noticeId, signatory } = await caseOf();
    expect(await run(requestEarlyStart, signatory, { noticeId })).toMatchObject({ code: 'window_open' });
    await run(recordAcceptance, signatory, { noticeId });
    expect((await run(requestEarlyStart, signatory, { noticeId })).ok).toBe(true);
    expect(await notice(noticeId)).toMatchObject({ early: true });
    expect(await run(requestEarlyStart, signatory, { noticeId })).toMatchObject({ code: 'already_done' });
    expect(await run(takeBackAcceptance, signatory, { noticeId })).toMatchObject({ code: 'already_done' });
    expect(await eventsOf(noticeId)).toEqual(['notice.accepted', 'early_start.requested']);
  });
});

test('every row that changed is named by the event of its transaction, and no other', async () => {
  expect(await unaccounted(database.superuser)).toEqual([]);
});

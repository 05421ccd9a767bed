import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { code, codes, record } from '#db/testing/record.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, bySession, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { giveInformation } from '#lib/objections/give-information.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { by, done } from '#lib/world/world.ts';
import { admitObjection } from './admit-objection.ts';
import { assessGrounds } from './assess-grounds.ts';
import { requestInformation } from './request-information.ts';
import { resumeReview } from './resume-review.ts';
import { startReview } from './start-review.ts';

let database: TestDatabase;
let world: Scenario;
let desk: Opening;
const { rows, eventsOf, lettersOf, answerOf } = record(() => database);

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  await watchRows(database.superuser);
  desk = await as(world.adminId);
});
afterAll(() => database.drop());

async function as(userId: string): Promise<Opening> {
  return bySession(database.web, (await world.session(userId)).secretHash);
}

async function noticed(publishedDaysAgo: number) {
  const subscriber = await world.subscriber();
  const change = await world.change({ publishedDaysAgo });
  return { subscriber, change, noticeId: change.noticeOf(subscriber), userId: subscriber.signatoryId };
}

async function objected(publishedDaysAgo = 10, filedDaysAgo = 8) {
  const given = await noticed(publishedDaysAgo);
  return { ...given, ...(await world.objection({ ...given, daysAgo: filedDaysAgo })) };
}

interface Progress {
  status: string;
  respondBy: Instant | null;
  pausedAt: Instant | null;
}
const progressOf = async (objectionId: string) =>
  (
    await rows<Progress>(
      'SELECT status, demur.iso(respond_by) AS "respondBy", demur.iso(paused_at) AS "pausedAt" FROM demur.objection_progress WHERE id = $1',
      objectionId,
    )
  )[0];

describe('review', () => {
  test('begins once', async () => {
    const { objectionId, noticeId } = await objected();
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => run(startReview, desk, { objectionId })));
    expect(codes(outcomes)).toEqual([...Array(5).fill('already_done'), 'ok']);
    expect(await progressOf(objectionId)).toMatchObject({ status: 'under_review' });
    expect((await eventsOf(noticeId)).at(-1)).toBe('review.started');
  });

  test('the target stands still while information is awaited, and goes on with the answer or without it', async () => {
    for (const goOn of ['answer', 'without'] as const) {
      const { objectionId, noticeId, userId } = await objected();
      const before = await progressOf(objectionId);
      await world.informationRequest({ objectionId, daysAgo: 6 });
      expect(await progressOf(objectionId)).toEqual({
        status: 'information_requested',
        respondBy: before?.respondBy,
        pausedAt: world.daysAgo(6),
      });
      expect([(await eventsOf(noticeId)).at(-1), (await lettersOf(noticeId)).at(-1)]).toEqual([
        'information.requested',
        'message',
      ]);

      if (goOn === 'without') await world.resumption({ objectionId, daysAgo: 1 });
      else
        await done(giveInformation, by(world, userId, world.daysAgo(1)), {
          objectionId,
          idempotencyKey: newId(),
          body: 'All of them.',
        });
      const after = await progressOf(objectionId);
      expect(after).toMatchObject({ status: 'under_review', pausedAt: null });
      // five days were spent waiting; days of the calendar, so that a change of the clocks in between does not count
      const days = (at?: Instant | null) => Math.round(Date.parse(`${at?.slice(0, 10)}T00:00:00Z`) / 86_400_000);
      expect(days(after?.respondBy) - days(before?.respondBy)).toBe(5);
      expect((await eventsOf(noticeId)).at(-1)).toBe(goOn === 'without' ? 'review.resumed' : 'information.given');
    }
  });

  test('a request sent twice is one; a second one has to wait', async () => {
    const { objectionId } = await objected();
    const request = { objectionId, idempotencyKey: newId(), body: 'Which processing does it concern?' };
    expect(code(await run(requestInformation, desk, request))).toBe('ok');
    expect(code(await run(requestInformation, desk, request))).toBe('ok');
    expect(await rows('SELECT FROM demur.messages WHERE objection_id = $1', objectionId)).toHaveLength(1);
    expect(code(await run(requestInformation, desk, { ...request, idempotencyKey: newId() }))).toBe('already_done');
    expect(code(await run(resumeReview, desk, { objectionId }))).toBe('ok');
    expect(code(await run(resumeReview, desk, { objectionId }))).toBe('already_done');
  });

  test('a ground is assessed as often as need be, decided or not; one that is not named is not', async () => {
    const { objectionId, noticeId } = await objected();
    const ground = { objectionId, category: 'third_country_transfer' };
    expect(
      code(await run(assessGrounds, desk, { ...ground, assessment: 'disputed', note: 'No transfer takes place.' })),
    ).toBe('ok');
    await world.resolution({ objectionId, option: 'cease' });
    expect(code(await run(assessGrounds, desk, { ...ground, assessment: 'shown' }))).toBe('ok');
    expect((await eventsOf(noticeId)).at(-1)).toBe('grounds.assessed');
    expect(code(await run(assessGrounds, desk, { ...ground, category: 'ai_training', assessment: 'shown' }))).toBe(
      'invalid_input category',
    );
    expect(code(await run(assessGrounds, desk, { ...ground, assessment: 'baseless' }))).toBe(
      'invalid_input assessment',
    );
  });
});

describe('admission', () => {
  const admitting = (objectionId: string) => ({
    objectionId,
    reason: 'It came a day late.',
    dataAlreadySent: 'Names of 40 users, on 3 November.',
  });

  test('lets a late objection in, once, and takes back what stood', async () => {
    const { objectionId, noticeId, late } = await objected(60, 5);
    expect([late, await answerOf(noticeId)]).toEqual([true, null]);
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => run(admitObjection, desk, admitting(objectionId))),
    );
    expect(codes(outcomes)).toEqual([...Array(4).fill('already_done'), 'ok']);
    expect(await answerOf(noticeId)).toBe('objected');
    const progress = await progressOf(objectionId);
    expect(progress?.status).toBe('filed');
    // the target counts from the admission: nothing was owed to it before
    expect((progress?.respondBy ?? '') > world.now).toBe(true);
    expect([(await eventsOf(noticeId)).at(-1), (await lettersOf(noticeId)).at(-1)]).toEqual([
      'objection.admitted',
      'admission',
    ]);
  });

  test('takes back a “no objection” that stood', async () => {
    const given = await noticed(60);
    await world.acceptance({ ...given, daysAgo: 50 });
    const { objectionId } = await world.objection({ ...given, daysAgo: 5 });
    expect(await answerOf(given.noticeId)).toBe('accepted');
    expect(code(await run(admitObjection, desk, admitting(objectionId)))).toBe('ok');
    expect(await answerOf(given.noticeId)).toBe('objected');
    expect(await rows('SELECT taken_back_by FROM demur.acceptances WHERE notice_id = $1', given.noticeId)).toEqual([
      { taken_back_by: given.userId },
    ]);
  });

  test('needs a reason and a statement, and a late objection', async () => {
    const { objectionId } = await objected(60, 5);
    expect(code(await run(admitObjection, desk, { objectionId, reason: ' ', dataAlreadySent: '' }))).toBe(
      'invalid_input reason dataAlreadySent',
    );
    const inTime = await objected();
    expect(code(await run(admitObjection, desk, admitting(inTime.objectionId)))).toBe('already_done');
  });

  test('what rests as late can’t be reviewed', async () => {
    const { objectionId } = await objected(60, 5);
    expect(code(await run(startReview, desk, { objectionId }))).toBe('wrong_status');
  });
});

test('every row that changed is named by the event of its transaction, and the log holds', async () => {
  expect(await unaccounted(database.superuser)).toEqual([]);
  expect(await inspectLog(asOwner(database.owner))).toMatchObject({ ok: true, difference: null });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { resolveObjection } from '#lib/resolutions/resolve-objection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { retractObjection } from './retract-objection.ts';

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

/** A case published so many days ago, and an objection filed to it so many days ago. */
async function objected(publishedDaysAgo: number, filedDaysAgo: number) {
  const subscriber = await world.subscriber();
  const { noticeOf } = await world.change({ publishedDaysAgo });
  const noticeId = noticeOf(subscriber);
  const { signatoryId: userId } = subscriber;
  const { objectionId } = await world.objection({
    noticeId,
    userId,
    daysAgo: filedDaysAgo,
    requestedActions: ['Wait'],
  });
  return { noticeId, userId, objectionId, signatory: await as(userId) };
}

async function standing(noticeId: string) {
  const { rows } = await database.superuser.query(
    `SELECT n.answer, (n.answered_at IS NULL) AS unanswered, g.status, r.before_close AS "beforeClose",
       (SELECT p.answer FROM demur.proposals p WHERE p.objection_id = g.id) AS proposal,
       (SELECT type FROM demur.events WHERE case_id = n.id ORDER BY position DESC LIMIT 1) AS event
     FROM demur.notices n JOIN demur.objection_progress g ON g.notice_id = n.id LEFT JOIN demur.retractions r ON r.objection_id = g.id
     WHERE n.id = $1 ORDER BY g.id DESC`,
    [noticeId],
  );
  return rows[0];
}
const retracted = { status: 'retracted', event: 'objection.retracted' };

describe('retracting', () => {
  test('before the close opens the notice again, and another objection can be filed', async () => {
    const { noticeId, userId, objectionId, signatory } = await objected(5, 2);
    expect(await run(retractObjection, signatory, { objectionId })).toEqual({
      ok: true,
      value: { objectionId, notice: 'open' },
    });
    expect(await standing(noticeId)).toMatchObject({ ...retracted, answer: null, unanswered: true, beforeClose: true });
    expect((await world.objection({ noticeId, userId, daysAgo: 0 })).late).toBe(false);
    expect(await standing(noticeId)).toMatchObject({ answer: 'objected', status: 'filed' });
  });

  test('after the close accepts the change at once', async () => {
    const { noticeId, objectionId, signatory } = await objected(45, 40);
    expect(await run(retractObjection, signatory, { objectionId })).toMatchObject({ value: { notice: 'accepted' } });
    expect(await standing(noticeId)).toMatchObject({ ...retracted, answer: 'accepted', beforeClose: false });
    expect(await run(retractObjection, signatory, { objectionId })).toMatchObject({ code: 'already_done' });
  });

  test('a late one leaves the outcome as the close made it', async () => {
    const { noticeId, objectionId, signatory } = await objected(45, 1);
    expect(await run(retractObjection, signatory, { objectionId })).toMatchObject({ value: { notice: 'unchanged' } });
    expect(await standing(noticeId)).toMatchObject({ ...retracted, answer: null, beforeClose: false });
  });

  test('while a proposal is out ends both', async () => {
    const { noticeId, objectionId, signatory } = await objected(5, 2);
    await world.review({ objectionId, daysAgo: 1 });
    await world.proposal({ objectionId, option: 'corrective_action', daysAgo: 0.5 });
    expect((await run(retractObjection, signatory, { objectionId })).ok).toBe(true);
    expect(await standing(noticeId)).toMatchObject({ ...retracted, answer: null, proposal: 'lapsed' });
  });

  test('and resolving at once: one wins, and the other is told', async () => {
    const admin = await as(world.adminId);
    const winners = { retracted: 0, resolved: 0 };
    for (let round = 0; round < 12; round += 1) {
      const { noticeId, objectionId, signatory } = await objected(5, 2);
      const decision = {
        objectionId,
        option: 'cease',
        reasons: 'The company can’t offer what you ask for.',
        ceaseScope: 'this_subscriber',
        ceaseOn: '2030-01-01',
        dataPlan: 'Nothing has been sent.',
      };
      const attempts = [
        () => run(retractObjection, signatory, { objectionId }),
        () => run(resolveObjection, admin, decision),
      ] as const;
      const both = round % 2 === 0 ? [attempts[0](), attempts[1]()] : [attempts[1](), attempts[0]()];
      const outcomes = await Promise.all(both);
      expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
      const told = outcomes.find(({ ok }) => !ok);
      const { status } = await standing(noticeId);
      winners[status as keyof typeof winners] += 1;
      expect(told).toMatchObject({ code: status === 'resolved' ? 'already_resolved' : 'wrong_status' });
    }
    expect(winners.retracted + winners.resolved).toBe(12);
  });
});

test('every row that changed is named by the event of its transaction, and no other', async () => {
  expect(await unaccounted(database.superuser)).toEqual([]);
});

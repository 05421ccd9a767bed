import { afterAll, beforeAll, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { code, codes, record } from '#db/testing/record.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, bySession, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { completeAction } from './complete-action.ts';
import { disputeAction } from './dispute-action.ts';

let database: TestDatabase;
let world: Scenario;
let desk: Opening;
const { eventsOf, lettersOf } = record(() => database);

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  await watchRows(database.superuser);
  desk = bySession(database.web, (await world.session(world.adminId)).secretHash);
});
afterAll(() => database.drop());

async function decidedCase() {
  const subscriber = await world.subscriber();
  const { noticeOf } = await world.change({ publishedDaysAgo: 10 });
  const noticeId = noticeOf(subscriber);
  const { objectionId } = await world.objection({
    noticeId,
    userId: subscriber.signatoryId,
    daysAgo: 8,
    requestedActions: ['Show us the report'],
  });
  const decision = await world.resolution({ objectionId, option: 'corrective_action', daysAgo: 7 });
  const signatory = bySession(database.web, (await world.session(subscriber.signatoryId)).secretHash);
  return { noticeId, signatory, ...decision, actionId: decision.actionIds[0] ?? '' };
}

test('an action is done once, with its evidence, and the subscriber is told', async () => {
  const { actionId, noticeId } = await decidedCase();
  expect(code(await run(completeAction, desk, { actionId, evidence: '  ' }))).toBe('invalid_input evidence');
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => run(completeAction, desk, { actionId, evidence: 'Report of 4 pages.' })),
  );
  expect(codes(outcomes)).toEqual([...Array(7).fill('already_done'), 'ok']);
  expect((await eventsOf(noticeId)).at(-1)).toBe('action.completed');
  expect((await lettersOf(noticeId)).at(-1)).toBe('action_done');
});

test('the subscriber disputes what is recorded as done, once', async () => {
  const { actionId, noticeId, signatory } = await decidedCase();
  const dispute = { actionId, dispute: 'The report is of another region.' };
  expect(code(await run(disputeAction, signatory, dispute))).toBe('wrong_status');
  await world.completion({ actionId, daysAgo: 6 });
  expect(code(await run(disputeAction, signatory, dispute))).toBe('ok');
  expect(code(await run(disputeAction, signatory, dispute))).toBe('already_done');
  expect((await eventsOf(noticeId)).at(-1)).toBe('action.disputed');
});

test('an action of a decision that was replaced can be neither done nor disputed', async () => {
  const { actionId, objectionId, resolutionId, signatory } = await decidedCase();
  await world.completion({ actionId, daysAgo: 6 });
  await world.resolution({ objectionId, option: 'cease', supersedes: resolutionId });
  expect(code(await run(disputeAction, signatory, { actionId, dispute: 'No.' }))).toBe('wrong_status');
  const open = await decidedCase();
  await world.resolution({ objectionId: open.objectionId, option: 'cease', supersedes: open.resolutionId });
  expect(code(await run(completeAction, desk, { actionId: open.actionId, evidence: 'Done.' }))).toBe('wrong_status');
});

test('every row that changed is named by the event of its transaction, and the log holds', async () => {
  expect(await unaccounted(database.superuser)).toEqual([]);
  expect(await inspectLog(asOwner(database.owner))).toMatchObject({ ok: true, difference: null });
});

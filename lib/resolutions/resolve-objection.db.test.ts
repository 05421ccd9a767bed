import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { codes, record } from '#db/testing/record.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, bySession, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { retractObjection } from '#lib/objections/retract-objection.ts';
import { supplementObjection } from '#lib/objections/supplement-objection.ts';
import { recordUser } from '#lib/parties/record-user.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { byOwner, done } from '#lib/world/world.ts';
import { resolveObjection } from './resolve-objection.ts';

let database: TestDatabase;
let world: Scenario;
let desk: Opening;
const { rows, eventsOf, lettersOf, statusOf } = record(() => database);

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

/** The admins of one office, each with a session of their own. */
async function admins(count: number): Promise<Opening[]> {
  const openings = [];
  for (let i = 0; i < count; i++) {
    const person = { email: `admin-${newId()}@vendor.example`, name: `Admin ${i}`, vendorRole: 'privacy_admin' };
    const { userId } = await done(recordUser, byOwner(world, world.daysAgo(400)), person);
    openings.push(await as(userId));
  }
  return openings;
}

async function objectedCase(
  options: { publishedDaysAgo?: number; plannedStartOn?: string; requestedActions?: string[] } = {},
) {
  const { publishedDaysAgo = 10, plannedStartOn, requestedActions } = options;
  const subscriber = await world.subscriber();
  const change = await world.change({ publishedDaysAgo, plannedStartOn });
  const noticeId = change.noticeOf(subscriber);
  const filed = await world.objection({
    noticeId,
    userId: subscriber.signatoryId,
    daysAgo: publishedDaysAgo - 2,
    requestedActions,
  });
  return { ...filed, noticeId, change, subscriber, signatory: await as(subscriber.signatoryId) };
}

const today = () => civilDayIn(world.now, 'Europe/Madrid');
const cease = (objectionId: string, fields: Record<string, unknown> = {}) => ({
  objectionId,
  option: 'cease',
  reasons: 'We will not use it for you.',
  ceaseScope: 'this_subscriber',
  ceaseOn: today(),
  dataPlan: 'Nothing was sent.',
  ...fields,
});

describe('of several at once', () => {
  test('16 admins decide one case: one wins, the others are told who and when', async () => {
    const { objectionId, noticeId } = await objectedCase();
    const office = await admins(16);
    const outcomes = await Promise.all(office.map((opening) => run(resolveObjection, opening, cease(objectionId))));
    expect(codes(outcomes)).toEqual([...Array(15).fill('already_resolved'), 'ok']);
    const winner = `Admin ${outcomes.findIndex(({ ok }) => ok)}`;
    for (const outcome of outcomes)
      if (!outcome.ok) {
        expect(outcome.facts?.resolvedBy).toBe(winner);
        expect(outcome.sentence).toContain(`${winner} decided this objection on`);
      }
    expect((await eventsOf(noticeId)).filter((type) => type === 'objection.resolved')).toHaveLength(1);
    expect((await lettersOf(noticeId)).filter((kind) => kind === 'decision')).toHaveLength(1);
  });

  test('8 admins replace one decision: it has one successor', async () => {
    const { objectionId, noticeId } = await objectedCase();
    const { resolutionId: supersedes } = await world.resolution({ objectionId, option: 'cease', daysAgo: 1 });
    const office = await admins(8);
    const outcomes = await Promise.all(
      office.map((opening) => run(resolveObjection, opening, cease(objectionId, { supersedes }))),
    );
    expect(codes(outcomes)).toEqual([...Array(7).fill('already_resolved'), 'ok']);
    expect((await eventsOf(noticeId)).slice(-2)).toEqual(['objection.resolved', 'resolution.superseded']);
    expect(await statusOf(objectionId)).toBe('resolved');
  });

  test('a decision against a retraction: one wins, whichever it is', async () => {
    const won = { resolved: 0, retracted: 0 };
    for (let round = 0; round < 12; round++) {
      const { objectionId, noticeId, signatory } = await objectedCase();
      const race = [
        () => run(resolveObjection, desk, cease(objectionId)),
        () => run(retractObjection, signatory, { objectionId }),
      ];
      if (round % 2) race.reverse();
      const outcomes = await Promise.all(race.map((start) => start()));
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      const status = (await statusOf(objectionId)) as 'resolved' | 'retracted';
      won[status] += 1;
      const last = (await eventsOf(noticeId)).at(-1);
      expect(last).toBe(status === 'resolved' ? 'objection.resolved' : 'objection.retracted');
    }
    expect(won.resolved + won.retracted).toBe(12);
  });

  test('ceasing for everyone against another decision on the same change: no deadlock, each case decided once', async () => {
    const [one, other] = [await world.subscriber(), await world.subscriber()];
    const change = await world.change({ publishedDaysAgo: 10 });
    const cases = [];
    for (const each of [one, other])
      cases.push(await world.objection({ noticeId: change.noticeOf(each), userId: each.signatoryId, daysAgo: 5 }));
    const [first, second] = cases as [(typeof cases)[number], (typeof cases)[number]];
    const everyone = { ceaseScope: 'everyone', withdrawalReason: 'It does not answer its questionnaire.' };
    const outcomes = await Promise.all([
      run(resolveObjection, desk, cease(first.objectionId, everyone)),
      run(resolveObjection, desk, cease(second.objectionId, everyone)),
    ]);
    expect(codes(outcomes)).toEqual(['change_withdrawn', 'ok']);
    expect([await statusOf(first.objectionId), await statusOf(second.objectionId)].sort()).toEqual([
      'ended',
      'resolved',
    ]);
  });
});

test('a corrective action keeps the text of each request, in its order, with owner and day', async () => {
  const { objectionId, noticeId } = await objectedCase({
    requestedActions: ['Keep it in the EU', 'Show us the report'],
  });
  const asked = await rows<{ id: string }>(
    'SELECT id FROM demur.requested_actions WHERE objection_id = $1 ORDER BY number DESC',
    objectionId,
  );
  const actions = asked.map(({ id }, index) => ({
    requestedActionId: id,
    owner: `Team ${index}`,
    dueOn: addDays(today(), 10 + index),
  }));
  const outcome = await run(resolveObjection, desk, {
    objectionId,
    option: 'corrective_action',
    reasons: 'Done gladly.',
    actions,
  });
  expect(outcome.ok).toBe(true);
  expect(
    await rows(
      'SELECT number, text, owner FROM demur.corrective_actions WHERE objection_id = $1 ORDER BY number',
      objectionId,
    ),
  ).toEqual([
    { number: 1, text: 'Keep it in the EU', owner: 'Team 1' },
    { number: 2, text: 'Show us the report', owner: 'Team 0' },
  ]);
  expect((await eventsOf(noticeId)).at(-1)).toBe('objection.resolved');
});

test('an action requested while the decision was prepared is not passed over', async () => {
  const { objectionId, signatory } = await objectedCase({ requestedActions: ['Show us the report'] });
  const [asked] = await rows<{ id: string }>(
    'SELECT id FROM demur.requested_actions WHERE objection_id = $1',
    objectionId,
  );
  await done(supplementObjection, signatory, {
    objectionId,
    idempotencyKey: newId(),
    body: '',
    requestedActions: ['And the next one'],
  });
  const actions = [{ requestedActionId: asked?.id, owner: 'Privacy team', dueOn: today() }];
  const outcome = await run(resolveObjection, desk, {
    objectionId,
    option: 'corrective_action',
    reasons: 'Done.',
    actions,
  });
  expect(codes([outcome])).toEqual(['counter_proposal_needed']);
});

test('a refused decision leaves nothing behind', async () => {
  const { objectionId, noticeId } = await objectedCase();
  const before = await eventsOf(noticeId);
  expect(codes([await run(resolveObjection, desk, cease(objectionId, { reasons: '' }))])).toEqual([
    'invalid_input reasons',
  ]);
  expect(await eventsOf(noticeId)).toEqual(before);
  expect(await statusOf(objectionId)).toBe('filed');
});

test('an objection that does not exist is not found', async () => {
  const nowhere = newId();
  for (const input of [cease(nowhere), cease(nowhere, { ceaseScope: 'everyone', withdrawalReason: 'Because.' })])
    expect(codes([await run(resolveObjection, desk, input)])).toEqual(['not_found']);
});

test('every row that changed is named by the event of its transaction, and the log holds', async () => {
  expect(await unaccounted(database.superuser)).toEqual([]);
  expect(await inspectLog(asOwner(database.owner))).toMatchObject({ ok: true, difference: null });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { codes, record } from '#db/testing/record.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, bySession, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { makeDataStatement } from './make-data-statement.ts';
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

describe('cease', () => {
  test('for everyone withdraws the change: other open cases end, proposals lapse, who accepted is told', async () => {
    const parties: Subscriber[] = [];
    for (let i = 0; i < 6; i++) parties.push(await world.subscriber());
    const change = await world.change({ publishedDaysAgo: 10 });
    const party = (at: number) => {
      const one = parties[at];
      if (!one) throw new Error('no such party');
      return { noticeId: change.noticeOf(one), userId: one.signatoryId };
    };
    const [decided, objecting, offered, accepting, silent, settled] = [0, 1, 2, 3, 4, 5].map(party) as Six<
      ReturnType<typeof party>
    >;
    const { objectionId } = await world.objection({ ...decided, daysAgo: 5 });
    const beside = await world.objection({ ...objecting, daysAgo: 5 });
    const awaiting = await world.objection({ ...offered, daysAgo: 5 });
    await world.proposal({ objectionId: awaiting.objectionId, option: 'corrective_action', daysAgo: 2 });
    await world.acceptance({ ...accepting, daysAgo: 4 });
    const ceased = await world.objection({ ...settled, daysAgo: 5 });
    await world.resolution({ objectionId: ceased.objectionId, option: 'cease', daysAgo: 3 });

    const outcome = await run(
      resolveObjection,
      desk,
      cease(objectionId, { ceaseScope: 'everyone', withdrawalReason: 'It does not answer its questionnaire.' }),
    );
    expect(outcome.ok).toBe(true);
    const answers = await rows<{ id: string; answer: string | null }>(
      'SELECT id, answer FROM demur.notices WHERE change_id = $1',
      change.changeId,
    );
    expect(Object.fromEntries(answers.map(({ id, answer }) => [id, answer]))).toMatchObject({
      [decided.noticeId]: 'objected',
      [objecting.noticeId]: 'change_withdrawn',
      [offered.noticeId]: 'change_withdrawn',
      [accepting.noticeId]: 'accepted',
      [silent.noticeId]: 'change_withdrawn',
      [settled.noticeId]: 'objected',
    });
    expect(await statusOf(objectionId)).toBe('resolved');
    expect([await statusOf(beside.objectionId), await statusOf(awaiting.objectionId)]).toEqual(['ended', 'ended']);
    expect(await statusOf(ceased.objectionId)).toBe('resolved');
    expect(await rows('SELECT answer FROM demur.proposals WHERE objection_id = $1', awaiting.objectionId)).toEqual([
      { answer: 'lapsed' },
    ]);
    expect((await eventsOf(decided.noticeId)).at(-1)).toBe('objection.resolved');
    expect((await eventsOf(objecting.noticeId)).slice(-2).sort()).toEqual([
      'notice.change_withdrawn',
      'objection.ended',
    ]);
    expect((await eventsOf(silent.noticeId)).at(-1)).toBe('notice.change_withdrawn');
    expect((await lettersOf(decided.noticeId)).at(-1)).toBe('decision');
    for (const { noticeId } of [objecting, offered, accepting, silent])
      expect((await lettersOf(noticeId)).at(-1)).toBe('change_withdrawn');

    // the others read why; the reasons are one subscriber's alone
    const [withdrawn] = await rows<{ reason: string }>(
      'SELECT withdrawal_reason AS reason FROM demur.changes WHERE id = $1',
      change.changeId,
    );
    expect(withdrawn?.reason).toBe('It does not answer its questionnaire.');
    // and there is nothing left to decide
    expect(codes([await run(resolveObjection, desk, cease(beside.objectionId))])).toEqual(['change_withdrawn']);
  });

  test('for everyone is refused once the new terms are in use for anybody; for one it is not', async () => {
    const day = civilDayIn(world.daysAgo(10), 'Europe/Madrid');
    const other = await world.subscriber();
    const { objectionId, change } = await objectedCase({ publishedDaysAgo: 60, plannedStartOn: day });
    const everyone = cease(objectionId, { ceaseScope: 'everyone', withdrawalReason: 'Because.' });
    await world.reading({ noticeId: change.noticeOf(other), userId: other.contactId, daysAgo: 50 });
    expect(codes([await run(resolveObjection, desk, everyone)])).toEqual(['removal_needed']);
    expect(await statusOf(objectionId)).toBe('filed');
    expect(codes([await run(resolveObjection, desk, cease(objectionId))])).toEqual(['ok']);
  });

  test('for everyone is possible after the planned start where nobody is served yet', async () => {
    const { serviceId } = await world.service();
    const only = await world.subscriber({ services: [serviceId] });
    const change = await world.change({
      publishedDaysAgo: 60,
      services: [serviceId],
      plannedStartOn: civilDayIn(world.daysAgo(10), 'Europe/Madrid'),
    });
    const { objectionId } = await world.objection({
      noticeId: change.noticeOf(only),
      userId: only.signatoryId,
      daysAgo: 50,
    });
    const everyone = cease(objectionId, { ceaseScope: 'everyone', withdrawalReason: 'Because.' });
    expect(codes([await run(resolveObjection, desk, everyone)])).toEqual(['ok']);
  });

  test('is followed by one statement on data already there', async () => {
    const { objectionId, noticeId } = await objectedCase({ requestedActions: ['Show us'] });
    const { resolutionId } = await world.resolution({ objectionId, option: 'cease', daysAgo: 1 });
    const statement = {
      resolutionId,
      statement: 'deletion_confirmed',
      detail: 'Deleted on the 4th, with the backups.',
    };
    expect(codes([await run(makeDataStatement, desk, statement)])).toEqual(['ok']);
    expect(codes([await run(makeDataStatement, desk, statement)])).toEqual(['already_done']);
    expect((await eventsOf(noticeId)).at(-1)).toBe('data_statement.made');
    expect((await lettersOf(noticeId)).at(-1)).toBe('data_statement');
    const { resolutionId: replacing } = await world.resolution({
      objectionId,
      option: 'corrective_action',
      supersedes: resolutionId,
    });
    expect(codes([await run(makeDataStatement, desk, { ...statement, resolutionId: replacing })])).toEqual([
      'wrong_status',
    ]);
  });
});

type Six<T> = [T, T, T, T, T, T];

test('every row that changed is named by the event of its transaction, and the log holds', async () => {
  expect(await unaccounted(database.superuser)).toEqual([]);
  expect(await inspectLog(asOwner(database.owner))).toMatchObject({ ok: true, difference: null });
});

import pino from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, asScenario } from '#db/transaction.ts';
import { parseInstant } from '#lib/deadlines/instant.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { sweepDue, tidyUp } from './sweeps.ts';

const silent = pino({ level: 'silent' });
let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  // a Wednesday, ten in the morning in Madrid
  world = await scenario(database.owner, { now: parseInstant('2026-11-18T09:00:00Z') });
});
// each test has a time of its own, and marks only rise
beforeEach(async () => {
  await database.superuser.query('delete from demur.sweep_marks');
});
afterAll(async () => {
  const { difference } = await inspectLog(asOwner(database.owner));
  await database.drop();
  expect(difference).toBeNull();
});

interface Letter {
  notice: string | null;
  subscriber: string | null;
  about: Record<string, string>;
  facts: Record<string, unknown>;
}

/** What letters of one kind the sweeps of an instant oblige. */
async function owed(kind: string, at: string): Promise<Letter[]> {
  const known = await letters(kind);
  await sweepDue(asScenario(database.owner, null, at), silent);
  return (await letters(kind)).slice(known.length);
}

async function letters(kind: string): Promise<Letter[]> {
  const { rows } = await database.superuser.query<Letter>(
    `select notice_id as notice, subscriber_id as subscriber, about, facts from demur.letters where kind = $1 order by obliged_at, id`,
    [kind],
  );
  return rows;
}

/** Published on 21 October, for windows of 30 and of 5 days: they end with 20 November, and with 26 October. */
test('those who have not answered are reminded in the morning of the days set, once each, and of missed ones once', async () => {
  const month = (await world.profile({ length: 30, rule: 'calendar-days' })).profileId;
  const days = (await world.profile({ length: 5, rule: 'calendar-days' })).profileId;
  const [bank, late, accepts] = [
    await world.subscriber({ profile: month }),
    await world.subscriber({ profile: month }),
    await world.subscriber({ profile: month }),
  ];
  const brief = await world.subscriber({ profile: days });
  const { noticeOf, changeId } = await world.change({ publishedDaysAgo: 28 });
  const reminded = async (at: string) =>
    (await owed('reminder', at)).map(({ notice, facts }) => [notice, facts.days] as const);

  // a window of five days is never a week away
  expect(await reminded('2026-10-22T10:00:00Z')).toEqual([]);
  expect(await reminded('2026-10-23T05:59:59Z')).toEqual([]);
  expect(await reminded('2026-10-23T06:00:00Z')).toEqual([[noticeOf(brief), 3]]);
  // the clocks went back meanwhile: eight in the morning is an hour later
  expect(await reminded('2026-10-25T06:30:00Z')).toEqual([]);
  expect(await reminded('2026-10-25T07:00:00Z')).toEqual([[noticeOf(brief), 1]]);

  await world.acceptance({ noticeId: noticeOf(accepts), userId: accepts.signatoryId, at: '2026-11-12T10:00:00Z' });
  expect(await reminded('2026-11-13T06:59:59Z')).toEqual([]);
  const week = await owed('reminder', '2026-11-13T07:00:00Z');
  expect(week.map(({ notice }) => notice).sort()).toEqual([noticeOf(bank), noticeOf(late)].sort());
  expect(week.find(({ notice }) => notice === noticeOf(bank))).toEqual({
    notice: noticeOf(bank),
    subscriber: bank.subscriberId,
    about: { notices: noticeOf(bank), changes: changeId },
    facts: { days: 7, closesAt: '2026-11-20T23:00:00.000000Z' },
  });
  expect(await reminded('2026-11-13T07:01:00Z')).toEqual([]);

  await world.extension({ noticeId: noticeOf(late), lastDay: '2026-12-01', at: '2026-11-14T10:00:00Z' });
  // no worker ran for six days: one reminder, of what is left
  expect(await reminded('2026-11-19T11:00:00Z')).toEqual([[noticeOf(bank), 1]]);
  // and a close moved later is brought to mind anew
  expect(await reminded('2026-11-24T06:59:00Z')).toEqual([]);
  expect(await reminded('2026-11-24T07:00:00Z')).toEqual([[noticeOf(late), 7]]);
  // none after the close, however long no worker ran
  expect(await reminded('2026-12-02T07:00:00Z')).toEqual([]);
});

test('a passed target of the vendor’s is told to its admins once, and not while it is paused', async () => {
  const [bank, waits] = [await world.subscriber(), await world.subscriber()];
  const { noticeOf } = await world.change({ publishedDaysAgo: 60 });
  const filing = (who: typeof bank) => ({ noticeId: noticeOf(who), userId: who.signatoryId, daysAgo: 58 });
  const { objectionId } = await world.objection(filing(bank));
  const { objectionId: paused } = await world.objection(filing(waits));
  const respondBy = async (id: string) => {
    const asked = 'select demur.iso(respond_by) as at from demur.objection_progress where id = $1';
    return (await database.superuser.query<{ at: string }>(asked, [id])).rows[0]?.at ?? '';
  };
  const target = await respondBy(objectionId);
  await world.informationRequest({ objectionId: paused, daysAgo: 50 });

  const justBefore = new Date(Date.parse(target) - 1).toISOString();
  expect(await owed('response_overdue', justBefore)).toEqual([]);
  expect(await owed('response_overdue', target)).toEqual([
    {
      ...{ notice: noticeOf(bank), subscriber: null },
      about: { objections: objectionId, notices: noticeOf(bank) },
      facts: { respondBy: target },
    },
  ]);
  expect(await owed('response_overdue', target)).toEqual([]);
  await world.resumption({ objectionId: paused, daysAgo: 20 });
  const moved = await respondBy(paused);
  expect(moved > target).toBe(true);
  expect(await owed('response_overdue', moved)).toMatchObject([
    { notice: noticeOf(waits), facts: { respondBy: moved } },
  ]);
});

test('an action that is not done when its day is over is told to the subscriber, once', async () => {
  const bank = await world.subscriber();
  const { noticeOf } = await world.change({ publishedDaysAgo: 30 });
  const requestedActions = ['Keep the text in the region', 'Delete it after a week', 'Name a contact'];
  const filing = { noticeId: noticeOf(bank), userId: bank.signatoryId, daysAgo: 28, requestedActions };
  const { objectionId } = await world.objection(filing);
  // due two weeks later, on 5 November
  const { actionIds } = await world.resolution({ objectionId, option: 'corrective_action', daysAgo: 27 });
  const [done = '', ...open] = actionIds;
  await world.completion({ actionId: done, daysAgo: 20 });

  expect(await owed('action_overdue', '2026-11-05T22:59:00Z')).toEqual([]);
  const told = await owed('action_overdue', '2026-11-05T23:00:00Z');
  expect(told.map(({ about }) => about.corrective_actions).sort()).toEqual([...open].sort());
  expect(told[0]).toMatchObject({
    ...{ notice: noticeOf(bank), subscriber: bank.subscriberId },
    ...{ about: { objections: objectionId }, facts: { dueOn: '2026-11-05' } },
  });
  expect(await owed('action_overdue', '2026-11-09T10:00:00Z')).toEqual([]);
});

test('the week’s letter is owed on Monday morning, made up within its week, and only the latest', async () => {
  const digest = async (at: string) => (await owed('weekly_digest', at)).map(({ facts }) => facts);
  await digest('2027-01-08T10:00:00Z');
  const month = (await world.profile({ length: 30, rule: 'calendar-days' })).profileId;
  const bank = await world.subscriber({ profile: month });
  const { changeId, noticeOf } = await world.change({ publishedDaysAgo: -30 });
  const { objectionId } = await world.objection({
    ...{ noticeId: noticeOf(bank), userId: bank.signatoryId, daysAgo: -31 },
  });
  expect(await digest('2027-01-11T06:59:59Z')).toEqual([]);
  const [monday] = await digest('2027-01-11T07:00:00Z');
  expect(monday).toMatchObject({ monday: '2027-01-11', until: '2027-01-17' });
  expect(monday?.targets).toContainEqual({ objection: objectionId, respondBy: expect.any(String) });
  // everybody else’s window on the change ends with 17 January
  expect(monday?.windows).toContainEqual({ changeId, lastDay: '2027-01-17', open: expect.any(Number) });
  expect(await digest('2027-01-12T10:00:00Z')).toEqual([]);
  const madeUp = await digest('2027-01-28T10:00:00Z');
  expect(madeUp).toMatchObject([{ monday: '2027-01-25' }]);
});

test('sessions that ended a month ago are removed, and no others', async () => {
  const bank = await world.subscriber();
  const { secretHash } = await world.session(bank.signatoryId);
  const ends = (days: number) =>
    database.superuser.query(
      `update demur.sessions set expires_at = clock_timestamp() - make_interval(days => $1) where secret_hash = $2`,
      [days, secretHash],
    );
  const left = async () => {
    await tidyUp(asScenario(database.owner, null, null), silent);
    const asked = 'select count(*)::integer as n from demur.sessions where secret_hash = $1';
    return (await database.superuser.query(asked, [secretHash])).rows[0].n;
  };
  await ends(29);
  expect(await left()).toBe(1);
  await ends(31);
  expect(await left()).toBe(0);
});

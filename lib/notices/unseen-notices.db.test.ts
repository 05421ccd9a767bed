import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession } from '#db/transaction.ts';
import { type Reader, read } from '#lib/command/read.ts';
import { recordable } from '#lib/objections/recordable.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { unseenNotices } from './unseen-notices.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

async function atTheDesk<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
  const { secretHash } = await world.session(world.adminId);
  return read(bySession(database.web, secretHash), work);
}

const unseen = async () =>
  (await atTheDesk(unseenNotices)).rows.map(({ subscriber, outcome }) => `${subscriber}: ${outcome}`);

test('closed in silence and read by nobody: in front of the desk until somebody reads it', async () => {
  const { profileId: proved } = await world.profile({ noticeRequired: true });
  const { profileId: express } = await world.profile({ authorisation: 'specific' });
  const silent = await world.subscriber({ name: 'Silent' });
  const reading = await world.subscriber({ name: 'Reading' });
  const answering = await world.subscriber({ name: 'Answering' });
  await world.subscriber({ name: 'Proved', profile: proved });
  // not authorised is final without any notice
  await world.subscriber({ name: 'Express', profile: express });
  const old = await world.change({ publishedDaysAgo: 60 });
  // open still
  await world.change({ publishedDaysAgo: 3 });
  await world.reading({ noticeId: old.noticeOf(reading), userId: reading.contactId, daysAgo: 50 });
  await world.acceptance({ noticeId: old.noticeOf(answering), userId: answering.signatoryId, daysAgo: 50 });

  expect((await unseen()).toSorted()).toEqual(['Proved: notice_unproven', 'Silent: deemed_accepted']);
  await world.reading({ noticeId: old.noticeOf(silent), userId: silent.contactId });
  expect(await unseen()).toEqual(['Proved: notice_unproven']);
});

test('a withdrawn change puts nobody in front of the desk', async () => {
  const before = await unseen();
  const change = await world.change({ publishedDaysAgo: 60, plannedStartOn: '2199-01-01' });
  expect((await unseen()).length).toBeGreaterThan(before.length);
  await world.withdrawal({ changeId: change.changeId });
  expect(await unseen()).toEqual(before);
});

test('an objection can be recorded to a notice named by its id or its reference, and to no other', async () => {
  const bank = await world.subscriber({ name: 'Aurora Bank' });
  const change = await world.change({ publishedDaysAgo: 5 });
  const noticeId = change.noticeOf(bank);
  const byId = await atTheDesk((reader) => recordable(reader, noticeId));
  expect(byId).toMatchObject({ subscriberName: 'Aurora Bank', standing: [], files: [], law: { answer: null } });
  expect(await atTheDesk((reader) => recordable(reader, ` ${byId?.reference.toLowerCase()} `))).toMatchObject({
    noticeId,
  });
  const { reference } = await world.objection({ noticeId, userId: bank.signatoryId });
  expect(await atTheDesk((reader) => recordable(reader, noticeId))).toMatchObject({
    standing: [{ reference, status: 'filed' }],
  });
  for (const wrong of [reference, 'DEM-2026-000000', change.changeId, 'nonsense', '\u0000'])
    expect(await atTheDesk((reader) => recordable(reader, wrong))).toBeUndefined();
});

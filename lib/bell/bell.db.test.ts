import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { byPageOf, bySession } from '#db/transaction.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { accepted } from '#lib/world/world.ts';
import { markRead } from './mark-read.ts';
import { newsTypes, placeOf } from './news.ts';
import { newsAt, newsPage } from './queries.ts';

let database: TestDatabase;
let world: Scenario;
let bank: Subscriber;
let clinic: Subscriber;
let noticeId: string;
let objection: { reference: string };
beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  bank = await world.subscriber();
  clinic = await world.subscriber();
  noticeId = (await world.change({ publishedDaysAgo: 6 })).noticeOf(bank);
  const filed = await world.objection({ noticeId, userId: bank.signatoryId, daysAgo: 5 });
  objection = filed;
  await world.informationRequest({ objectionId: filed.objectionId, daysAgo: 4 });
});
afterAll(() => database.drop());

const openingOf = async (userId: string) => bySession(database.web, (await world.session(userId)).secretHash);

/** What the header and the page say to one user. */
async function newsOf(userId: string) {
  return read(byPageOf(await openingOf(userId), newsTypes), async ({ tx, actor, awaiting }) => {
    if (!('userId' in actor)) throw new Error('nobody is signed in');
    const { items } = await newsPage({ tx, actor }, null);
    return { unread: awaiting?.unread, items, places: items.map((item) => placeOf(item, actor.role)) };
  });
}
const mark = async (userId: string, input: unknown) => keep(markRead, await openingOf(userId), input);

it('tells a subscriber’s users what the vendor did on its cases, and none of its own deeds', async () => {
  const { unread, items, places } = await newsOf(bank.contactId);
  expect(items.map(({ type }) => type)).toEqual(['information.requested', 'notice.given']);
  expect(places).toEqual([`/objections/${objection.reference}`, `/changes/${noticeId}`]);
  expect(unread).toBe(2);
  expect((await newsOf(clinic.contactId)).items.map(({ type }) => type)).toEqual(['notice.given']);
});

it('tells the desk what subscribers did, and not what its own people did; and legal what came late', async () => {
  const desk = await newsOf(world.adminId);
  expect(desk.items.map(({ type }) => type)).toEqual(['objection.filed']);
  expect(desk.places).toEqual([`/desk/objections/${objection.reference}`]);
  expect(desk.unread).toBe(1);
  expect((await newsOf(world.legalId)).unread).toBe(0);
});

it('counts as read what its user marked, one by one or all up to what they saw, and for that user only', async () => {
  const before = await newsOf(bank.contactId);
  const [asked, given] = before.items;
  if (!asked || !given) throw new Error('no news');
  accepted(await mark(bank.contactId, { position: given.position }));
  accepted(await mark(bank.contactId, { position: given.position }));
  const after = await newsOf(bank.contactId);
  expect([after.unread, after.items.map(({ read: seen }) => seen)]).toEqual([1, [false, true]]);
  accepted(await mark(bank.contactId, { position: asked.position, through: true }));
  expect((await newsOf(bank.contactId)).unread).toBe(0);
  expect((await newsOf(bank.signatoryId)).unread).toBe(2);

  const objectionId = (
    await database.superuser.query('select id from demur.objections where notice_id = $1', [noticeId])
  ).rows[0].id;
  await world.resumption({ objectionId, daysAgo: 3 });
  expect((await newsOf(bank.contactId)).unread).toBe(1);
});

it('is nobody else’s: neither to read nor to mark', async () => {
  const [asked] = (await newsOf(bank.contactId)).items;
  const position = asked?.position ?? 0;
  expect(await mark(clinic.contactId, { position })).toMatchObject({ ok: false, code: 'not_found' });
  const found = await read(await openingOf(clinic.contactId), ({ tx, actor }) =>
    'userId' in actor ? newsAt({ tx, actor }, position) : Promise.resolve(undefined),
  );
  expect(found).toBeUndefined();
});

it('tells nobody what happened before they came', async () => {
  const late = await world.member({ subscriberId: bank.subscriberId, right: 'contact', email: 'new@bank.example' });
  await database.superuser.query('update demur.users set created_at = now() where id = $1', [late]);
  expect(await newsOf(late)).toMatchObject({ unread: 0, items: [] });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answers } from '#db/testing/answers.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { takeUpService } from '#lib/parties/take-up-service.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { authoriseService } from './authorise-service.ts';
import { leaveService } from './leave-service.ts';

let database: TestDatabase;
let world: Scenario;
beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

const { onCompany, onNew } = answers(() => database);
const as = async (userId: string): Promise<Opening> =>
  bySession(database.web, (await world.session(userId)).secretHash);
const day = (daysAgo: number) => civilDayIn(world.daysAgo(daysAgo), 'Europe/Madrid');

/** A service with one company behind it that has started, and one whose start is still to come. */
async function chat() {
  const { serviceId } = await world.service();
  const services = [serviceId];
  const standing = await world.change({ publishedDaysAgo: 60, plannedStartOn: day(10), services });
  const toCome = await world.change({ publishedDaysAgo: 5, plannedStartOn: day(-20), services });
  return { serviceId, standing, toCome };
}

const noticesOf = async ({ subscriberId }: Subscriber) =>
  (
    await database.superuser.query(
      `SELECT n.change_id AS change, n.answer, n.occasion, n.dora, w.starts_at = n.given_at AS "inFull",
         (n.closes_at - n.given_at) > interval '29 days' AS "thirtyDays",
         (SELECT count(*)::integer FROM demur.acceptances a WHERE a.notice_id = n.id) AS acceptances
       FROM demur.notices n JOIN demur.windows w ON w.id = n.window_id WHERE n.subscriber_id = $1 ORDER BY n.id`,
      [subscriberId],
    )
  ).rows;

const uses = async ({ subscriberId }: Subscriber, serviceId: string) =>
  (
    await database.superuser.query(
      `SELECT u.dora, u.taken_up_by AS by, u.dropped_at IS NOT NULL AS dropped,
         (SELECT coalesce(jsonb_agg(a.terms_id), '[]') FROM demur.service_authorisations a WHERE a.use_id = u.id) AS terms
       FROM demur.services_in_use u WHERE u.subscriber_id = $1 AND u.service_id = $2 ORDER BY u.taken_up_at`,
      [subscriberId, serviceId],
    )
  ).rows;

describe('no authorisation of all, no activation', () => {
  test('one sub-processor left unticked, and nothing is activated', async () => {
    const { serviceId } = await chat();
    await world.change({ publishedDaysAgo: 60, plannedStartOn: day(10), services: [serviceId] });
    const bank = await world.subscriber();
    const opening = await as(bank.signatoryId);
    const form = await world.serviceForm({ userId: bank.signatoryId, serviceId });
    expect(form.termsIds).toHaveLength(2);

    for (const termsIds of [[], form.termsIds.slice(0, 1)])
      expect(await run(authoriseService, opening, { ...form, termsIds })).toMatchObject({
        code: 'authorisation_missing',
      });
    expect(await run(authoriseService, opening, { ...form, declaration: false })).toMatchObject({
      code: 'invalid_input',
    });
    expect(await uses(bank, serviceId)).toEqual([]);
    expect(await noticesOf(bank)).toEqual([]);

    expect(await run(authoriseService, opening, form)).toMatchObject({ ok: true });
    expect(await uses(bank, serviceId)).toMatchObject([{ by: bank.signatoryId, terms: form.termsIds }]);
    expect(await run(authoriseService, opening, form)).toMatchObject({ code: 'already_done' });
  });

  test('what moved between page and click is told, and nothing is activated', async () => {
    const { serviceId, standing } = await chat();
    const bank = await world.subscriber();
    const form = await world.serviceForm({ userId: bank.signatoryId, serviceId });
    const { changeId } = await world.change({
      publishedDaysAgo: 0,
      title: 'Chat goes to Genoa',
      services: [serviceId],
      plannedStartOn: day(-50),
    });
    await world.withdrawal({ changeId: form.changeIds[0] ?? '', daysAgo: 0 });
    const refused = await run(authoriseService, await as(bank.signatoryId), form);
    expect(refused).toMatchObject({ code: 'register_moved' });
    expect(refused).toHaveProperty('sentence', expect.stringContaining('“Chat goes to Genoa”'));
    expect(refused).toHaveProperty('sentence', expect.stringContaining('no longer as shown'));
    expect(await uses(bank, serviceId)).toEqual([]);

    const again = await world.serviceForm({ userId: bank.signatoryId, serviceId });
    expect(again.changeIds).toEqual([changeId]);
    expect(await run(authoriseService, await as(bank.signatoryId), again)).toMatchObject({ ok: true });
    expect(await onCompany(bank, standing)).toEqual(['authorised:authorised_with_service']);
  });

  test('a subscriber without an executed DPA has nothing to authorise under', async () => {
    const { serviceId } = await chat();
    const city = await world.subscriber({ dpa: false });
    const form = await world.serviceForm({ userId: city.signatoryId, serviceId });
    expect(await run(authoriseService, await as(city.signatoryId), form)).toMatchObject({ code: 'no_executed_dpa' });
  });

  test('its own undecided or refused case about a sub-processor stands against it', async () => {
    const [chatId, mailId] = [(await world.service()).serviceId, (await world.service()).serviceId];
    const bank = await world.subscriber({ services: [mailId] });
    const both = { services: [chatId, mailId] };
    const change = await world.change({ publishedDaysAgo: 60, plannedStartOn: day(10), ...both });
    const noticeId = change.noticeOf(bank);
    const { objectionId } = await world.objection({ noticeId, userId: bank.signatoryId, daysAgo: 50 });
    const take = async () =>
      run(
        authoriseService,
        await as(bank.signatoryId),
        await world.serviceForm({ userId: bank.signatoryId, serviceId: chatId }),
      );
    expect(await take()).toMatchObject({ code: 'authorisation_missing' });
    await world.resolution({ objectionId, option: 'cease' });
    expect(await take()).toMatchObject({ code: 'authorisation_missing' });
    expect(await uses(bank, chatId)).toEqual([]);
  });
});

describe('changes to come', () => {
  test('one not ticked gives a notice with a window in full; a ticked one is accepted on the record, and can be taken back', async () => {
    const { serviceId, standing, toCome } = await chat();
    const [ticking, leaving] = [await world.subscriber(), await world.subscriber()];
    for (const [who, changeIds] of [
      [ticking, [toCome.changeId]],
      [leaving, []],
    ] as const) {
      const form = await world.serviceForm({ userId: who.signatoryId, serviceId });
      const outcome = await run(authoriseService, await as(who.signatoryId), { ...form, changeIds, dora: true });
      expect(outcome).toMatchObject({ ok: true });
      expect(await uses(who, serviceId)).toMatchObject([{ dora: true }]);
      expect(await onCompany(who, standing)).toEqual(['authorised:authorised_with_service']);
      expect(await onNew(who, toCome)).toEqual(['pending:window_open']);
    }
    const given = { change: toCome.changeId, occasion: 'service_taken_up', dora: true, inFull: true, thirtyDays: true };
    expect(await noticesOf(ticking)).toEqual([{ ...given, answer: 'accepted', acceptances: 1 }]);
    expect(await noticesOf(leaving)).toEqual([{ ...given, answer: null, acceptances: 0 }]);
    const later = world.daysAgo(-60);
    expect(await onNew(ticking, toCome, later)).toEqual(['authorised:accepted']);
    expect(await onNew(leaving, toCome, later)).toEqual(['on_hold:notice_not_shown']);
  });

  test('two signatories at once take it up once', async () => {
    const { serviceId } = await chat();
    const bank = await world.subscriber();
    const colleague = await world.member({ subscriberId: bank.subscriberId, right: 'signatory' });
    const form = await world.serviceForm({ userId: bank.signatoryId, serviceId });
    const openings = [await as(bank.signatoryId), await as(colleague)];
    const outcomes = await Promise.all(openings.map((opening) => run(authoriseService, opening, form)));
    expect(outcomes.map((each) => (each.ok ? 'ok' : each.code)).sort()).toEqual(['already_done', 'ok']);
    expect(await noticesOf(bank)).toHaveLength(1);
  });
});

test('what stands is what was named: terms in force at the vendor’s switching on, and the ticked ones at a signatory’s', async () => {
  const { serviceId, standing } = await chat();
  const switched = await world.subscriber();
  const instruction = 'E-mail of Marta Quintero, 2 November 2026';
  const { subscriberId } = switched;
  expect(await run(takeUpService, await as(world.adminId), { subscriberId, serviceId, instruction })).toMatchObject({
    ok: true,
  });
  expect(await uses(switched, serviceId)).toMatchObject([{ by: world.adminId, terms: [] }]);
  expect(await onCompany(switched, standing)).toEqual(['authorised:authorised_with_service']);

  // a row that names other terms leaves those in force unauthorised
  const named = await world.subscriber();
  const { useId } = await world.serviceTakenUp({ userId: named.signatoryId, serviceId });
  expect(await onCompany(named, standing)).toEqual(['authorised:authorised_with_service']);
  await database.superuser.query(`ALTER TABLE demur.service_authorisations DISABLE TRIGGER never_changed`);
  await database.superuser.query(
    `UPDATE demur.service_authorisations SET terms_id = (SELECT id FROM demur.terms WHERE id <> terms_id ORDER BY id LIMIT 1) WHERE use_id = $1`,
    [useId],
  );
  expect(await onCompany(named, standing)).toEqual([]);
});

test('a service left ends its unanswered notice, keeps an objection, and authorises nothing any more', async () => {
  const { serviceId, standing, toCome } = await chat();
  const [silent, objecting] = [await world.subscriber(), await world.subscriber()];
  await world.serviceTakenUp({ userId: silent.signatoryId, serviceId, daysAgo: 3 });
  await world.serviceTakenUp({ userId: objecting.signatoryId, serviceId, daysAgo: 2 });
  const { rows } = await database.superuser.query(`SELECT id FROM demur.notices WHERE subscriber_id = $1`, [
    objecting.subscriberId,
  ]);
  await world.objection({ noticeId: rows[0].id, userId: objecting.signatoryId, daysAgo: 1 });

  expect(await run(leaveService, await as(silent.contactId), { serviceId })).toMatchObject({ code: 'forbidden' });
  expect(await run(leaveService, await as(silent.signatoryId), { serviceId })).toMatchObject({
    value: { noticesEnded: 1 },
  });
  expect(await run(leaveService, await as(objecting.signatoryId), { serviceId })).toMatchObject({
    value: { noticesEnded: 0 },
  });
  expect(await run(leaveService, await as(silent.signatoryId), { serviceId })).toMatchObject({ code: 'not_found' });
  expect(await noticesOf(silent)).toMatchObject([{ answer: 'not_concerned' }]);
  expect(await noticesOf(objecting)).toMatchObject([{ answer: 'objected' }]);
  expect(await onCompany(silent, standing)).toEqual([]);
  expect(await onNew(objecting, toCome)).toEqual(['not_applicable:service_not_used']);
  expect(await uses(silent, serviceId)).toMatchObject([{ dropped: true }]);
});

test('a subscriber’s role ends no notice whose service it still uses', async () => {
  const { serviceId } = await chat();
  const bank = await world.subscriber();
  const { noticeIds } = await world.serviceTakenUp({ userId: bank.signatoryId, serviceId });
  const client = await database.web.connect();
  await client.query(
    `BEGIN; SELECT set_config('role', 'demur_subscriber', true), set_config('demur.acting', 'subscriber', true),
       set_config('demur.subscriber', '${bank.subscriberId}', true)`,
  );
  await expect(
    client.query(`UPDATE demur.notices SET answer = 'not_concerned', answered_at = now() WHERE id = $1`, [
      noticeIds[0],
    ]),
  ).rejects.toMatchObject({ code: '42501' });
  await client.query('ROLLBACK');
  client.release();
});

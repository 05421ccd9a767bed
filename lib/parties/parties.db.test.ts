import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, asScenario, bySession } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { configureVendor } from './configure-vendor.ts';
import { dropService } from './drop-service.ts';
import { recordDpa } from './record-dpa.ts';
import { recordProfile } from './record-profile.ts';
import { recordSubscriber } from './record-subscriber.ts';
import { recordUser } from './record-user.ts';
import { takeUpService } from './take-up-service.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(async () => {
  const { difference } = await inspectLog(asOwner(database.owner));
  await database.drop();
  expect(difference).toBeNull();
});

async function asAdmin() {
  const { secretHash } = await world.session(world.adminId);
  return bySession(database.web, secretHash);
}

async function noticesOf({ subscriberId }: { subscriberId: string }, changeId: string) {
  const { rows } = await database.superuser.query(
    `SELECT n.occasion, n.answer, demur.iso(n.given_at) AS given, n.closes_at > n.given_at + interval '29 days' AS "inFull",
      demur.iso(w.starts_at) AS starts, n.service_ids AS services, n.dora
     FROM demur.notices n JOIN demur.windows w ON w.id = n.window_id WHERE n.subscriber_id = $1 AND n.change_id = $2 ORDER BY n.id`,
    [subscriberId, changeId],
  );
  return rows;
}

describe('in mid-window', () => {
  test('a DPA gives notices of what has not started, each with a full window from then', async () => {
    const city = await world.subscriber({ dpa: false });
    const pending = await world.change({ publishedDaysAgo: 20 });
    const started = await world.change({ publishedDaysAgo: 90 });
    const withdrawn = await world.change({ publishedDaysAgo: 10 });
    await world.withdrawal({ changeId: withdrawn.changeId, daysAgo: 9 });
    expect(await noticesOf(city, pending.changeId)).toEqual([]);

    const dpa = { reference: 'DPA 7', version: '1', executedAt: world.daysAgo(2), profileId: world.profileId };
    const recorded = await run(recordDpa, await asAdmin(), { subscriberId: city.subscriberId, ...dpa });
    const [notice] = await noticesOf(city, pending.changeId);
    expect(notice).toMatchObject({ occasion: 'dpa_executed', answer: null, inFull: true, starts: notice.given });
    expect(recorded).toMatchObject({ ok: true });
    expect(await noticesOf(city, started.changeId)).toEqual([]);
    expect(await noticesOf(city, withdrawn.changeId)).toEqual([]);

    // another DPA takes its place and brings no second notice
    const next = { ...dpa, reference: 'DPA 8', executedAt: world.daysAgo(1) };
    expect(await run(recordDpa, await asAdmin(), { subscriberId: city.subscriberId, ...next })).toMatchObject({
      ok: true,
      value: { noticeIds: [] },
    });
    const { rows } = await database.superuser.query(
      `SELECT reference, ended_at IS NULL AS standing FROM demur.dpa_records WHERE subscriber_id = $1 ORDER BY reference`,
      [city.subscriberId],
    );
    expect(rows).toEqual([
      { reference: 'DPA 7', standing: false },
      { reference: 'DPA 8', standing: true },
    ]);
  });

  test('a service gives notices of changes behind it, and what is dropped ends them; taken up again it gives them anew', async () => {
    const [chat, other] = [await world.service(), await world.service()];
    const school = await world.subscriber({ services: [other.serviceId] });
    const { changeId } = await world.change({ publishedDaysAgo: 5, services: [chat.serviceId] });
    const ids = { subscriberId: school.subscriberId, serviceId: chat.serviceId };
    const opening = await asAdmin();

    for (const round of [1, 2, 3]) {
      const taken = await run(takeUpService, opening, { ...ids, dora: true });
      expect(taken).toMatchObject({ ok: true });
      const given = await noticesOf(school, changeId);
      expect(given).toHaveLength(round);
      expect(given.at(-1)).toMatchObject({ occasion: 'service_taken_up', answer: null, inFull: true, dora: true });
      expect(given.at(-1).services).toEqual([chat.serviceId]);
      expect(await run(takeUpService, opening, ids)).toMatchObject({ code: 'already_done' });

      expect(await run(dropService, opening, ids)).toMatchObject({ ok: true, value: { noticesEnded: 1 } });
      expect((await noticesOf(school, changeId)).at(-1)).toMatchObject({ answer: 'not_concerned' });
      expect(await run(dropService, opening, ids)).toMatchObject({ code: 'not_found' });
    }
  });

  test('a dropped service leaves an objection, and a notice that another service keeps', async () => {
    const [chat, survey] = [await world.service(), await world.service()];
    const objecting = await world.subscriber({ services: [chat.serviceId] });
    const keeping = await world.subscriber({ services: [chat.serviceId, survey.serviceId] });
    const change = await world.change({ publishedDaysAgo: 5, services: [chat.serviceId, survey.serviceId] });
    await world.objection({ noticeId: change.noticeOf(objecting), userId: objecting.signatoryId, daysAgo: 1 });
    for (const { subscriberId } of [objecting, keeping])
      await run(dropService, await asAdmin(), { subscriberId, serviceId: chat.serviceId });
    expect(await noticesOf(objecting, change.changeId)).toMatchObject([{ answer: 'objected' }]);
    expect(await noticesOf(keeping, change.changeId)).toMatchObject([{ answer: null }]);
  });

  test('a DPA recorded while a change is published gets its notice from the one or the other, once', async () => {
    for (let round = 0; round < 6; round++) {
      const party = await world.subscriber({ dpa: false });
      const dpa = { reference: 'DPA 9', version: '1', executedAt: world.daysAgo(3), profileId: world.profileId };
      const [change] = await Promise.all([
        world.change({ publishedDaysAgo: 0 }),
        run(recordDpa, await asAdmin(), { subscriberId: party.subscriberId, ...dpa }),
      ]);
      expect(await noticesOf(party, change.changeId)).toHaveLength(1);
    }
  });
});

describe('what is refused', () => {
  test('a place without a calendar, an unknown zone, a demo made by somebody signed in', async () => {
    const vendor = {
      legalName: 'A',
      privacyContact: 'a@vendor.example',
      zone: 'Europe/Madrid',
      country: 'ES',
      region: 'MD',
    };
    const configure = async (input: object) => run(configureVendor, await asAdmin(), { ...vendor, ...input });
    expect(await configure({ region: 'XX' })).toMatchObject({
      code: 'invalid_input',
      fields: { region: expect.any(String) },
    });
    expect(await configure({ country: 'QQ', region: null })).toMatchObject({ fields: { country: expect.any(String) } });
    expect(await configure({ zone: 'Europe/Nowhere' })).toMatchObject({ fields: { zone: expect.any(String) } });
    expect(await configure({ demo: true })).toMatchObject({ code: 'forbidden' });
    expect(await configure({ closures: [{ day: '2026-12-24', name: 'Christmas Eve' }] })).toMatchObject({ ok: true });
    const profile = { name: 'P', length: 30, objectionClause: '6', country: 'QQ' };
    expect(await run(recordProfile, await asAdmin(), profile)).toMatchObject({ code: 'invalid_input' });
  });

  test('a DPA of the future, a profile or a subscriber that is not there, a user who is of nobody or there already', async () => {
    const opening = await asAdmin();
    const bank = await world.subscriber({ dpa: false });
    const dpa = { reference: 'D', version: '1', profileId: world.profileId, subscriberId: bank.subscriberId };
    expect(await run(recordDpa, opening, { ...dpa, executedAt: world.daysAgo(-1) })).toMatchObject({
      code: 'invalid_input',
    });
    const nobody = '01a20efc-69a4-7da6-940f-c6641a751e2e';
    const executed = { ...dpa, executedAt: world.daysAgo(1) };
    expect(await run(recordDpa, opening, { ...executed, subscriberId: nobody })).toMatchObject({ code: 'not_found' });
    expect(await run(recordDpa, opening, { ...executed, profileId: nobody })).toMatchObject({ code: 'not_found' });

    const user = { email: 'Someone@Subscriber.example', name: 'Someone' };
    expect(await run(recordUser, opening, user)).toMatchObject({ code: 'invalid_input' });
    const member = { ...user, membership: { subscriberId: bank.subscriberId, right: 'contact' } };
    expect(await run(recordUser, opening, member)).toMatchObject({ ok: true });
    expect(await run(recordUser, opening, member)).toMatchObject({ code: 'already_done' });
    const stranger = { ...member, membership: { subscriberId: nobody, right: 'contact' } };
    expect(await run(recordUser, opening, stranger)).toMatchObject({ code: 'not_found' });
  });

  test('two subscribers of one name stand apart in addresses', async () => {
    const opening = asScenario(database.owner, world.adminId, world.now);
    for (const _ of [1, 2]) await run(recordSubscriber, opening, { name: 'Café Ñandú & Co.', country: 'AR' });
    const { rows } = await database.superuser.query(
      `SELECT slug FROM demur.subscribers WHERE slug LIKE 'cafe%' ORDER BY slug`,
    );
    expect(rows.map(({ slug }) => slug)).toEqual(['cafe-nandu-co', 'cafe-nandu-co-2']);
  });
});

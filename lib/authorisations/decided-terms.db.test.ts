import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answers, signatoryOf } from '#db/testing/answers.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

const { all, onNew, onCompany } = answers(() => database);
const day = (daysAgo: number) => civilDayIn(world.daysAgo(daysAgo), 'Europe/Madrid');

describe('new terms, by the decision', () => {
  test('cease refuses them; the terms authorised before go on', async () => {
    const bank = await world.subscriber();
    const addition = await world.change({ publishedDaysAgo: 200, plannedStartOn: day(160) });
    await world.acceptance({ ...signatoryOf(addition, bank), daysAgo: 190 });
    const { subprocessorId } = addition;
    const move = await world.change({
      publishedDaysAgo: 60,
      kind: 'location',
      subprocessorId,
      plannedStartOn: day(10),
      terms: { locations: [{ country: 'IE', place: 'Cork' }] },
    });
    const { objectionId } = await world.objection({ ...signatoryOf(move, bank), daysAgo: 50 });
    expect(await onCompany(bank, move)).toEqual(['authorised:accepted', 'on_hold:objection_unresolved']);
    await world.resolution({ objectionId, option: 'cease' });
    expect(await onNew(bank, move)).toEqual(['refused:cease']);
    expect(await onCompany(bank, move)).toEqual(['authorised:accepted', 'refused:cease']);
  });

  test('a refused replacement leaves the former sub-processor in place', async () => {
    const [refusing, silent] = [await world.subscriber(), await world.subscriber()];
    const former = await world.change({ publishedDaysAgo: 200, plannedStartOn: day(160) });
    for (const each of [refusing, silent]) await world.acceptance({ ...signatoryOf(former, each), daysAgo: 190 });
    const replacement = await world.change({
      publishedDaysAgo: 60,
      kind: 'replacement',
      replacesId: former.subprocessorId,
      plannedStartOn: day(10),
    });
    await world.reading({ ...signatoryOf(replacement, silent), daysAgo: 50 });
    const { objectionId } = await world.objection({ ...signatoryOf(replacement, refusing), daysAgo: 50 });
    await world.resolution({ objectionId, option: 'cease' });
    expect(await onNew(refusing, former)).toEqual(['authorised:accepted']);
    expect(await onNew(refusing, replacement)).toEqual(['refused:cease']);
    // who did not object is served by the new one, and the former one is gone
    expect(await onNew(silent, replacement)).toEqual(['authorised:deemed_accepted']);
    expect(await onNew(silent, former)).toEqual([]);
    // before the planned start the former one still serves both
    expect(await onNew(silent, former, world.daysAgo(20))).toEqual(['authorised:accepted']);
  });

  test('a corrective action holds them until each action is done, and then until close and start', async () => {
    const bank = await world.subscriber();
    const change = await world.change({ publishedDaysAgo: 10 });
    const { objectionId } = await world.objection({
      ...signatoryOf(change, bank),
      daysAgo: 5,
      requestedActions: ['Keep it in the EU', 'Show us the report'],
    });
    const { actionIds } = await world.resolution({ objectionId, option: 'corrective_action', daysAgo: 4 });
    expect(actionIds).toHaveLength(2);
    expect(await onNew(bank, change)).toEqual(['on_hold:actions_outstanding']);
    await world.completion({ actionId: actionIds[0] ?? '', daysAgo: 3 });
    expect(await onNew(bank, change)).toEqual(['on_hold:actions_outstanding']);
    await world.completion({ actionId: actionIds[1] ?? '', daysAgo: 2 });
    expect(await onNew(bank, change)).toEqual(['pending:window_open']);
    expect(await onNew(bank, change, world.daysAgo(-60))).toEqual(['authorised:actions_done']);
  });

  test('a permanent withdrawal makes them not applicable', async () => {
    const { serviceId } = await world.service();
    const bank = await world.subscriber({ services: [serviceId] });
    const change = await world.change({ publishedDaysAgo: 60, services: [serviceId], plannedStartOn: day(10) });
    const { objectionId } = await world.objection({ ...signatoryOf(change, bank), daysAgo: 50 });
    await world.resolution({ objectionId, option: 'feature_withdrawal' });
    expect(await onNew(bank, change)).toEqual(['not_applicable:feature_withdrawn']);
  });

  test('a temporary withdrawal that is over leaves them on hold until a fresh notice', async () => {
    const { serviceId } = await world.service();
    const bank = await world.subscriber({ services: [serviceId] });
    const change = await world.change({ publishedDaysAgo: 60, services: [serviceId], plannedStartOn: day(10) });
    const { objectionId } = await world.objection({ ...signatoryOf(change, bank), daysAgo: 50 });
    await world.resolution({
      objectionId,
      option: 'feature_withdrawal',
      withdrawalDuration: 'temporary',
      untilDay: day(20),
      daysAgo: 40,
    });
    // the last day counts to its end in the vendor's zone
    const lastDay = await database.superuser.query<{ before: Instant; after: Instant }>(
      `SELECT demur.iso(e - interval '1 microsecond') AS before, demur.iso(e) AS after
       FROM (SELECT ($1::date + 1)::timestamp AT TIME ZONE 'Europe/Madrid' AS e) x`,
      [day(20)],
    );
    expect(await onNew(bank, change, lastDay.rows[0]?.before)).toEqual(['not_applicable:feature_withdrawn']);
    expect(await onNew(bank, change, lastDay.rows[0]?.after)).toEqual(['on_hold:withdrawal_ended']);
    expect(await onNew(bank, change)).toEqual(['on_hold:withdrawal_ended']);
  });

  test('a withdrawal of the one service that an objection names leaves the others authorised', async () => {
    const [chat, mail] = [await world.service(), await world.service()];
    const bank = await world.subscriber({ services: [chat.serviceId, mail.serviceId] });
    const change = await world.change({
      publishedDaysAgo: 60,
      services: [chat.serviceId, mail.serviceId],
      plannedStartOn: day(10),
    });
    const { objectionId } = await world.objection({
      ...signatoryOf(change, bank),
      daysAgo: 50,
      serviceIds: [chat.serviceId],
    });
    await world.resolution({ objectionId, option: 'feature_withdrawal' });
    const rows = (await all(bank)).filter(({ change: of }) => of === change.changeId);
    expect(rows.map(({ answer, services }) => [answer, services])).toEqual([
      ['authorised:other_services', [mail.serviceId]],
      ['not_applicable:feature_withdrawn', [chat.serviceId]],
    ]);
  });

  test('a decision that replaces another counts in its place', async () => {
    const bank = await world.subscriber();
    const change = await world.change({ publishedDaysAgo: 60, plannedStartOn: day(10) });
    const { objectionId } = await world.objection({
      ...signatoryOf(change, bank),
      daysAgo: 50,
      requestedActions: ['Show us the report'],
    });
    const first = await world.resolution({ objectionId, option: 'cease', daysAgo: 40 });
    expect(await onNew(bank, change)).toEqual(['refused:cease']);
    const second = await world.resolution({
      objectionId,
      option: 'corrective_action',
      supersedes: first.resolutionId,
      daysAgo: 30,
    });
    expect(await onNew(bank, change)).toEqual(['on_hold:actions_outstanding']);
    await world.completion({ actionId: second.actionIds[0] ?? '' });
    expect(await onNew(bank, change)).toEqual(['authorised:actions_done']);
  });

  test('ceasing for everyone refuses them for everyone', async () => {
    const [one, other] = [await world.subscriber(), await world.subscriber()];
    const change = await world.change({ publishedDaysAgo: 10 });
    await world.acceptance({ ...signatoryOf(change, other), daysAgo: 8 });
    const { objectionId } = await world.objection({ ...signatoryOf(change, one), daysAgo: 5 });
    await world.resolution({
      objectionId,
      option: 'cease',
      ceaseScope: 'everyone',
      withdrawalReason: 'One of you showed us why not.',
    });
    expect(await onNew(one, change)).toEqual(['refused:cease']);
    expect(await onNew(other, change)).toEqual(['refused:change_withdrawn']);
  });
});

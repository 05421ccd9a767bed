import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answers, signatoryOf } from '#db/testing/answers.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { dropService } from '#lib/parties/drop-service.ts';
import { takeUpService } from '#lib/parties/take-up-service.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { byOwner, done } from '#lib/world/world.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

const { all, onNew, onCompany } = answers(() => database);
const day = (daysAgo: number) => civilDayIn(world.daysAgo(daysAgo), 'Europe/Madrid');

describe('services', () => {
  test('terms for a service that is not used any more are not applicable, also where they were authorised', async () => {
    const { serviceId } = await world.service();
    const bank = await world.subscriber({ services: [serviceId] });
    const settled = await world.change({ publishedDaysAgo: 200, services: [serviceId], plannedStartOn: day(160) });
    await world.acceptance({ ...signatoryOf(settled, bank), daysAgo: 190 });
    const open = await world.change({ publishedDaysAgo: 10, services: [serviceId] });
    await done(dropService, byOwner(world, world.daysAgo(2)), { subscriberId: bank.subscriberId, serviceId });
    expect(await onNew(bank, settled)).toEqual(['not_applicable:service_not_used']);
    expect(await onNew(bank, open)).toEqual(['not_applicable:service_not_used']);
    // and taken up again: a fresh notice on what is pending, which speaks in the place of the first
    const { noticeIds } = await done(takeUpService, byOwner(world, world.daysAgo(1.3)), {
      subscriberId: bank.subscriberId,
      serviceId,
      dora: false,
    });
    expect(await onNew(bank, settled)).toEqual(['authorised:accepted']);
    expect(await onNew(bank, open)).toEqual(['pending:window_open']);
    for (const noticeId of noticeIds) await world.acceptance({ noticeId, userId: bank.signatoryId });
    expect(await onNew(bank, open, world.daysAgo(-60))).toEqual(['authorised:accepted']);
  });

  test('terms in force when a service is taken up are authorised with it', async () => {
    const { serviceId } = await world.service();
    const bank = await world.subscriber();
    const change = await world.change({ publishedDaysAgo: 200, services: [serviceId], plannedStartOn: day(160) });
    expect(await onCompany(bank, change)).toEqual([]);
    await done(takeUpService, byOwner(world, world.daysAgo(1.2)), {
      subscriberId: bank.subscriberId,
      serviceId,
      dora: false,
    });
    expect(await onCompany(bank, change)).toEqual(['authorised:authorised_with_service']);
  });

  test('a service dropped in mid-window and taken up after the start stands under the terms then in force', async () => {
    const { serviceId } = await world.service();
    const bank = await world.subscriber({ services: [serviceId] });
    const change = await world.change({ publishedDaysAgo: 60, services: [serviceId], plannedStartOn: day(10) });
    await done(dropService, byOwner(world, world.daysAgo(55)), { subscriberId: bank.subscriberId, serviceId });
    expect(await onCompany(bank, change)).toEqual(['not_applicable:service_not_used']);
    await done(takeUpService, byOwner(world, world.daysAgo(1.1)), {
      subscriberId: bank.subscriberId,
      serviceId,
      dora: false,
    });
    expect(await onCompany(bank, change)).toEqual(['authorised:authorised_with_service']);
  });
});

describe('terms that stood before', () => {
  test('the register at the execution of the DPA is authorised for the services in use', async () => {
    const { serviceId } = await world.service();
    const change = await world.change({ publishedDaysAgo: 200, services: [serviceId], plannedStartOn: day(160) });
    const user = await world.subscriber({ services: [serviceId], dpaExecutedDaysAgo: 100 });
    const other = await world.subscriber({ dpaExecutedDaysAgo: 100 });
    expect(await onCompany(user, change)).toEqual(['authorised:agreed_with_dpa']);
    expect(await onCompany(other, change)).toEqual(['not_applicable:service_not_used']);
    // the first register: infrastructure for everybody
    expect((await all(other)).filter(({ answer }) => answer === 'authorised:agreed_with_dpa').length).toBeGreaterThan(
      2,
    );
  });

  test('without an executed DPA nothing is authorised', async () => {
    const without = await world.subscriber({ dpa: false });
    expect(await all(without)).toEqual([]);
  });

  test('terms end when those that followed from them are authorised, through any number of changes', async () => {
    const bank = await world.subscriber();
    const first = await world.change({ publishedDaysAgo: 300, plannedStartOn: day(260) });
    const { subprocessorId } = first;
    await world.acceptance({ ...signatoryOf(first, bank), daysAgo: 290 });
    const move = (city: string, publishedDaysAgo: number) =>
      world.change({
        publishedDaysAgo,
        kind: 'location',
        subprocessorId,
        plannedStartOn: day(publishedDaysAgo - 40),
        terms: { locations: [{ country: 'IE', place: city }] },
      });
    const second = await move('Cork', 200);
    const { objectionId } = await world.objection({ ...signatoryOf(second, bank), daysAgo: 190 });
    await world.resolution({ objectionId, option: 'cease', daysAgo: 180 });
    const third = await move('Galway', 100);
    expect(await onCompany(bank, first, world.daysAgo(65))).toEqual([
      'authorised:accepted',
      'on_hold:notice_not_shown',
      'refused:cease',
    ]);
    await world.acceptance({ ...signatoryOf(third, bank), daysAgo: 90 });
    expect(await onCompany(bank, first, world.daysAgo(65))).toEqual([
      'authorised:accepted',
      'pending:not_started',
      'refused:cease',
    ]);
    // the third took the place of the second, which had taken that of the first: both are over for this subscriber
    expect(await onCompany(bank, first)).toEqual(['authorised:accepted']);
    expect(await onNew(bank, third)).toEqual(['authorised:accepted']);
  });

  test('a removal ends them for everybody, whatever they stand under', async () => {
    const bank = await world.subscriber();
    const first = await world.change({ publishedDaysAgo: 300, plannedStartOn: day(260) });
    const { subprocessorId } = first;
    await world.acceptance({ ...signatoryOf(first, bank), daysAgo: 290 });
    const second = await world.change({
      publishedDaysAgo: 200,
      kind: 'location',
      subprocessorId,
      plannedStartOn: day(160),
      terms: { locations: [{ country: 'IE', place: 'Cork' }] },
    });
    const { objectionId } = await world.objection({ ...signatoryOf(second, bank), daysAgo: 190 });
    await world.resolution({ objectionId, option: 'cease', daysAgo: 180 });
    await world.change({ publishedDaysAgo: 50, kind: 'removal', subprocessorId, plannedStartOn: day(5) });
    expect(await onCompany(bank, first, world.daysAgo(10))).toEqual(['authorised:accepted', 'refused:cease']);
    expect(await onCompany(bank, first)).toEqual([]);
  });

  test('a withdrawn change leaves them as they were', async () => {
    const bank = await world.subscriber();
    const first = await world.change({ publishedDaysAgo: 300, plannedStartOn: day(260) });
    await world.acceptance({ ...signatoryOf(first, bank), daysAgo: 290 });
    const second = await world.change({
      publishedDaysAgo: 20,
      kind: 'location',
      subprocessorId: first.subprocessorId,
      terms: { locations: [{ country: 'IE', place: 'Cork' }] },
    });
    await world.withdrawal({ changeId: second.changeId });
    expect(await onNew(bank, first)).toEqual(['authorised:accepted']);
    expect(await onNew(bank, second)).toEqual(['refused:change_withdrawn']);
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asWorker, bySession } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { read } from '#lib/command/read.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { takeUpService } from '#lib/parties/take-up-service.ts';
import { endDueWithdrawals } from '#lib/resolutions/end-withdrawal.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { by, done } from '#lib/world/world.ts';
import { dropPage, type ServiceShown, servicesPage } from './services-page.ts';

let database: TestDatabase;
let world: Scenario;
beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

const day = (ahead: number) => addDays(civilDayIn(world.now, 'Europe/Madrid'), ahead);

async function as<T>(
  userId: string,
  work: (reader: { tx: Parameters<typeof servicesPage>[0]['tx']; actor: SubscriberActor }) => Promise<T>,
): Promise<T> {
  const opening = bySession(database.web, (await world.session(userId)).secretHash);
  return read(opening, ({ tx, actor }) => work({ tx, actor: actor as SubscriberActor }));
}

async function service(bank: Subscriber, serviceId: string): Promise<ServiceShown | undefined> {
  const { services } = await as(bank.contactId, servicesPage);
  return services.find((each) => each.serviceId === serviceId);
}

/** A service behind which an objection was resolved by withdrawing it. */
async function withdrawn(
  length: { withdrawalDuration: 'temporary'; untilDay: string } | { withdrawalDuration: 'permanent' },
) {
  const { serviceId } = await world.service();
  const bank = await world.subscriber({ services: [serviceId] });
  const change = await world.change({ publishedDaysAgo: 60, services: [serviceId], plannedStartOn: day(-10) });
  const filing = { noticeId: change.noticeOf(bank), userId: bank.signatoryId, daysAgo: 50 };
  const { objectionId, reference } = await world.objection(filing);
  await world.resolution({ objectionId, option: 'feature_withdrawal', daysAgo: 49, ...length });
  return { bank, serviceId, reference };
}

test('a withdrawn service is shown with its last day; one that is back, with its fresh notice', async () => {
  const running = await withdrawn({ withdrawalDuration: 'temporary', untilDay: day(3) });
  const over = await withdrawn({ withdrawalDuration: 'temporary', untilDay: day(-1) });
  const forGood = await withdrawn({ withdrawalDuration: 'permanent' });
  const shown = async ({ bank, serviceId }: typeof running) => (await service(bank, serviceId))?.withdrawn;
  expect(await shown(running)).toMatchObject({
    objection: running.reference,
    untilDay: day(3),
    ended: false,
    fresh: null,
  });
  expect(await shown(forGood)).toMatchObject({ untilDay: null, ended: false });
  expect(await shown(over)).toMatchObject({ untilDay: day(-1), ended: true, fresh: null });
  await endDueWithdrawals(asWorker(database.worker));
  expect(await shown(over)).toMatchObject({ ended: true, fresh: { open: true } });
});

test('who took a service up is told: a colleague by name, the vendor by the instruction that it cites', async () => {
  const [own, switched] = [(await world.service()).serviceId, (await world.service()).serviceId];
  const bank = await world.subscriber();
  await world.change({ publishedDaysAgo: 60, plannedStartOn: day(-10), services: [own] });
  await world.serviceTakenUp({ userId: bank.signatoryId, serviceId: own });
  const instruction = 'Ticket 12 of Procurement';
  const { subscriberId } = bank;
  await done(takeUpService, by(world, world.adminId, world.daysAgo(1)), {
    subscriberId,
    serviceId: switched,
    instruction,
  });
  expect((await service(bank, own))?.use).toMatchObject({ by: 'Marta Quintero', instruction: null, authorised: 1 });
  expect((await service(bank, switched))?.use).toMatchObject({ by: null, instruction, authorised: 0 });
  const other = await world.subscriber();
  expect(await service(other, own)).toMatchObject({ used: false, use: null });
});

test('before a service is dropped its page names what ends, what runs on, and who loses an authorisation', async () => {
  const [mail, chat] = [(await world.service()).serviceId, (await world.service()).serviceId];
  const bank = await world.subscriber();
  const company = { legalName: `Orza ${world.mark}` };
  await world.change({ publishedDaysAgo: 60, plannedStartOn: day(-10), services: [chat], company });
  for (const serviceId of [mail, chat]) await world.serviceTakenUp({ userId: bank.signatoryId, serviceId, daysAgo: 9 });
  const alone = await world.change({ publishedDaysAgo: 5, services: [chat] });
  const both = await world.change({ publishedDaysAgo: 5, services: [chat, mail] });
  const objected = await world.change({ publishedDaysAgo: 5, services: [chat] });
  const filing = { noticeId: objected.noticeOf(bank), userId: bank.signatoryId, daysAgo: 1 };
  const { reference } = await world.objection(filing);
  const slug = (await service(bank, chat))?.slug ?? '';
  const page = await as(bank.contactId, (reader) => dropPage(reader, slug));
  expect(page?.ending.map(({ noticeId }) => noticeId)).toEqual([alone.noticeOf(bank)]);
  expect(page?.running.map((each) => each.reference)).toEqual([reference]);
  expect(page?.losing).toEqual([company.legalName]);
  expect(both.noticeOf(bank)).toBeTruthy();
});

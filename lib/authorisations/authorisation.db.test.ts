import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answers, signatoryOf } from '#db/testing/answers.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession } from '#db/transaction.ts';
import { read } from '#lib/command/read.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { requestEarlyStart } from '#lib/notices/request-early-start.ts';
import { retractObjection } from '#lib/objections/retract-objection.ts';
import { dropService } from '#lib/parties/drop-service.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { by, byOwner, done } from '#lib/world/world.ts';
import { authorisationsOf, authorisationsOfChange } from './queries.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

const { all, onNew } = answers(() => database);
const day = (daysAgo: number) => civilDayIn(world.daysAgo(daysAgo), 'Europe/Madrid');

describe('new terms, by what the subscriber did', () => {
  test('wait for the close, then for the planned start, and are then accepted by silence that was shown', async () => {
    const bank = await world.subscriber();
    const change = await world.change({ publishedDaysAgo: 60, plannedStartOn: day(10) });
    await world.reading({ noticeId: change.noticeOf(bank), userId: bank.contactId, daysAgo: 50 });
    expect(await onNew(bank, change, world.daysAgo(59))).toEqual(['pending:window_open']);
    expect(await onNew(bank, change, world.daysAgo(20))).toEqual(['pending:not_started']);
    expect(await onNew(bank, change)).toEqual(['authorised:deemed_accepted']);
  });

  test('are on hold after the close while nobody has read the notice, and no longer once somebody has', async () => {
    const bank = await world.subscriber();
    const change = await world.change({ publishedDaysAgo: 60, plannedStartOn: day(10) });
    expect(await onNew(bank, change)).toEqual(['on_hold:notice_not_shown']);
    await world.reading({ noticeId: change.noticeOf(bank), userId: bank.contactId });
    expect(await onNew(bank, change)).toEqual(['authorised:deemed_accepted']);
  });

  test('accepted before the close still wait for the later of close and start', async () => {
    const bank = await world.subscriber();
    const change = await world.change({ publishedDaysAgo: 10 });
    await world.acceptance(signatoryOf(change, bank));
    expect(await onNew(bank, change)).toEqual(['pending:window_open']);
    expect(await onNew(bank, change, world.daysAgo(-60))).toEqual(['authorised:accepted']);
  });

  test('start early where a signatory asks for it, and stop again when it objects', async () => {
    const bank = await world.subscriber();
    const change = await world.change({ publishedDaysAgo: 10 });
    const { noticeId, userId } = signatoryOf(change, bank);
    await world.acceptance({ noticeId, userId, daysAgo: 3 });
    await done(requestEarlyStart, by(world, userId, world.daysAgo(2)), { noticeId });
    expect(await onNew(bank, change)).toEqual(['authorised:early_start']);
    await world.objection({ noticeId, userId });
    expect(await onNew(bank, change)).toEqual(['on_hold:objection_unresolved']);
  });

  test('are refused by silence under specific authorisation', async () => {
    const { profileId } = await world.profile({ authorisation: 'specific' });
    const bank = await world.subscriber({ profile: profileId });
    const change = await world.change({ publishedDaysAgo: 60, plannedStartOn: day(10) });
    await world.reading({ noticeId: change.noticeOf(bank), userId: bank.contactId, daysAgo: 50 });
    expect(await onNew(bank, change)).toEqual(['refused:not_authorised']);
  });

  test('are on hold where the DPA requires a notice that nobody read before the close', async () => {
    const { profileId } = await world.profile({ noticeRequired: true });
    const unread = await world.subscriber({ profile: profileId });
    const read = await world.subscriber({ profile: profileId });
    const change = await world.change({ publishedDaysAgo: 60, plannedStartOn: day(10) });
    await world.reading({ noticeId: change.noticeOf(unread), userId: unread.contactId, daysAgo: 1 });
    await world.reading({ noticeId: change.noticeOf(read), userId: read.contactId, daysAgo: 50 });
    expect(await onNew(unread, change)).toEqual(['on_hold:notice_unproven']);
    expect(await onNew(read, change)).toEqual(['authorised:deemed_accepted']);
  });

  test('are on hold from an objection on, and as before once it is retracted', async () => {
    const bank = await world.subscriber();
    const change = await world.change({ publishedDaysAgo: 60, plannedStartOn: day(10) });
    const { noticeId, userId } = signatoryOf(change, bank);
    const { objectionId } = await world.objection({ noticeId, userId, daysAgo: 50 });
    expect(await onNew(bank, change)).toEqual(['on_hold:objection_unresolved']);
    await done(retractObjection, by(world, userId, world.daysAgo(1)), { objectionId });
    expect(await onNew(bank, change)).toEqual(['authorised:accepted']);
  });

  test('a late objection leaves them as they are until it is admitted', async () => {
    const bank = await world.subscriber();
    const change = await world.change({ publishedDaysAgo: 60, plannedStartOn: day(10) });
    const { noticeId, userId } = signatoryOf(change, bank);
    await world.reading({ noticeId, userId, daysAgo: 50 });
    const { objectionId, late } = await world.objection({ noticeId, userId, daysAgo: 5 });
    expect(late).toBe(true);
    expect(await onNew(bank, change)).toEqual(['authorised:deemed_accepted']);
    await world.admission({ objectionId });
    expect(await onNew(bank, change)).toEqual(['on_hold:objection_unresolved']);
  });

  test('only warn where the profile has no standstill; what is refused is refused all the same', async () => {
    const { profileId } = await world.profile({ standstill: false });
    const bank = await world.subscriber({ profile: profileId });
    const change = await world.change({ publishedDaysAgo: 20 });
    const warned = async () =>
      (await all(bank))
        .filter(({ change: of }) => of === change.changeId)
        .map(({ answer, warning }) => [answer, warning]);
    expect(await warned()).toEqual([['pending:window_open', true]]);
    const { objectionId } = await world.objection({ ...signatoryOf(change, bank), daysAgo: 2 });
    expect(await warned()).toEqual([['on_hold:objection_unresolved', true]]);
    await world.resolution({ objectionId, option: 'cease' });
    expect(await warned()).toEqual([['refused:cease', false]]);
  });
});

describe('who asks', () => {
  test('a subscriber gets its own answers, the same as the desk, and nobody else’s', async () => {
    const [bank, clinic] = [await world.subscriber(), await world.subscriber()];
    const change = await world.change({ publishedDaysAgo: 20 });
    const { reference } = await world.objection({ ...signatoryOf(change, bank), daysAgo: 5 });
    const own = bySession(database.web, (await world.session(bank.contactId)).secretHash);
    const desk = bySession(database.web, (await world.session(world.adminId)).secretHash);
    const seen = await read(own, ({ tx }) => authorisationsOf(tx, bank.subscriberId));
    const seenByDesk = await read(desk, ({ tx }) => authorisationsOf(tx, bank.subscriberId));
    expect(seen.terms).toEqual(seenByDesk.terms);
    expect(seen.terms.find(({ change: of }) => of?.id === change.changeId)).toMatchObject({
      state: 'on_hold',
      reason: 'objection_unresolved',
      notice: { id: change.noticeOf(bank) },
      objection: { reference, status: 'filed' },
    });
    expect((await read(own, ({ tx }) => authorisationsOf(tx, clinic.subscriberId))).terms).toEqual([]);
  });

  test('across a change the set gives each subscriber what it gets alone', async () => {
    const { serviceId } = await world.service();
    const subscribers = [];
    for (let i = 0; i < 6; i++) subscribers.push(await world.subscriber({ services: [serviceId] }));
    const change = await world.change({ publishedDaysAgo: 60, services: [serviceId], plannedStartOn: day(10) });
    const [reader, objector, ceased, withdrawn, dropped, silent] = subscribers as [
      Subscriber,
      Subscriber,
      Subscriber,
      Subscriber,
      Subscriber,
      Subscriber,
    ];
    await world.reading({ ...signatoryOf(change, reader), daysAgo: 50 });
    for (const each of [objector, ceased, withdrawn]) {
      const { objectionId } = await world.objection({ ...signatoryOf(change, each), daysAgo: 50 });
      if (each === ceased) await world.resolution({ objectionId, option: 'cease' });
      if (each === withdrawn) await world.resolution({ objectionId, option: 'feature_withdrawal' });
    }
    await done(dropService, byOwner(world, world.daysAgo(2)), { subscriberId: dropped.subscriberId, serviceId });
    const desk = by(world, world.adminId, world.now);
    const set = await read(desk, ({ tx }) => authorisationsOfChange(tx, change.changeId));
    const alone = [];
    for (const each of subscribers)
      for (const answer of await onNew(each, change)) alone.push([each.subscriberId, answer]);
    expect(set.map(({ subscriberId, state, reason }) => [subscriberId, `${state}:${reason}`]).sort()).toEqual(
      alone.sort(),
    );
    expect(new Set(alone.map(([, answer]) => answer)).size).toBe(6);
    const page = await read(desk, ({ tx }) => authorisationsOfChange(tx, change.changeId, [silent.subscriberId]));
    expect(page.map(({ subscriberId }) => subscriberId)).toEqual([silent.subscriberId]);
  });
});

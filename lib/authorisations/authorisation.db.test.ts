import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession } from '#db/transaction.ts';
import { read } from '#lib/command/read.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { requestEarlyStart } from '#lib/notices/request-early-start.ts';
import { retractObjection } from '#lib/objections/retract-objection.ts';
import { dropService } from '#lib/parties/drop-service.ts';
import { takeUpService } from '#lib/parties/take-up-service.ts';
import type { PublishedChange } from '#lib/world/change.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { by, byOwner, done } from '#lib/world/world.ts';
import { reasons } from './authorisation.ts';
import { authorisationOfCase, authorisationsOf, authorisationsOfChange } from './queries.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

interface Answer {
  answer: string;
  warning: boolean;
  terms: string;
  subprocessor: string;
  change: string | null;
  services: string[];
}

/** Every answer for a subscriber at an instant; now unless given. */
async function answers({ subscriberId }: { subscriberId: string }, at: Instant | null = null): Promise<Answer[]> {
  const { rows } = await database.superuser.query<Answer>(
    `SELECT a.state || ':' || a.reason AS answer, a.warning_only AS warning, a.terms_id AS terms, a.subprocessor_id AS subprocessor,
       a.change_id AS change, a.service_ids AS services
     FROM demur.authorisations($1, coalesce($2::timestamptz, now())) a ORDER BY 1`,
    [subscriberId, at],
  );
  for (const { answer } of rows)
    expect(Object.entries(reasons).map(([reason, state]) => `${state}:${reason}`)).toContain(answer);
  return rows;
}

/** The answers on the new terms of one change. */
async function onNew(subscriber: { subscriberId: string }, change: PublishedChange, at: Instant | null = null) {
  const rows = await answers(subscriber, at);
  return rows.filter(({ change: of }) => of === change.changeId).map(({ answer }) => answer);
}

/** The answers on a company, whatever its terms came by. */
async function onCompany(subscriber: { subscriberId: string }, change: PublishedChange, at: Instant | null = null) {
  const rows = await answers(subscriber, at);
  return rows.filter(({ subprocessor }) => subprocessor === change.subprocessorId).map(({ answer }) => answer);
}

const signatoryOf = (change: PublishedChange, subscriber: Subscriber) => ({
  noticeId: change.noticeOf(subscriber),
  userId: subscriber.signatoryId,
});

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
      (await answers(bank))
        .filter(({ change: of }) => of === change.changeId)
        .map(({ answer, warning }) => [answer, warning]);
    expect(await warned()).toEqual([['pending:window_open', true]]);
    const { objectionId } = await world.objection({ ...signatoryOf(change, bank), daysAgo: 2 });
    expect(await warned()).toEqual([['on_hold:objection_unresolved', true]]);
    await world.resolution({ objectionId, option: 'cease' });
    expect(await warned()).toEqual([['refused:cease', false]]);
  });
});

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
    const rows = (await answers(bank)).filter(({ change: of }) => of === change.changeId);
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
    expect(
      (await answers(other)).filter(({ answer }) => answer === 'authorised:agreed_with_dpa').length,
    ).toBeGreaterThan(2);
  });

  test('without an executed DPA nothing is authorised', async () => {
    const without = await world.subscriber({ dpa: false });
    expect(await answers(without)).toEqual([]);
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

describe('who asks', () => {
  test('a subscriber gets its own answers, the same as the desk, and nobody else’s', async () => {
    const [bank, clinic] = [await world.subscriber(), await world.subscriber()];
    const change = await world.change({ publishedDaysAgo: 20 });
    await world.objection({ ...signatoryOf(change, bank), daysAgo: 5 });
    const own = bySession(database.web, (await world.session(bank.contactId)).secretHash);
    const desk = bySession(database.web, (await world.session(world.adminId)).secretHash);
    const seen = await read(own, ({ tx }) => authorisationsOf(tx, bank.subscriberId));
    const seenByDesk = await read(desk, ({ tx }) => authorisationsOf(tx, bank.subscriberId));
    expect(seen.terms).toEqual(seenByDesk.terms);
    expect(seen.terms.find(({ change: of }) => of?.id === change.changeId)).toMatchObject({
      state: 'on_hold',
      reason: 'objection_unresolved',
      notice: { id: change.noticeOf(bank) },
    });
    expect((await read(own, ({ tx }) => authorisationsOf(tx, clinic.subscriberId))).terms).toEqual([]);
    expect(await read(own, ({ tx }) => authorisationOfCase(tx, change.noticeOf(clinic)))).toEqual([]);
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

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, bySession } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { requestEarlyStart } from '#lib/notices/request-early-start.ts';
import { fileObjection } from '#lib/objections/file-objection.ts';
import { objectionFields } from '#lib/world/objection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { withdrawChange } from './withdraw-change.ts';

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

async function rows(query: string, ...values: unknown[]) {
  return (await database.superuser.query(query, values)).rows;
}

test('open cases end, objections with them, proposals lapse; what was accepted or decided stands, and all are told', async () => {
  const open = await world.subscriber();
  const accepting = await world.subscriber();
  const objecting = await world.subscriber();
  const retracting = await world.subscriber();
  const { changeId, noticeOf } = await world.change({ publishedDaysAgo: 5 });
  await world.acceptance({ noticeId: noticeOf(accepting), userId: accepting.signatoryId, daysAgo: 2 });
  const filed = await world.objection({ noticeId: noticeOf(objecting), userId: objecting.signatoryId, daysAgo: 2 });
  await database.superuser.query(
    `INSERT INTO demur.proposals (objection_id, subscriber_id, option, reasons, answer_by_day, answer_by, proposed_by, proposed_at)
     VALUES ($1, $2, 'corrective_action', 'An offer.', '2030-01-01', '2030-01-02', $3, now())`,
    [filed.objectionId, objecting.subscriberId, world.adminId],
  );
  const late = (await rows('SELECT count(*)::integer AS n FROM demur.events'))[0].n;

  const outcome = await run(withdrawChange, await asAdmin(), { changeId, reason: 'The provider withdrew its offer.' });
  expect(outcome).toEqual({ ok: true, value: { changeId, objectionsEnded: 1 } });

  const answers = await rows('SELECT subscriber_id AS id, answer FROM demur.notices WHERE change_id = $1', changeId);
  const answerOf = ({ subscriberId }: { subscriberId: string }) =>
    answers.find(({ id }: { id: string }) => id === subscriberId).answer;
  expect(answerOf(open)).toBe('change_withdrawn');
  expect(answerOf(retracting)).toBe('change_withdrawn');
  expect(answerOf(objecting)).toBe('change_withdrawn');
  expect(answerOf(accepting)).toBe('accepted');
  expect(await rows('SELECT status FROM demur.objection_progress WHERE id = $1', filed.objectionId)).toEqual([
    { status: 'ended' },
  ]);
  const [proposal] = await rows(
    'SELECT answer, answered_by FROM demur.proposals WHERE objection_id = $1',
    filed.objectionId,
  );
  expect(proposal).toEqual({ answer: 'lapsed', answered_by: null });

  const told = await rows(
    `SELECT count(*)::integer AS n FROM demur.letters WHERE kind = 'change_withdrawn' AND notice_id IN (SELECT id FROM demur.notices WHERE change_id = $1)`,
    changeId,
  );
  expect(told).toEqual([{ n: 4 }]);
  const events = await rows(
    'SELECT type, count(*)::integer AS n FROM demur.events WHERE position > $1 GROUP BY type ORDER BY type',
    late,
  );
  expect(events).toEqual([
    { type: 'change.withdrawn', n: 1 },
    { type: 'notice.change_withdrawn', n: 3 },
    { type: 'objection.ended', n: 1 },
  ]);
});

test('what a window has made of silence stands', async () => {
  const silent = await world.subscriber();
  const change = await world.change({ publishedDaysAgo: 60, plannedStartOn: '2199-01-01' });
  await run(withdrawChange, await asAdmin(), { changeId: change.changeId, reason: 'Not needed any more.' });
  const [notice] = await rows('SELECT answer FROM demur.notices WHERE id = $1', change.noticeOf(silent));
  expect(notice.answer).toBeNull();
});

test('nor is a change in use at once for one whose silence was acceptance', async () => {
  const eager = await world.subscriber();
  const { changeId, noticeOf } = await world.change({ publishedDaysAgo: 60, plannedStartOn: '2199-01-01' });
  const noticeId = noticeOf(eager);
  await world.reading({ noticeId, userId: eager.signatoryId, daysAgo: 50 });
  const opening = bySession(database.web, (await world.session(eager.signatoryId)).secretHash);
  expect(await run(requestEarlyStart, opening, { noticeId })).toMatchObject({ ok: true });
  expect(await run(withdrawChange, await asAdmin(), { changeId, reason: 'A mistake.' })).toMatchObject({
    ok: false,
    code: 'removal_needed',
  });
});

describe('a change that has started', () => {
  const reason = 'A mistake.';
  const withdraw = async (changeId: string) => run(withdrawChange, await asAdmin(), { changeId, reason });
  const inRegister = async (termsOf: string, at: string) =>
    (
      await rows(
        'SELECT FROM demur.terms_in_force($2) f JOIN demur.changes c ON c.to_terms_id = f.terms_id WHERE c.id = $1',
        termsOf,
        at,
      )
    ).length;

  test('is not withdrawn once anybody is served under it', async () => {
    const eager = await world.subscriber();
    const { changeId, noticeOf } = await world.change({ publishedDaysAgo: 80 });
    await world.acceptance({ noticeId: noticeOf(eager), userId: eager.signatoryId, daysAgo: 70 });
    expect(await withdraw(changeId)).toMatchObject({ ok: false, code: 'removal_needed' });
  });

  test('nor once a DPA was executed under it, though nobody had a notice', async () => {
    const { serviceId } = await world.service();
    const { changeId } = await world.change({ publishedDaysAgo: 80, services: [serviceId] });
    await world.subscriber({ services: [serviceId], dpaExecutedDaysAgo: 20 });
    expect(await withdraw(changeId)).toMatchObject({ ok: false, code: 'removal_needed' });
  });

  test('nor a removal', async () => {
    const { subprocessorId } = await world.change({ publishedDaysAgo: 300 });
    const removal = await world.change({ publishedDaysAgo: 80, kind: 'removal', subprocessorId });
    expect(await withdraw(removal.changeId)).toMatchObject({ ok: false, code: 'removal_needed' });
  });

  test('is withdrawn while it is in force for nobody, and stood in the register until then', async () => {
    const { serviceId } = await world.service();
    const silent = await world.subscriber({ services: [serviceId] });
    const objecting = await world.subscriber({ services: [serviceId] });
    const change = await world.change({ publishedDaysAgo: 80, services: [serviceId] });
    const { changeId, noticeOf } = change;
    await world.objection({ noticeId: noticeOf(objecting), userId: objecting.signatoryId, daysAgo: 70 });
    expect(await withdraw(changeId)).toEqual({ ok: true, value: { changeId, objectionsEnded: 1 } });
    const stands = await rows('SELECT answer FROM demur.notices WHERE change_id = $1 ORDER BY answer', changeId);
    expect(stands).toEqual([{ answer: 'change_withdrawn' }, { answer: null }]);
    for (const one of [silent, objecting])
      expect(
        await rows(`SELECT FROM demur.letters WHERE kind = 'change_withdrawn' AND notice_id = $1`, noticeOf(one)),
      ).toHaveLength(1);
    expect(await inRegister(changeId, world.daysAgo(1))).toBe(1);
    expect(await inRegister(changeId, '2199-01-01T00:00:00Z')).toBe(0);
  });
});

test('a change is withdrawn once, and one that is not there not at all', async () => {
  const opening = await asAdmin();
  const reason = 'A mistake.';
  const { changeId } = await world.change();
  await world.withdrawal({ changeId });
  expect(await run(withdrawChange, opening, { changeId, reason })).toMatchObject({ code: 'change_withdrawn' });
  const nobodys = { changeId: '01a20efc-69a4-7da6-940f-c6641a751e2e', reason };
  expect(await run(withdrawChange, opening, nobodys)).toMatchObject({ code: 'not_found' });
  expect(await run(withdrawChange, opening, { changeId, reason: ' ' })).toMatchObject({ code: 'invalid_input' });
});

test('who files while the change is withdrawn either objects in time or is told', async () => {
  const opening = await asAdmin();
  for (let round = 0; round < 5; round++) {
    const bank = await world.subscriber();
    const { secretHash } = await world.session(bank.signatoryId);
    const { changeId, noticeOf } = await world.change();
    const noticeId = noticeOf(bank);
    const [filed, withdrawn] = await Promise.all([
      run(fileObjection, bySession(database.web, secretHash), objectionFields({ noticeId })),
      run(withdrawChange, opening, { changeId, reason: 'The provider withdrew its offer.' }),
    ]);
    expect(withdrawn).toMatchObject({ ok: true });
    const [{ answer }] = await rows('SELECT answer FROM demur.notices WHERE id = $1', noticeId);
    expect(answer).toBe('change_withdrawn');
    const progress = await rows('SELECT status FROM demur.objection_progress WHERE notice_id = $1', noticeId);
    if (filed.ok) expect(progress).toEqual([{ status: 'ended' }]);
    else {
      expect(filed.code).toBe('change_withdrawn');
      expect(progress).toEqual([]);
    }
  }
});

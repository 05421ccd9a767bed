import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { code, codes, record } from '#db/testing/record.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, asWorker, bySession, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { type Instant, parseInstant } from '#lib/deadlines/instant.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { closesAtOf } from '#lib/deadlines/zone.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { retractObjection } from '#lib/objections/retract-objection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { by } from '#lib/world/world.ts';
import { answerProposal } from './answer-proposal.ts';
import { lapseDueProposals, lapseProposal } from './lapse-proposal.ts';
import { makeProposal } from './make-proposal.ts';
import { resolveObjection } from './resolve-objection.ts';

let database: TestDatabase;
let world: Scenario;
let desk: Opening;
const { rows, eventsOf, statusOf, authorisationOf } = record(() => database);

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  await watchRows(database.superuser);
  desk = bySession(database.web, (await world.session(world.adminId)).secretHash);
});
afterAll(() => database.drop());

const ZONE = 'Europe/Madrid';
const day = (ahead: number) => addDays(civilDayIn(world.now, ZONE), ahead);

async function objectedCase(services = 0) {
  const serviceIds = [];
  for (let i = 0; i < services; i++) serviceIds.push((await world.service()).serviceId);
  const subscriber = await world.subscriber({ services: serviceIds });
  const change = await world.change({ publishedDaysAgo: 10, services: serviceIds });
  const noticeId = change.noticeOf(subscriber);
  const { objectionId } = await world.objection({
    noticeId,
    userId: subscriber.signatoryId,
    daysAgo: 8,
    requestedActions: ['Keep it in the EU'],
  });
  const signatory = bySession(database.web, (await world.session(subscriber.signatoryId)).secretHash);
  return { objectionId, noticeId, subscriber, signatory, serviceIds, changeId: change.changeId };
}

describe('accepted', () => {
  test('other measures become the decision at once, taken by who proposed them', async () => {
    const { objectionId, noticeId, signatory, subscriber, changeId } = await objectedCase();
    const { proposalId } = await world.proposal({ objectionId, option: 'corrective_action' });
    expect(await statusOf(objectionId)).toBe('awaiting_subscriber');
    expect(await authorisationOf(subscriber.subscriberId, changeId)).toEqual(['on_hold:objection_unresolved']);

    const answered = await run(answerProposal, signatory, { proposalId, answer: 'accepted' });
    expect(answered).toMatchObject({ ok: true, value: { objectionId } });
    expect(await statusOf(objectionId)).toBe('resolved');
    expect((await eventsOf(noticeId)).slice(-3)).toEqual(['proposal.made', 'proposal.accepted', 'objection.resolved']);
    expect(
      await rows(
        `SELECT r.option, r.proposal_id, r.resolved_by, a.text, a.owner, a.requested_action_id FROM demur.resolutions r
         JOIN demur.corrective_actions a ON a.resolution_id = r.id WHERE r.objection_id = $1`,
        objectionId,
      ),
    ).toEqual([
      {
        option: 'corrective_action',
        proposal_id: proposalId,
        resolved_by: world.adminId,
        text: 'Keep the message text in the region',
        owner: 'Platform team',
        requested_action_id: null,
      },
    ]);
    expect(
      await rows('SELECT kind FROM demur.letters WHERE notice_id = $1 ORDER BY id DESC LIMIT 1', noticeId),
    ).toEqual([{ kind: 'decision' }]);
    expect(await authorisationOf(subscriber.subscriberId, changeId)).toEqual(['on_hold:actions_outstanding']);
  });

  test('a withdrawal becomes one by agreement', async () => {
    const { objectionId, signatory, serviceIds, subscriber, changeId } = await objectedCase(1);
    const { proposalId } = await world.proposal({
      objectionId,
      option: 'feature_withdrawal',
      withdrawalDuration: 'temporary',
      untilDay: day(90),
    });
    expect(code(await run(answerProposal, signatory, { proposalId, answer: 'accepted' }))).toBe('ok');
    expect(
      await rows(
        'SELECT withdrawal_basis, withdrawal_duration, service_ids FROM demur.resolutions WHERE objection_id = $1',
        objectionId,
      ),
    ).toEqual([{ withdrawal_basis: 'subscriber_agrees', withdrawal_duration: 'temporary', service_ids: serviceIds }]);
    expect(await authorisationOf(subscriber.subscriberId, changeId)).toEqual(['not_applicable:feature_withdrawn']);
  });

  test('without it the vendor can’t record a withdrawal by agreement', async () => {
    const { objectionId, serviceIds } = await objectedCase(1);
    const agreed = {
      objectionId,
      option: 'feature_withdrawal',
      reasons: 'As agreed.',
      serviceIds,
      withdrawalBasis: 'subscriber_agrees',
      withdrawalDuration: 'permanent',
    };
    expect(code(await run(resolveObjection, desk, agreed))).toBe('agreement_needed');
    expect(code(await run(resolveObjection, desk, { ...agreed, withdrawalBasis: 'vendor_ceases' }))).toBe('ok');
  });

  test('twice, or by two signatories at once, it is one decision', async () => {
    const { objectionId, signatory, subscriber } = await objectedCase();
    const other = await world.member({ subscriberId: subscriber.subscriberId, right: 'signatory' });
    const second = bySession(database.web, (await world.session(other)).secretHash);
    const { proposalId } = await world.proposal({ objectionId, option: 'corrective_action' });
    const outcomes = await Promise.all([
      run(answerProposal, signatory, { proposalId, answer: 'accepted' }),
      run(answerProposal, second, { proposalId, answer: 'declined' }),
      run(answerProposal, second, { proposalId, answer: 'accepted' }),
    ]);
    expect(codes(outcomes)).toEqual(['already_done', 'already_done', 'ok']);
  });
});

describe('not accepted', () => {
  test('declined, the case is back under review and open to any decision', async () => {
    const { objectionId, noticeId, signatory } = await objectedCase();
    const { proposalId } = await world.proposal({ objectionId, option: 'corrective_action' });
    expect(await run(answerProposal, signatory, { proposalId, answer: 'declined' })).toMatchObject({
      ok: true,
      value: { resolutionId: null },
    });
    expect(await statusOf(objectionId)).toBe('under_review');
    expect((await eventsOf(noticeId)).at(-1)).toBe('proposal.declined');
    await world.proposal({ objectionId, option: 'corrective_action', at: world.now });
    expect(await statusOf(objectionId)).toBe('awaiting_subscriber');
  });

  test('while it is out there is no decision and no second proposal', async () => {
    const { objectionId } = await objectedCase();
    await world.proposal({ objectionId, option: 'corrective_action' });
    const cease = {
      objectionId,
      option: 'cease',
      reasons: 'No.',
      ceaseScope: 'this_subscriber',
      ceaseOn: day(0),
      dataPlan: 'None.',
    };
    expect(code(await run(resolveObjection, desk, cease))).toBe('wrong_status');
    const again = {
      objectionId,
      option: 'corrective_action',
      reasons: 'Or this.',
      answerByDay: day(3),
      actions: [{ text: 'Mask names', owner: 'Platform team', dueOn: day(9) }],
    };
    expect(code(await run(makeProposal, desk, again))).toBe('wrong_status');
  });

  test('a retraction ends both', async () => {
    const { objectionId, signatory } = await objectedCase();
    const { proposalId } = await world.proposal({ objectionId, option: 'corrective_action' });
    expect(code(await run(retractObjection, signatory, { objectionId }))).toBe('ok');
    expect(code(await run(answerProposal, signatory, { proposalId, answer: 'accepted' }))).toBe('not_awaiting');
    expect(await rows('SELECT FROM demur.resolutions WHERE objection_id = $1', objectionId)).toEqual([]);
  });
});

describe('silence', () => {
  test('to the last instant of the day it can be answered, and from the next one on no more', async () => {
    const [inTime, tooLate] = [await objectedCase(), await objectedCase()];
    const answerBy = closesAtOf(day(-1), ZONE);
    const before = parseInstant(new Date(Date.parse(`${answerBy.slice(0, 23)}Z`) - 1).toISOString());
    for (const [each, at, expected] of [
      [inTime, `${before.slice(0, 23)}999Z` as Instant, 'ok'],
      [tooLate, answerBy, 'not_awaiting'],
    ] as const) {
      const { proposalId } = await world.proposal({
        objectionId: each.objectionId,
        option: 'corrective_action',
        answerByDay: day(-1),
        daysAgo: 4,
      });
      expect(await rows('SELECT demur.iso(answer_by) AS by FROM demur.proposals WHERE id = $1', proposalId)).toEqual([
        { by: answerBy },
      ]);
      const signatory = by(world, each.subscriber.signatoryId, at);
      expect(code(await run(answerProposal, signatory, { proposalId, answer: 'accepted' }))).toBe(expected);
    }
  });

  test('lapses by the worker, once, and is not agreement', async () => {
    const { objectionId, noticeId, subscriber, changeId } = await objectedCase();
    const { proposalId } = await world.proposal({
      objectionId,
      option: 'corrective_action',
      answerByDay: day(-1),
      daysAgo: 4,
    });
    const open = await objectedCase();
    const pending = await world.proposal({ objectionId: open.objectionId, option: 'corrective_action' });
    await Promise.all([lapseDueProposals(asWorker(database.worker)), lapseDueProposals(asWorker(database.worker))]);
    expect(await lapseDueProposals(asWorker(database.worker))).toBe(0);
    expect((await eventsOf(noticeId)).filter((type) => type === 'proposal.lapsed')).toHaveLength(1);
    expect(await statusOf(objectionId)).toBe('under_review');
    expect(await rows('SELECT answer, answered_by FROM demur.proposals WHERE id = $1', proposalId)).toEqual([
      { answer: 'lapsed', answered_by: null },
    ]);
    expect(await authorisationOf(subscriber.subscriberId, changeId)).toEqual(['on_hold:objection_unresolved']);
    expect(await statusOf(open.objectionId)).toBe('awaiting_subscriber');
    const early = await run(lapseProposal, asWorker(database.worker), { proposalId: pending.proposalId });
    expect(code(early)).toBe('window_open');
  });
});

test('every row that changed is named by the event of its transaction, and the log holds', async () => {
  expect(await unaccounted(database.superuser)).toEqual([]);
  expect(await inspectLog(asOwner(database.owner))).toMatchObject({ ok: true, difference: null });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { counted } from '#db/testing/statements.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import { type Reader, read } from '#lib/command/read.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { decidable } from '#lib/resolutions/queries.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { deskCase } from './desk-case.ts';
import { deskOverview } from './desk-overview.ts';
import { deskQueue, queueFilter } from './desk-queue.ts';

let database: TestDatabase;
let world: Scenario;
let desk: Opening;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  desk = bySession(database.web, (await world.session(world.adminId)).secretHash);
});
afterAll(() => database.drop());

/** Reads as the desk; a page may take three statements beside the one that opens it. */
async function page<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
  const watched = counted(desk);
  const result = await read(watched.opening, work);
  expect(watched.statements()).toBeLessThanOrEqual(4);
  return result;
}

async function objected(options: Parameters<Scenario['objection']>[0] | object = {}, publishedDaysAgo = 20) {
  const subscriber = await world.subscriber();
  const change = await world.change({ publishedDaysAgo });
  const noticeId = change.noticeOf(subscriber);
  const filed = await world.objection({ noticeId, userId: subscriber.signatoryId, daysAgo: 10, ...options });
  return { ...filed, noticeId, subscriber, change };
}

describe('the queue', () => {
  test('nearest target first, without a target last, page by page and nothing twice', async () => {
    const cases = [];
    for (let i = 0; i < 33; i++) cases.push(await objected({ daysAgo: 18 - i / 3 }));
    for (const { objectionId } of cases.slice(30))
      await database.superuser.query('UPDATE demur.objection_progress SET respond_by = NULL WHERE id = $1', [
        objectionId,
      ]);
    const first = await page((reader) => deskQueue(reader));
    expect(first.needAnswer).toBe(33);
    expect(first.rows).toHaveLength(30);
    const targets = first.rows.map(({ respondBy }) => respondBy ?? '9');
    expect(targets).toEqual([...targets].sort());
    const second = await page((reader) => deskQueue(reader, {}, first.next ?? undefined));
    expect(second.rows.every(({ respondBy }) => respondBy === null)).toBe(true);
    expect(second.next).toBeNull();
    const seen = [...first.rows, ...second.rows].map(({ objectionId }) => objectionId);
    expect(new Set(seen).size).toBe(33);
    expect(seen.slice().sort()).toEqual(cases.map(({ objectionId }) => objectionId).sort());
    for (const each of cases) await world.resolution({ objectionId: each.objectionId, option: 'cease' });
    expect((await page((reader) => deskQueue(reader))).rows).toEqual([]);
    const decided = await page((reader) => deskQueue(reader, { status: 'resolved' }));
    const rest = await page((reader) => deskQueue(reader, { status: 'resolved' }, decided.next ?? undefined));
    expect(decided.rows.length + rest.rows.length).toBe(33);
    expect(decided.rows[0]?.objectionId).toBe([...seen].sort().at(-1));
  });

  test('by status, change and ground, with what it says of each', async () => {
    const one = await objected({ groundCategories: ['certification', 'sector_regulation'] });
    const two = await objected({ groundCategories: ['sector_regulation'] });
    await world.informationRequest({ objectionId: two.objectionId, daysAgo: 2 });
    const references = async (asked: Parameters<typeof queueFilter>[0]) =>
      (await page((reader) => deskQueue(reader, queueFilter(asked)))).rows.map(({ reference }) => reference);
    expect((await references({})).sort()).toEqual([one.reference, two.reference].sort());
    expect(await references({ status: 'information_requested' })).toEqual([two.reference]);
    expect(await references({ change: one.change.changeId })).toEqual([one.reference]);
    expect(await references({ ground: 'certification' })).toEqual([one.reference]);
    expect((await references({ ground: 'sector_regulation' })).length).toBe(2);
    expect(await references({ ground: 'sector_regulation', change: two.change.changeId, status: 'filed' })).toEqual([]);
    expect(queueFilter({ status: "x' or true", change: 'y', ground: 'z' })).toEqual({});

    const queue = await page((reader) => deskQueue(reader));
    expect(queue.rows.find(({ reference }) => reference === two.reference)).toMatchObject({
      subscriber: two.subscriber.name,
      grounds: ['sector_regulation'],
      status: 'information_requested',
      pausedAt: world.daysAgo(2),
      late: false,
    });
    expect(queue.changes.map(({ id }) => id).sort()).toEqual([one.change.changeId, two.change.changeId].sort());
  });

  test('a late one is counted apart', async () => {
    const before = await page((reader) => deskQueue(reader));
    const late = await objected({ daysAgo: 2 }, 60);
    const after = await page((reader) => deskQueue(reader));
    expect([after.needAnswer, after.late]).toEqual([before.needAnswer, before.late + 1]);
    expect((await page((reader) => deskQueue(reader, { status: 'late' }))).rows[0]?.reference).toBe(late.reference);
  });
});

describe('one case', () => {
  test('has everything on it, beside the queue and the form, in three statements', async () => {
    const { serviceId } = await world.service({ name: 'Kite Chat' });
    const bank = await world.subscriber({ services: [{ serviceId, dora: true }] });
    const change = await world.change({ publishedDaysAgo: 20, services: [serviceId] });
    const peer = await world.subscriber({ services: [serviceId], recordedDaysAgo: 15, dpaExecutedDaysAgo: 15 });
    const noticeId = change.noticeOf(bank);
    const filed = await world.objection({
      noticeId,
      userId: bank.signatoryId,
      daysAgo: 10,
      groundCategories: ['certification', 'sector_regulation'],
      requestedActions: ['Show us the report'],
      files: [{ name: 'assessment.txt' }],
    });
    const { rows } = await database.superuser.query(
      'SELECT id FROM demur.notices WHERE change_id = $1 AND subscriber_id = $2',
      [change.changeId, peer.subscriberId],
    );
    await world.objection({
      noticeId: rows[0]?.id,
      userId: peer.signatoryId,
      daysAgo: 9,
      groundCategories: ['certification'],
    });
    await world.review({ objectionId: filed.objectionId, daysAgo: 8 });
    await world.assessment({
      objectionId: filed.objectionId,
      category: 'certification',
      assessment: 'disputed',
      daysAgo: 7,
    });
    await world.assessment({
      objectionId: filed.objectionId,
      category: 'certification',
      assessment: 'shown',
      note: 'It has expired.',
      daysAgo: 6,
    });
    const { proposalId } = await world.proposal({
      objectionId: filed.objectionId,
      option: 'corrective_action',
      daysAgo: 5,
    });
    const { actionIds } = await world.proposalAnswer({ proposalId, userId: bank.signatoryId, daysAgo: 4 });
    await world.completion({ actionId: actionIds[0] ?? '', daysAgo: 3 });

    const { found, form } = await page(async (reader) => {
      await deskQueue(reader);
      return {
        found: await deskCase(reader, filed.reference),
        form: await decidable(reader.tx, { reference: filed.reference }),
      };
    });
    expect(found).toMatchObject({
      id: filed.objectionId,
      status: 'resolved',
      subscriber: { name: bank.name },
      filed: { groundCategories: ['certification', 'sector_regulation'], requestedActions: ['Show us the report'] },
      receipt: { reference: filed.reference, late: false, position: filed.position },
      notice: { id: noticeId, outcome: 'objected', dora: true, concern: { services: ['Kite Chat'] } },
      dpa: { objectionClause: 'clause 6.3', standstill: true },
      sameGround: { certification: 1 },
      authorisations: [{ ofNewTerms: true, state: 'pending', reason: 'window_open', serviceIds: [serviceId] }],
    });
    expect(found?.assessments.map(({ assessment, note, by }) => [assessment, note, by])).toEqual([
      ['shown', 'It has expired.', 'Inés Robles'],
      ['disputed', null, 'Inés Robles'],
    ]);
    expect(found?.files.map(({ name, side }) => [name, side])).toEqual([['assessment.txt', 'subscriber']]);
    expect(found?.resolutions).toMatchObject([
      { resolvedBy: 'Inés Robles', stands: true, proposalId, actions: [{ completion: { disputedAt: null } }] },
    ]);
    expect(found?.history.map(({ type }) => type)).toEqual([
      'notice.given',
      'objection.filed',
      'review.started',
      'grounds.assessed',
      'grounds.assessed',
      'proposal.made',
      'proposal.accepted',
      'objection.resolved',
      'action.completed',
    ]);
    expect(form).toMatchObject({
      status: 'resolved',
      standing: { option: 'corrective_action', by: 'Inés Robles' },
      services: [{ name: 'Kite Chat' }],
      concernedIds: [serviceId],
    });
  });

  test('of a reference that is mistyped, a notice’s or nobody’s there is none', async () => {
    for (const reference of ['OBJ-2026-000000', 'DEM-2026-000000', 'nothing'])
      expect(await page((reader) => deskCase(reader, reference))).toBeUndefined();
  });
});

test('the overview says what is due by when, and how each live change stands', async () => {
  const [answering, acting, ceasing, proposing] = [
    await objected(),
    await objected({ requestedActions: ['Show us the report'] }),
    await objected(),
    await objected(),
  ];
  const { actionIds } = await world.resolution({
    objectionId: acting.objectionId,
    option: 'corrective_action',
    daysAgo: 9,
  });
  await world.resolution({ objectionId: ceasing.objectionId, option: 'cease', daysAgo: 9 });
  await world.proposal({ objectionId: proposing.objectionId, option: 'corrective_action', daysAgo: 9 });
  const settled = await world.change({
    publishedDaysAgo: 90,
    plannedStartOn: civilDayIn(world.daysAgo(40), 'Europe/Madrid'),
  });

  const overview = await page((reader) => deskOverview(reader));
  const dueOf = ({ reference }: { reference: string }) =>
    overview.due.filter((due) => due.reference === reference).map(({ kind }) => kind);
  expect(dueOf(acting)).toEqual(['action']);
  expect(dueOf(ceasing)).toEqual(['statement']);
  expect(dueOf(proposing)).toContain('proposal');
  expect(overview.due.filter(({ kind }) => kind === 'close').length).toBeGreaterThan(0);
  expect(overview.due.map(({ by }) => by)).toEqual(overview.due.map(({ by }) => by).sort());
  const live = overview.changes.find(({ changeId }) => changeId === answering.change.changeId);
  expect(live).toMatchObject({ undecided: 1, unshown: 0, counts: { objected: 1 } });
  expect(live?.answers).toEqual([{ day: civilDayIn(world.daysAgo(10), 'Europe/Madrid'), answer: 'objected', n: 1 }]);
  expect(overview.changes.some(({ changeId }) => changeId === settled.changeId)).toBe(false);

  await world.completion({ actionId: actionIds[0] ?? '' });
  expect(
    (await page((reader) => deskOverview(reader))).due.some(({ reference }) => reference === acting.reference),
  ).toBe(false);
});

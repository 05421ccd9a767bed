import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, asScenario } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { parseInstant } from '#lib/deadlines/instant.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { deskOverview } from '#lib/objections/desk-overview.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { beat } from './beat.ts';
import { extendForOutage } from './extend-for-outage.ts';
import { outageShown } from './queries.ts';
import { recordOutage } from './record-outage.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  // windows of 30 days, from 21 October, end with Friday 20 November; those of 33 days with the Monday after
  world = await scenario(database.owner, { now: parseInstant('2026-11-18T09:00:00Z') });
});
afterAll(async () => {
  const { difference } = await inspectLog(asOwner(database.owner));
  await database.drop();
  expect(difference).toBeNull();
});

const worker = (at: string) => asScenario(database.owner, null, at);
const admin = (at: string) => asScenario(database.owner, world.adminId, at);
const beats = (at: string) => keep(beat, worker(at), {});
const outageAt = async (at: string) => {
  const outcome = await run(recordOutage, worker(at), {});
  return outcome.ok ? outcome.value.outageId : null;
};
const extend = (outageId: string | null, at: string) =>
  run(extendForOutage, admin(at), { outageId, reason: 'Our web was away.' });
const offers = async (at: string) =>
  (await read(admin(at), (reader) => deskOverview(reader))).worker.outages.map(({ id, open, closed }) => ({
    ...{ id, open, closed },
  }));
const shown = (id: string | null, at: string) => read(admin(at), ({ tx }) => outageShown(tx, id ?? ''));

test('a silence of a quarter of an hour is an outage, recorded once; what it concerns is extended once, together', async () => {
  const month = (await world.profile({ length: 30, rule: 'calendar-days' })).profileId;
  const longer = (await world.profile({ length: 33, rule: 'calendar-days' })).profileId;
  const [bank, accepts] = [await world.subscriber({ profile: month }), await world.subscriber({ profile: month })];
  const later = await world.subscriber({ profile: longer });
  const { noticeOf } = await world.change({ publishedDaysAgo: 28 });
  await world.acceptance({ noticeId: noticeOf(accepts), userId: accepts.signatoryId, daysAgo: 2 });

  expect(await beats('2026-11-20T08:00:00Z')).toEqual({ ok: true, value: { silence: false } });
  expect(await beats('2026-11-20T08:14:59Z')).toEqual({ ok: true, value: { silence: false } });
  expect(await outageAt('2026-11-20T08:15:30Z')).toBeNull();
  expect(await beats('2026-11-20T10:00:00Z')).toEqual({ ok: true, value: { silence: true } });
  const id = await outageAt('2026-11-20T10:00:01Z');
  expect(await outageAt('2026-11-20T10:00:02Z')).toBeNull();
  expect(await beats('2026-11-20T10:01:00Z')).toEqual({ ok: true, value: { silence: false } });

  expect(await offers('2026-11-20T11:00:00Z')).toEqual([{ id, open: 2, closed: 0 }]);
  expect(await shown(id, '2026-11-20T11:00:00Z')).toMatchObject({
    fromAt: '2026-11-20T08:14:59.000000Z',
    toAt: '2026-11-20T10:00:01.000000Z',
    closes: [{ closesAt: '2026-11-20T23:00:00.000000Z', lastDay: '2026-11-23', notices: 2 }],
    closed: [],
  });
  const [one, two] = await Promise.all([extend(id, '2026-11-20T11:01:00Z'), extend(id, '2026-11-20T11:01:00Z')]);
  const outcomes = [one, two].sort((a) => (a.ok ? -1 : 1));
  expect(outcomes).toMatchObject([
    { ok: true, value: { extended: 2 } },
    { ok: false, code: 'already_done' },
  ]);
  const { rows } = await database.superuser.query(
    `select n.id, demur.iso(n.closes_at) as closes, x.reason, demur.iso(x.from_closes_at) as was,
      (select count(*)::integer from demur.letters l where l.notice_id = n.id and l.kind = 'window_extended') as letters,
      (select count(*)::integer from demur.events e where e.case_id = n.id and e.type = 'window.extended') as events
     from demur.notices n left join demur.extensions x on x.notice_id = n.id where n.id = any ($1) order by n.id`,
    [[noticeOf(bank), noticeOf(accepts), noticeOf(later)]],
  );
  const moved = {
    ...{ closes: '2026-11-23T23:00:00.000000Z', was: '2026-11-20T23:00:00.000000Z', reason: 'Our web was away.' },
    ...{ letters: 1, events: 1 },
  };
  const stands = { closes: '2026-11-23T23:00:00.000000Z', was: null, reason: null, letters: 0, events: 0 };
  const of = (party: typeof bank) => rows.find((row) => row.id === noticeOf(party));
  for (const party of [bank, accepts]) expect(of(party)).toMatchObject(moved);
  expect(of(later)).toMatchObject(stands);
  expect(await offers('2026-11-20T11:02:00Z')).toEqual([]);
});

test('windows that closed meanwhile are named, and are no longer extended', async () => {
  await beats('2026-11-23T21:00:00Z');
  const fromBefore = await outageAt('2026-11-23T21:00:00Z');
  expect(fromBefore).not.toBeNull();
  await beats('2026-11-23T21:30:00Z');
  await run(recordOutage, worker('2026-11-23T21:30:00Z'), {});
  await beats('2026-11-23T21:31:00Z');
  const overnight = await outageAt('2026-11-24T06:00:00Z');
  expect(await offers('2026-11-24T07:00:00Z')).toContainEqual({ id: overnight, open: 0, closed: 2 });
  expect((await shown(overnight, '2026-11-24T07:00:00Z'))?.closed).toHaveLength(2);
  expect(await extend(overnight, '2026-11-24T07:00:00Z')).toMatchObject({ ok: false, code: 'window_closed' });
  expect(await shown(overnight, '2026-11-24T07:00:00Z')).toMatchObject({ closes: [], extended: null });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, bySession } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { lastDayBefore } from '#lib/deadlines/speak.ts';
import { closesAtOf } from '#lib/deadlines/zone.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { extendWindow } from './extend-window.ts';

const zone = 'Europe/Madrid';
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

async function extend(input: Record<string, unknown>) {
  const { secretHash } = await world.session(world.adminId);
  return run(extendWindow, bySession(database.web, secretHash), { reason: 'A works council is heard.', ...input });
}

async function closeOf(noticeId: string): Promise<Instant> {
  const { rows } = await database.superuser.query(
    'SELECT demur.iso(closes_at) AS at FROM demur.notices WHERE id = $1',
    [noticeId],
  );
  return rows[0].at;
}

test('one window moves to the end of a later day, and its original stays on the record', async () => {
  const [one, other] = [await world.subscriber(), await world.subscriber()];
  const { noticeOf } = await world.change({ publishedDaysAgo: 3 });
  const before = await closeOf(noticeOf(one));
  const lastDay = addDays(lastDayBefore(before, zone), 5);
  const outcome = await extend({ noticeId: noticeOf(one), lastDay });
  const closesAt = closesAtOf(lastDay, zone);
  expect(outcome).toEqual({ ok: true, value: { closesAt, lastDay, extended: 1 } });
  expect(await closeOf(noticeOf(one))).toBe(closesAt);
  expect(await closeOf(noticeOf(other))).toBe(before);
  const { rows } = await database.superuser.query(
    `SELECT demur.iso(from_closes_at) AS from, demur.iso(to_closes_at) AS to, reason,
      (SELECT count(*)::integer FROM demur.letters l WHERE l.notice_id = e.notice_id AND l.kind = 'window_extended') AS letters
     FROM demur.extensions e WHERE notice_id = $1`,
    [noticeOf(one)],
  );
  expect(rows).toEqual([{ from: before, to: closesAt, reason: 'A works council is heard.', letters: 1 }]);
});

test('all of the change that close that day move together, an answer given or not; others and ended ones stay', async () => {
  const longer = await world.profile({ length: 60 });
  const [one, two, accepted] = [await world.subscriber(), await world.subscriber(), await world.subscriber()];
  const later = await world.subscriber({ profile: longer.profileId });
  const { noticeOf } = await world.change({ publishedDaysAgo: 3 });
  await world.acceptance({ noticeId: noticeOf(accepted), userId: accepted.signatoryId, daysAgo: 1 });
  const before = await closeOf(noticeOf(later));
  const lastDay = addDays(lastDayBefore(await closeOf(noticeOf(one)), zone), 1);
  const outcome = await extend({ noticeId: noticeOf(one), scope: 'all_closing_that_day', lastDay });
  const closesAt = closesAtOf(lastDay, zone);
  expect(outcome).toMatchObject({ ok: true });
  for (const party of [one, two, accepted]) expect(await closeOf(noticeOf(party))).toBe(closesAt);
  expect(await closeOf(noticeOf(later))).toBe(before);
});

test('never shortened, never after the close, never without a reason', async () => {
  const bank = await world.subscriber();
  const open = await world.change({ publishedDaysAgo: 3 });
  const noticeId = open.noticeOf(bank);
  const lastDay = lastDayBefore(await closeOf(noticeId), zone);
  expect(await extend({ noticeId, lastDay })).toMatchObject({
    code: 'only_later',
    fields: { lastDay: expect.any(String) },
  });
  expect(await extend({ noticeId, lastDay: addDays(lastDay, -1) })).toMatchObject({ code: 'only_later' });
  const blank = { noticeId, lastDay: addDays(lastDay, 9), reason: ' ' };
  expect(await extend(blank)).toMatchObject({ code: 'invalid_input', fields: { reason: expect.any(String) } });

  const closed = await world.change({ publishedDaysAgo: 60 });
  expect(await extend({ noticeId: closed.noticeOf(bank), lastDay: '2199-01-01' })).toMatchObject({
    code: 'window_closed',
  });
  await world.withdrawal({ changeId: open.changeId });
  expect(await extend({ noticeId, lastDay: '2199-01-01' })).toMatchObject({ code: 'change_withdrawn' });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { code, record } from '#db/testing/record.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, bySession, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { closeWindows } from '#lib/notices/close-windows.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { recordedFields } from '#lib/world/triage.ts';
import { by, done } from '#lib/world/world.ts';
import { openFile } from './open-file.ts';
import { recordObjection } from './record-objection.ts';

let database: TestDatabase;
let world: Scenario;
let desk: Opening;
const { rows, eventsOf, lettersOf, answerOf } = record(() => database);

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  await watchRows(database.superuser);
  desk = await as(world.adminId);
});
afterAll(() => database.drop());

async function as(userId: string): Promise<Opening> {
  return bySession(database.web, (await world.session(userId)).secretHash);
}

async function noticed(publishedDaysAgo: number) {
  const subscriber = await world.subscriber();
  const change = await world.change({ publishedDaysAgo });
  return { subscriber, change, noticeId: change.noticeOf(subscriber), userId: subscriber.signatoryId };
}

interface Progress {
  status: string;
  respondBy: Instant | null;
  pausedAt: Instant | null;
}
const progressOf = async (objectionId: string) =>
  (
    await rows<Progress>(
      'SELECT status, demur.iso(respond_by) AS "respondBy", demur.iso(paused_at) AS "pausedAt" FROM demur.objection_progress WHERE id = $1',
      objectionId,
    )
  )[0];

describe('recorded from e-mail or post', () => {
  test('so late that our own target has passed: the privacy admins are told at once, since no sweep looks back', async () => {
    const { noticeId } = await noticed(45);
    const fields = recordedFields(world, { noticeId, receivedAt: world.daysAgo(44) });
    const outcome = await run(recordObjection, desk, {
      ...fields,
      admission: { reason: 'It had come to a mailbox that nobody read.', dataAlreadySent: 'None.' },
    });
    expect(outcome).toMatchObject({ ok: true });
    expect((await lettersOf(noticeId)).slice(-2).sort()).toEqual(['receipt', 'response_overdue']);
  });

  const recorded = (noticeId: string, fields: Parameters<typeof recordedFields>[1] | object = {}) =>
    recordedFields(world, { noticeId, ...fields });

  test('in time: it answers the notice, with its original as a file, and the subscriber gets a receipt', async () => {
    const { noticeId, subscriber } = await noticed(10);
    const original =
      'From: dpo@subscriber.example\nReceived: by mx.vendor.example; Mon, 2 Nov 2026 08:00:00 +0100\n\nWe object.';
    const outcome = await run(
      recordObjection,
      desk,
      recorded(noticeId, { original, receivedAt: world.daysAgo(4), requestedActions: ['Keep it here'] }),
    );
    if (!outcome.ok) throw new Error(outcome.sentence);
    expect(outcome.value).toMatchObject({ late: false, receivedAt: world.daysAgo(4) });
    expect(await answerOf(noticeId)).toBe('objected');
    expect([(await eventsOf(noticeId)).at(-1), (await lettersOf(noticeId)).at(-1)]).toEqual([
      'objection.recorded',
      'receipt',
    ]);
    const [row] = await rows<Record<string, unknown>>(
      `SELECT channel, filed_by, recorded_by, received_at < recorded_at AS stated, demur.iso(received_at) AS received FROM demur.objections WHERE id = $1`,
      outcome.value.objectionId,
    );
    expect(row).toEqual({
      channel: 'email',
      filed_by: null,
      recorded_by: world.adminId,
      stated: true,
      received: world.daysAgo(4),
    });
    // the subscriber may read the original
    const [file] = await rows<{ id: string }>(
      'SELECT file_id AS id FROM demur.objection_files WHERE objection_id = $1',
      outcome.value.objectionId,
    );
    const opened = await openFile(await as(subscriber.contactId), file?.id ?? '');
    expect(opened && (await new Response(opened.stream).text())).toBe(original);
  });

  test('one key, one receipt', async () => {
    const { noticeId } = await noticed(10);
    const form = recorded(noticeId);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => run(recordObjection, desk, form)));
    expect(new Set(outcomes.map((outcome) => (outcome.ok ? JSON.stringify(outcome.value) : outcome.code))).size).toBe(
      1,
    );
    expect(outcomes[0]?.ok).toBe(true);
    expect(code(await run(recordObjection, desk, { ...form, idempotencyKey: newId() }))).toBe('already_objected');
    const other = await noticed(10);
    expect(code(await run(recordObjection, desk, { ...form, noticeId: other.noticeId }))).toBe('ok');
  });

  test('late by the stated instant: it is kept as late', async () => {
    const { noticeId } = await noticed(60);
    const outcome = await run(recordObjection, desk, recorded(noticeId, { receivedAt: world.daysAgo(5) }));
    expect(outcome).toMatchObject({ ok: true, value: { late: true } });
    expect(await answerOf(noticeId)).toBeNull();
  });

  test('in time, but recorded after the close: an admission, which has to say why', async () => {
    const { noticeId } = await noticed(60);
    await done(closeWindows, by(world, null, world.now), { atMost: 1000 });
    const form = recorded(noticeId, { receivedAt: world.daysAgo(50), channel: 'post' });
    expect(code(await run(recordObjection, desk, form))).toBe(
      'invalid_input admission.reason admission.dataAlreadySent',
    );
    const admission = { reason: 'It lay in the post room.', dataAlreadySent: 'None.' };
    const outcome = await run(recordObjection, desk, { ...form, admission });
    if (!outcome.ok) throw new Error(outcome.sentence);
    expect(outcome.value.late).toBe(false);
    expect(await answerOf(noticeId)).toBe('objected');
    expect(
      await rows('SELECT reason FROM demur.admissions WHERE objection_id = $1', outcome.value.objectionId),
    ).toEqual([{ reason: admission.reason }]);
    expect(await progressOf(outcome.value.objectionId)).toMatchObject({ status: 'filed' });
  });

  test('it takes back a “no objection”', async () => {
    const given = await noticed(10);
    await world.acceptance({ ...given, daysAgo: 5 });
    expect(code(await run(recordObjection, desk, recorded(given.noticeId, { receivedAt: world.daysAgo(1) })))).toBe(
      'ok',
    );
    expect(
      await rows(
        'SELECT taken_back_by, taken_back_at IS NOT NULL AS back FROM demur.acceptances WHERE notice_id = $1',
        given.noticeId,
      ),
    ).toEqual([{ taken_back_by: null, back: true }]);
  });

  test.each([
    ['an instant in the future', () => ({ receivedAt: world.daysAgo(-1) }), 'invalid_input receivedAt'],
    ['an instant before the notice', () => ({ receivedAt: world.daysAgo(11) }), 'invalid_input receivedAt'],
    ['an instant without its zone', () => ({ receivedAt: '2026-11-02T08:00' }), 'invalid_input receivedAt'],
    ['no original', () => ({ original: ' ' }), 'invalid_input original'],
    ['blank grounds', () => ({ groundsText: '\n' }), 'invalid_input groundsText'],
    ['no ground', () => ({ groundCategories: [] }), 'invalid_input groundCategories'],
    ['a channel that is ours', () => ({ channel: 'demur' }), 'invalid_input channel'],
    ['a file that is not there', () => ({ fileIds: [newId()] }), 'file_incomplete fileIds'],
    ['an unknown service', () => ({ serviceIds: [newId()] }), 'invalid_input serviceIds'],
  ])('%s is refused, and nothing is kept', async (_what, fields, expected) => {
    const { noticeId } = await noticed(10);
    expect(code(await run(recordObjection, desk, recorded(noticeId, fields())))).toBe(expected);
    expect(await answerOf(noticeId)).toBeNull();
    expect((await eventsOf(noticeId)).at(-1)).toBe('notice.given');
  });

  test('a notice that does not exist is not found', async () => {
    expect(code(await run(recordObjection, desk, recorded(newId())))).toBe('not_found');
  });
});

test('every row that changed is named by the event of its transaction, and the log holds', async () => {
  expect(await unaccounted(database.superuser)).toEqual([]);
  expect(await inspectLog(asOwner(database.owner))).toMatchObject({ ok: true, difference: null });
});

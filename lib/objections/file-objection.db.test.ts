import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { run } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { read } from '#lib/command/read.ts';
import { parseReference } from '#lib/notices/reference.ts';
import { objectionFields } from '#lib/world/objection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { fileObjection } from './file-objection.ts';
import { letterHash } from './filing.ts';
import { type ObjectionPage, objectionPage, receiptFacts } from './objection-page.ts';
import { receipt } from './receipt.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  await watchRows(database.superuser);
});
afterAll(() => database.drop());

async function as(userId: string): Promise<Opening> {
  return bySession(database.web, (await world.session(userId)).secretHash);
}

async function subscriberWithNotice(publishedDaysAgo: number) {
  const subscriber = await world.subscriber();
  const { noticeOf } = await world.change({ publishedDaysAgo });
  return { ...subscriber, noticeId: noticeOf(subscriber), signatory: await as(subscriber.signatoryId) };
}

async function pageOf(opening: Opening, reference: string): Promise<ObjectionPage> {
  const page = await read(opening, ({ tx, actor }) =>
    objectionPage({ tx, actor: actor as SubscriberActor }, reference),
  );
  if (!page) throw new Error('no such page');
  return page;
}

async function one<T>(query: string, ...values: unknown[]): Promise<T> {
  const { rows } = await database.superuser.query(query, values);
  return rows[0] as T;
}
const eventsOf = async (noticeId: string) =>
  (
    await database.superuser.query('SELECT type FROM demur.events WHERE case_id = $1 ORDER BY position', [noticeId])
  ).rows.map(({ type }) => type as string);

describe('an objection in time', () => {
  test('is kept as written, with its actions numbered and its files filed, and answers the notice', async () => {
    const { noticeId, signatory, contactId, signatoryId } = await subscriberWithNotice(5);
    await world.draft({ noticeId, userId: contactId });
    const pdf = await world.attachment({ noticeId, userId: contactId, name: 'a.pdf', content: '%PDF-1.7 no' });
    await world.attachment({ noticeId, userId: contactId, name: 'not-sent.txt' });
    const fields = objectionFields({
      noticeId,
      groundCategories: ['certification', 'third_country_transfer'],
      groundsText: '  No certificate is in force.\r\n\r\nAnd none is planned.  ',
      requestedActions: ['Keep the data in the Union', '', 'Show the certificate'],
      fileIds: [pdf.fileId],
    });
    const filed = await run(fileObjection, signatory, fields);
    if (!filed.ok) throw new Error(filed.sentence);
    expect(parseReference(filed.value.reference)?.prefix).toBe('OBJ');
    expect(filed.value.late).toBe(false);

    const page = await pageOf(signatory, filed.value.reference);
    expect(page).toMatchObject({ status: 'filed', notice: { id: noticeId, outcome: 'objected' } });
    expect(page.filed).toMatchObject({
      groundCategories: ['third_country_transfer', 'certification'],
      groundsText: 'No certificate is in force.\n\nAnd none is planned.',
      requestedActions: ['Keep the data in the Union', 'Show the certificate'],
      files: [{ name: 'a.pdf', sha256: pdf.sha256 }],
    });
    expect(page.requestedActions.map(({ number }) => number)).toEqual([1, 2]);
    expect(page.receipt).toMatchObject({ receivedAt: filed.value.receivedAt, position: filed.value.position });
    // whoever holds the rows derives the same hash
    expect(letterHash(page.filed).toString('hex')).toBe(filed.value.textSha256);
    expect(receipt(receiptFacts(page, 'Europe/Madrid')).statement).toMatch(/^Received in time/);

    const rest = await one<{ drafts: number; files: string[]; answered: boolean; by: string; letters: string[] }>(
      `SELECT (SELECT count(*)::integer FROM demur.objection_drafts WHERE notice_id = $1) AS drafts,
         (SELECT array_agg(name ORDER BY name) FROM demur.files WHERE notice_id = $1) AS files,
         (SELECT answered_at = o.received_at FROM demur.notices WHERE id = $1) AS answered, o.filed_by AS by,
         (SELECT array_agg(kind) FROM demur.letters WHERE about ->> 'objections' = o.id::text) AS letters
       FROM demur.objections o WHERE notice_id = $1`,
      noticeId,
    );
    expect(rest).toEqual({ drafts: 0, files: ['a.pdf'], answered: true, by: signatoryId, letters: ['receipt'] });
  });

  test('takes “no objection” back in the same event', async () => {
    const { noticeId, signatory, signatoryId } = await subscriberWithNotice(5);
    await world.acceptance({ noticeId, userId: signatoryId });
    const filed = await run(fileObjection, signatory, objectionFields({ noticeId }));
    expect(filed.ok).toBe(true);
    expect(await eventsOf(noticeId)).toEqual(['notice.given', 'notice.accepted', 'objection.filed']);
    const row = await one<{ same: boolean; answer: string }>(
      `SELECT a.taken_back_at = o.received_at AS same, n.answer FROM demur.acceptances a
       JOIN demur.objections o USING (notice_id) JOIN demur.notices n ON n.id = a.notice_id WHERE a.notice_id = $1`,
      noticeId,
    );
    expect(row).toEqual({ same: true, answer: 'objected' });
  });

  test('is the only one: a second is refused, and 20 sent at once with one key are one', async () => {
    const { noticeId, signatory } = await subscriberWithNotice(5);
    const fields = objectionFields({ noticeId, requestedActions: ['Wait'] });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => run(fileObjection, signatory, fields)));
    const [first] = outcomes;
    expect(first?.ok).toBe(true);
    for (const outcome of outcomes) expect(outcome).toEqual(first);
    expect(await eventsOf(noticeId)).toEqual(['notice.given', 'objection.filed']);

    const second = await run(fileObjection, signatory, { ...fields, idempotencyKey: newId() });
    expect(second).toMatchObject({ ok: false, code: 'already_objected' });
    const other = await subscriberWithNotice(4);
    const foreign = await run(fileObjection, signatory, { ...fields, noticeId: other.noticeId });
    // the key is known, but the notice is another subscriber's: that comes first
    expect(foreign).toMatchObject({ ok: false, code: 'not_found' });
  });

  test('of 20 sent at once with different keys is one too', async () => {
    const { noticeId, signatory } = await subscriberWithNotice(5);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => run(fileObjection, signatory, objectionFields({ noticeId }))),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'already_objected')).toHaveLength(19);
  });
});

describe('a late objection', () => {
  test('is kept and marked, and leaves the outcome and the “no objection” as they were', async () => {
    const { noticeId, signatory, signatoryId } = await subscriberWithNotice(45);
    await world.acceptance({ noticeId, userId: signatoryId, daysAgo: 40 });
    const filed = await run(fileObjection, signatory, objectionFields({ noticeId }));
    if (!filed.ok) throw new Error(filed.sentence);
    expect(filed.value.late).toBe(true);
    const page = await pageOf(signatory, filed.value.reference);
    expect(page).toMatchObject({
      status: 'late',
      respondBy: null,
      notice: { outcome: 'accepted' },
      receipt: { late: true },
    });
    expect(receipt(receiptFacts(page, 'Europe/Madrid')).statement).toMatch(/^Received after the window closed/);
    expect((await eventsOf(noticeId)).at(-1)).toBe('objection.filed_late');
    const again = await run(fileObjection, signatory, objectionFields({ noticeId }));
    expect(again).toMatchObject({ ok: false, code: 'already_objected' });
  });

  test('is late by the database’s word, whatever the command says', async () => {
    const { noticeId, subscriberId, signatoryId } = await subscriberWithNotice(45);
    const row = await one<{ late: boolean }>(
      `INSERT INTO demur.objections (reference, notice_id, subscriber_id, filed_by, channel, received_at, recorded_at, late, filer_name,
         grounds_text, ground_categories, data_categories, service_ids, text_sha256, idempotency_key)
       VALUES ('OBJ-2026-000000', $1, $2, $3, 'demur', now(), now(), false, 'M', 'g', '{other}', '{}', '{}', '\\x00', $4) RETURNING late`,
      ...[noticeId, subscriberId, signatoryId, newId()],
    );
    expect(row.late).toBe(true);
  });
});

describe('an objection that can’t be filed', () => {
  test('without an executed DPA, is refused with what can be done, and nothing is kept', async () => {
    const without = await world.subscriber({ dpa: false });
    const { changeId } = await world.change({ publishedDaysAgo: 2 });
    const refused = await run(fileObjection, await as(without.signatoryId), objectionFields({ noticeId: changeId }));
    expect(refused).toMatchObject({ ok: false, code: 'no_executed_dpa' });
    expect(refused).toMatchObject({ sentence: expect.stringContaining('Leave a concern') });
  });

  test('where the change serves nothing in use, says so', async () => {
    const { serviceId } = await world.service();
    const elsewhere = await world.subscriber();
    const { changeId } = await world.change({ publishedDaysAgo: 2, services: [serviceId] });
    const refused = await run(fileObjection, await as(elsewhere.signatoryId), objectionFields({ noticeId: changeId }));
    expect(refused).toMatchObject({ ok: false, code: 'not_open' });
  });

  test('after the change was withdrawn, is told so', async () => {
    const subscriber = await world.subscriber();
    const { noticeOf, changeId } = await world.change({ publishedDaysAgo: 2 });
    await one('UPDATE demur.changes SET withdrawn_at = now() WHERE id = $1', changeId);
    const refused = await run(
      fileObjection,
      await as(subscriber.signatoryId),
      objectionFields({ noticeId: noticeOf(subscriber) }),
    );
    expect(refused).toMatchObject({ ok: false, code: 'change_withdrawn' });
  });

  test('with a file that is not there whole, of another notice, or of another subscriber, keeps everything as it was', async () => {
    const { noticeId, signatory, signatoryId } = await subscriberWithNotice(5);
    const other = await subscriberWithNotice(5);
    const elsewhere = await world.attachment({ noticeId: other.noticeId, userId: other.signatoryId });
    const whole = await world.attachment({ noticeId, userId: signatoryId });
    const half = newId();
    await one(
      `INSERT INTO demur.files (id, notice_id, subscriber_id, side, name, media_type, size, uploaded_by, started_at)
       SELECT $1, notice_id, subscriber_id, side, 'half.txt', media_type, 0, uploaded_by, started_at FROM demur.files WHERE id = $2`,
      ...[half, whole.fileId],
    );
    for (const fileId of [newId(), elsewhere.fileId, half]) {
      const fields = objectionFields({ noticeId, fileIds: [whole.fileId, fileId] });
      const refused = await run(fileObjection, signatory, fields);
      expect(refused).toMatchObject({ ok: false, code: 'file_incomplete', fields: { fileIds: expect.any(String) } });
    }
    expect(await eventsOf(noticeId)).toEqual(['notice.given']);
    const kept = await one<{ files: number }>(
      'SELECT count(*)::integer AS files FROM demur.files WHERE notice_id = $1 AND filed_at IS NULL',
      noticeId,
    );
    expect(kept.files).toBe(2);
  });

  test('with NUL, half a surrogate pair, blank or 20,001 characters is refused field by field', async () => {
    const { noticeId, signatory } = await subscriberWithNotice(5);
    for (const groundsText of ['a\u0000', '\ud83d', ' \u200b ', 'x'.repeat(20_001)])
      expect(await run(fileObjection, signatory, objectionFields({ noticeId, groundsText }))).toMatchObject({
        code: 'invalid_input',
        fields: { groundsText: expect.any(String) },
      });
    const longest = await run(fileObjection, signatory, objectionFields({ noticeId, groundsText: '𝒳'.repeat(20_000) }));
    expect(longest.ok).toBe(true);
  });

  test('by a contact, or by a session that has ended, is refused', async () => {
    const { noticeId, contactId, signatory } = await subscriberWithNotice(5);
    expect(await run(fileObjection, await as(contactId), objectionFields({ noticeId }))).toMatchObject({
      code: 'forbidden',
    });
    await database.superuser.query('UPDATE demur.sessions SET revoked_at = now()');
    expect(await run(fileObjection, signatory, objectionFields({ noticeId }))).toMatchObject({ code: 'not_signed_in' });
  });
});

test('every row that changed is named by the event of its transaction, and no other', async () => {
  expect(
    (await unaccounted(database.superuser)).filter(
      // planted by this test behind the log’s back
      ({ table, what }) => !(what === 'changed without an event' && ['objections', 'changes'].includes(table)),
    ),
  ).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { objectionFields } from '#lib/world/objection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { fileObjection } from './file-objection.ts';
import { objectionForm } from './objection-form.ts';
import { saveDraft } from './save-draft.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

async function as(userId: string): Promise<Opening> {
  return bySession(database.web, (await world.session(userId)).secretHash);
}

async function caseOf() {
  const subscriber = await world.subscriber();
  const { noticeOf } = await world.change({ publishedDaysAgo: 5 });
  const [contact, signatory] = [await as(subscriber.contactId), await as(subscriber.signatoryId)];
  return { noticeId: noticeOf(subscriber), contact, signatory };
}

const formOf = (opening: Opening, noticeId: string) =>
  read(opening, ({ tx, actor }) => objectionForm({ tx, actor: actor as SubscriberActor }, noticeId));

test('what one of a subscriber types the other finds, as it was typed', async () => {
  const { noticeId, contact, signatory } = await caseOf();
  const content = { groundsText: ' Not fin', groundCategories: ['certification'], requestedActions: ['', 'Wait'] };
  expect((await keep(saveDraft, contact, { noticeId, content })).ok).toBe(true);
  expect((await formOf(signatory, noticeId))?.draft).toMatchObject({ content, by: 'Jon Etxeberria' });
  expect((await keep(saveDraft, signatory, { noticeId, content: { groundsText: 'Fin' } })).ok).toBe(true);
  expect((await formOf(contact, noticeId))?.draft).toMatchObject({
    content: { groundsText: 'Fin' },
    by: 'Marta Quintero',
  });
});

test('what no database keeps is kept as what shows that it was there', async () => {
  const { noticeId, contact } = await caseOf();
  const content = { groundsText: 'a\u0000b \ud83d', filerName: '\udc00' };
  expect((await keep(saveDraft, contact, { noticeId, content })).ok).toBe(true);
  expect((await formOf(contact, noticeId))?.draft?.content).toEqual({
    groundsText: 'a\ufffdb \ufffd',
    filerName: '\ufffd',
  });
});

test('is not the vendor’s to see, in the log or anywhere', async () => {
  const { noticeId, contact } = await caseOf();
  await keep(saveDraft, contact, { noticeId, content: { groundsText: 'Between us' } });
  const { rows } = await database.superuser.query(
    `SELECT has_table_privilege('demur_privacy_admin', 'demur.objection_drafts', 'SELECT') AS admin,
       has_table_privilege('demur_legal', 'demur.objection_drafts', 'SELECT') AS legal,
       (SELECT count(*)::integer FROM demur.events WHERE case_id = $1) AS events`,
    [noticeId],
  );
  expect(rows[0]).toEqual({ admin: false, legal: false, events: 1 });
});

test('does not come back when it saves itself while the objection is filed', async () => {
  const { noticeId, contact, signatory } = await caseOf();
  const save = () => keep(saveDraft, contact, { noticeId, content: { groundsText: 'Not yet' } });
  const outcomes = await Promise.all([
    ...Array.from({ length: 6 }, save),
    run(fileObjection, signatory, objectionFields({ noticeId })),
    ...Array.from({ length: 6 }, save),
  ]);
  expect(outcomes[6]?.ok).toBe(true);
  expect(await save()).toMatchObject({ ok: false, code: 'already_objected' });
  expect((await formOf(contact, noticeId))?.draft).toBeNull();
});

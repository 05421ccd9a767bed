import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, bySession, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { done } from '#lib/world/world.ts';
import { takeParties } from './export-parties.ts';
import { importParties } from './import-parties.ts';
import { keepPartyFile } from './keep-party-file.ts';
import { recordList } from './party-list.ts';
import { planCounts, planHash } from './party-plan.ts';
import { recordDpa } from './record-dpa.ts';
import { recordSubscriber } from './record-subscriber.ts';
import { takeUpService } from './take-up-service.ts';
import { uploadedFile, uploadShown } from './upload-query.ts';

let database: TestDatabase;
let world: Scenario;
let admin: Opening;
let chat: { serviceId: string; name: string };
let profile: string;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  admin = bySession(database.web, (await world.session(world.adminId)).secretHash);
  const { serviceId } = await world.service();
  chat = { serviceId, name: await one('SELECT name FROM demur.services WHERE id = $1', serviceId) };
  profile = await one('SELECT name FROM demur.dpa_profiles WHERE id = $1', world.profileId);
  await watchRows(database.superuser);
});
afterAll(() => database.drop());

async function one(statement: string, ...values: unknown[]) {
  return Object.values((await database.superuser.query(statement, values)).rows[0] ?? {})[0] as string;
}
const events = () => one('SELECT count FROM demur.log_head');

const HEADER =
  'Subscriber;Country;DPA reference;DPA version;DPA executed at;DPA profile;Services;DORA services;User email;User name;User right';
const list = (...rows: string[]) => Buffer.from(`\ufeff${[HEADER, ...rows].join('\r\n')}\r\n`);
const send = (content: Buffer, shown?: string) => run(importParties, admin, { content, shown });

/** What a list gave a subscriber, without what is its own. */
async function noticesOf(slug: string) {
  const { rows } = await database.superuser.query(
    `SELECT n.change_id, n.occasion, n.applies_because, n.service_ids, n.dora, n.urgent, n.dpa_reference, n.closes_at,
       w.profile_id, (SELECT count(*)::integer FROM demur.letters l WHERE l.notice_id = n.id) AS letters,
       (SELECT count(*)::integer FROM demur.events e WHERE e.case_id = n.id) AS events
     FROM demur.notices n JOIN demur.windows w ON w.id = n.window_id JOIN demur.subscribers s ON s.id = n.subscriber_id
     WHERE s.slug = $1 ORDER BY n.change_id`,
    [slug],
  );
  return rows;
}

test('a list is recorded as the single commands record it, notices of what is pending among it', async () => {
  await world.change({ publishedDaysAgo: 3 });
  await world.change({ publishedDaysAgo: 2, services: [chat.serviceId] });
  const executedAt = '2026-01-15T00:00:00+01:00';
  const { subscriberId } = await done(recordSubscriber, admin, { name: 'Twin by hand', country: 'ES' });
  await done(takeUpService, admin, { subscriberId, serviceId: chat.serviceId, dora: true, instruction: 'A letter' });
  const dpa = { subscriberId, profileId: world.profileId, reference: 'DPA 7', version: '1', executedAt };
  await done(recordDpa, admin, dpa);

  const content = list(
    `Twin by list;ES;DPA 7;1;2026-01-15;${profile};${chat.name};${chat.name};Ana@Twin.example;Ana Ruiz;Signatory`,
    'Twin by list;;;;;;;;bo@twin.example;Bo Lund;contact',
    'Bare school;PT;;;;;;;;;',
  );
  expect(await send(content)).toEqual({ ok: true, value: { new: 2, changed: 0, unchanged: 0 } });
  const byHand = await noticesOf('twin-by-hand');
  expect(byHand).toHaveLength(2);
  expect(await noticesOf('twin-by-list')).toEqual(byHand);
  const { rows } = await database.superuser.query(
    `SELECT u.email, m."right", m.granted_by FROM demur.memberships m JOIN demur.users u ON u.id = m.user_id
     JOIN demur.subscribers s ON s.id = m.subscriber_id WHERE s.slug = 'twin-by-list' ORDER BY 1`,
  );
  expect(rows).toEqual([
    { email: 'ana@twin.example', right: 'signatory', granted_by: world.adminId },
    { email: 'bo@twin.example', right: 'contact', granted_by: world.adminId },
  ]);

  const before = await events();
  expect(await send(content)).toEqual({ ok: true, value: { new: 0, changed: 0, unchanged: 2 } });
  expect(await events()).toBe(before);
});

test('what differs is changed, what is left empty stays, and a service more gives the notice that it makes due', async () => {
  expect(await send(list('Bare school;PT;D1;1;2026-02-01;;;;;;'))).toMatchObject({ value: { changed: 1 } });
  expect(
    await one(
      `SELECT p.name FROM demur.dpa_records d JOIN demur.dpa_profiles p ON p.id = d.profile_id WHERE d.reference = 'D1'`,
    ),
  ).toBe('Policy terms, 30 days');
  expect(await noticesOf('bare-school')).toMatchObject([{ occasion: 'dpa_executed' }]);
  const more = list(
    `Bare school;ES;D1;2;;;${chat.name};;;;`,
    'Twin by list;;;;;;;;ana@twin.example;Ana Ruiz Gil;contact',
  );
  expect(await send(more)).toEqual({ ok: true, value: { new: 0, changed: 2, unchanged: 0 } });
  expect(await noticesOf('bare-school')).toHaveLength(2);
  expect(
    await one(
      `SELECT string_agg(concat(version, ended_at IS NULL), ' ' ORDER BY version) FROM demur.dpa_records WHERE reference = 'D1'`,
    ),
  ).toBe('1f 2t');
  expect(
    await one(`SELECT string_agg(m."right", ' ' ORDER BY m.granted_at) FROM demur.memberships m JOIN demur.users u ON u.id = m.user_id
    WHERE u.name = 'Ana Ruiz Gil' AND u.email = 'ana@twin.example'`),
  ).toBe('signatory contact');
});

test('every row stands in the log, and the log stands', async () => {
  expect(await unaccounted(database.superuser)).toEqual([]);
  expect((await inspectLog(asOwner(database.owner))).difference).toBeNull();
});

test('what is wrong is named by line and field, and nothing of the list is recorded', async () => {
  const before = await events();
  const future = '2199-01-01';
  const wrong = list(
    'New one;ES;;;;;;;;;',
    'No country;;;;;;;;;;',
    'Bad country;Spain;;;;;;;;;',
    `Late DPA;ES;D;1;${future};;;;;;`,
    'No profile;ES;D;1;2026-01-01;Nowhere;;;;;',
    'No date;ES;D;1;15/01/2026;;;;;;',
    'No service;ES;;;;;Telepathy;;;;',
    'No right;ES;;;;;;;x@y.example;X;boss',
    'Other;ES;;;;;;;ana@twin.example;;',
    'New one;PT;;;;;;;;;',
    'Import;ES;;;;;;;;;',
    ';ES;;;;;;;z@y.example;Z;contact',
    'Ragged;ES',
  );
  const refused = await send(wrong);
  expect(refused).toMatchObject({ ok: false, code: 'invalid_input' });
  expect(Object.keys(refused.ok ? {} : (refused.fields ?? {})).sort()).toEqual(
    [
      'line 10, user_email',
      'line 11, country',
      'line 12, slug',
      'line 13, subscriber',
      'line 14',
      'line 3, country',
      'line 4, country',
      'line 5, dpa_executed_at',
      'line 6, dpa_profile',
      'line 7, dpa_executed_at',
      'line 7, dpa_executed_at',
      'line 8, services',
      'line 9, user_right',
    ].filter((place, index, all) => all.indexOf(place) === index),
  );
  expect(await send(Buffer.from('name,country\nA,ES'))).toMatchObject({
    fields: { 'line 1, name': expect.any(String), 'line 1, subscriber': expect.any(String) },
  });
  expect(await events()).toBe(before);
});

test('what is exported is read as it stands, formulas and accents too', async () => {
  const formula = Buffer.from(`${HEADER}\r\n"'=SUM(A1) Ñandú";ES;;;;;;;;;\r\n+34 Señal;ES;;;;;;;;;`, 'latin1');
  expect(await send(formula)).toMatchObject({ value: { new: 2 } });
  expect(
    await one(`SELECT count(*)::integer FROM demur.subscribers WHERE name IN ('=SUM(A1) Ñandú', '+34 Señal')`),
  ).toBe(2);
  const taken = await takeParties(admin);
  if (!taken.ok) throw new Error(taken.sentence);
  const exported = await buffer(taken.value);
  expect(exported.toString()).toContain("'+34 Señal");
  const lines: string[] = [];
  expect(await recordList(asOwner(database.owner), exported, true, (line) => lines.push(line))).toMatchObject({
    ok: true,
  });
  expect(lines).toEqual([expect.stringMatching(/^It would be: 0 new, 0 changed, \d+ as before\.$/)]);
  const contact = bySession(database.web, (await world.session((await world.subscriber()).contactId)).secretHash);
  expect(await takeParties(contact)).toMatchObject({ ok: false, code: 'forbidden' });
});

test('a list that was only looked at changes nothing', async () => {
  const before = await events();
  const lines: string[] = [];
  const looked = list('Looked at;ES;;;;;;;;;');
  expect(await recordList(asOwner(database.owner), looked, true, (line) => lines.push(line))).toMatchObject({
    ok: true,
  });
  expect(lines).toEqual(['line 2, Looked at: new', 'It would be: 1 new, 0 changed, 0 as before.']);
  expect(await events()).toBe(before);
  const kept = await keep(keepPartyFile, admin, { name: 'a.csv', content: looked });
  const uploadId = kept.ok ? kept.value.uploadId : '';
  const shown = await read(admin, ({ tx }) => uploadShown(tx, uploadId, 'Europe/Madrid'));
  expect(shown && planCounts(shown.plan)).toEqual({ new: 1, changed: 0, unchanged: 0 });
  expect(await read(admin, ({ tx }) => uploadedFile(tx, uploadId, 'ab'))).toBeUndefined();
  expect(await read(admin, ({ tx }) => uploadedFile(tx, uploadId, shown?.sha256 ?? ''))).toEqual(looked);
  const plan = shown?.plan ?? { subscribers: [], problems: [] };
  expect(await send(looked, planHash(plan))).toMatchObject({ value: { new: 1 } });
  expect(await send(looked, planHash(plan))).toMatchObject({ value: { unchanged: 1 } });
});

test('what is confirmed is what was shown', async () => {
  expect(await send(list('Bare school;FR;;;;;;;;;'), '00')).toMatchObject({ code: 'stale_draft' });
});

test('a long list is one transaction, and each subscriber its own entries', async () => {
  const rows = Array.from(
    { length: 1000 },
    (_, index) =>
      `Long ${index};ES;D${index};1;2026-01-15;${profile};${chat.name};;u${index}@long.example;U ${index};contact`,
  );
  const before = Number(await events());
  expect(await send(list(...rows))).toMatchObject({ value: { new: rows.length } });
  // itself, its DPA, its service, its user, and two notices
  expect(Number(await events()) - before).toBe(6 * rows.length);
  expect(await send(list(...rows))).toMatchObject({ value: { unchanged: rows.length } });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession } from '#db/transaction.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { accepted } from '#lib/world/world.ts';
import { audienceOf } from './audience-queries.ts';
import { changeCockpit, deskChanges } from './desk-queries.ts';
import { previewDraft } from './draft-queries.ts';
import { changeMatrix } from './matrix-queries.ts';
import { movedSince } from './moved-since.ts';
import { saveChangeDraft } from './save-change-draft.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

async function asAdmin() {
  const { secretHash } = await world.session(world.adminId);
  return bySession(database.web, secretHash);
}

test('a draft shows whom it reaches and whom not, with the reason, in pages, and the dates it would give', async () => {
  const chat = await world.service();
  const strict = await world.profile({ length: 60, name: 'Strict' });
  const users = await world.subscriber({ name: 'Alder Users', services: [chat.serviceId], profile: strict.profileId });
  await world.subscriber({ name: 'Birch Others' });
  await world.subscriber({ name: 'Cedar Unsigned', services: [chat.serviceId], dpa: false });
  const opening = await asAdmin();
  const move = {
    kind: 'addition',
    title: 'Chat moves',
    company: { legalName: 'Mistral Chat', category: 'service_specific' },
    plannedStartOn: '2000-01-01',
    reason: 'Because.',
    terms: {
      description: 'Chats.',
      purpose: 'To chat.',
      locations: [{ country: 'PT', place: 'Porto' }],
      serviceIds: [chat.serviceId],
    },
  };
  const content = { note: 'A note.', changes: [move] };
  const { draftId } = accepted(await keep(saveChangeDraft, opening, { content }));
  const shown = await read(opening, async (reader) => {
    const preview = await previewDraft(reader, draftId);
    const [one] = preview?.changes ?? [];
    if (!preview || !one) throw new Error('the draft is there');
    const all = await audienceOf(reader, one.drafted);
    const unsigned = await audienceOf(reader, one.drafted, { who: 'not_reached', search: 'unsigned' });
    const after = await audienceOf(reader, one.drafted, { after: all.rows[0]?.slug });
    return { preview, one, all, unsigned, after };
  });
  const reasonOf = (name: string) => shown.all.rows.find((row) => row.name === name)?.reason;
  expect(reasonOf('Alder Users')).toBe('uses_service');
  expect(reasonOf('Birch Others')).toBe('does_not_use_service');
  expect(reasonOf('Cedar Unsigned')).toBe('no_executed_dpa');
  expect(shown.all.counts).toEqual({ infrastructure: 0, uses_service: 1, does_not_use_service: 1, no_executed_dpa: 1 });
  expect(shown.unsigned.rows.map(({ name }) => name)).toEqual(['Cedar Unsigned']);
  expect(shown.after.rows).toHaveLength(2);
  expect(shown.preview).toMatchObject({ stale: false, refusals: [] });
  expect(shown.one).toMatchObject({
    reaches: 1,
    closes: [{ profileName: 'Strict', subscribers: 1 }],
  });
  expect(shown.one.refusals.map(({ code }) => code)).toEqual(['start_before_close']);
  expect(shown.one.closes[0]?.working.length).toBe(60);
  expect(users.subscriberId).toBeTruthy();
});

test('a draft that says little yet shows what is missing, and no draft is no draft', async () => {
  const opening = await asAdmin();
  const { draftId } = accepted(await keep(saveChangeDraft, opening, { content: { changes: [{ title: 'Half' }] } }));
  const preview = await read(opening, (reader) => previewDraft(reader, draftId));
  expect(preview?.refusals[0]).toMatchObject({ fields: { note: expect.any(String) } });
  expect(preview?.changes[0]?.refusals[0]).toMatchObject({
    code: 'invalid_input',
    fields: { kind: expect.any(String) },
  });
  const nothing = '01a20efc-69a4-7da6-940f-c6641a751e2e';
  expect(await read(opening, (reader) => previewDraft(reader, nothing))).toBeUndefined();
  const list = await read(opening, (reader) => deskChanges(reader));
  expect(list.drafts.flatMap(({ changes }) => changes.map(({ title }) => title))).toContain('Half');
});

test('a draft that was overtaken shows what was published since, and whose terms are others now', async () => {
  const said = { description: 'Stores.', purpose: 'To store.', locations: [{ country: 'DE', place: 'Kiel' }] };
  const { subprocessorId } = await world.change({ publishedDaysAgo: 200, terms: said });
  const kept = { ...said, retention: '30 days' };
  const { draftId } = await world.versionDraft(
    [{ kind: 'purpose', subprocessorId, terms: kept, plannedStartOn: '2199-01-01' }],
    { publishedDaysAgo: 100 },
  );
  const moved = { ...said, locations: [{ country: 'FR', place: 'Lyon' }] };
  const title = `It moves ${world.mark}`;
  await world.change({ publishedDaysAgo: 90, kind: 'location', subprocessorId, title, terms: moved });
  await world.change({ publishedDaysAgo: 80 });
  const since = await read(await asAdmin(), async (reader) => {
    const preview = await previewDraft(reader, draftId);
    return preview && { stale: preview.stale, moved: await movedSince(reader, preview) };
  });
  expect(since?.stale).toBe(true);
  expect(since?.moved.published.map(({ concerned }) => concerned)).toEqual([true, false]);
  expect(since?.moved.published[0]).toMatchObject({ title, kind: 'location' });
  expect(since?.moved.terms).toMatchObject([
    { subprocessorId, before: { locations: said.locations }, after: { locations: moved.locations } },
  ]);
});

test('the desk counts outcomes by the clock, and the matrix shows each case once, filtered and in pages', async () => {
  const [accepting, objecting, open] = [await world.subscriber(), await world.subscriber(), await world.subscriber()];
  const specific = await world.subscriber({
    profile: (await world.profile({ authorisation: 'specific', length: 10 })).profileId,
  });
  const { changeId, noticeOf } = await world.change({ publishedDaysAgo: 20 });
  await world.acceptance({ noticeId: noticeOf(accepting), userId: accepting.signatoryId, daysAgo: 3 });
  await world.objection({ noticeId: noticeOf(objecting), userId: objecting.signatoryId, daysAgo: 2 });
  await world.reading({ noticeId: noticeOf(open), userId: open.contactId, daysAgo: 4 });
  await world.extension({ noticeId: noticeOf(open), lastDay: '2199-01-02' });

  const opening = await asAdmin();
  const cockpit = await read(opening, (reader) => changeCockpit(reader, changeId));
  const { counts } = cockpit ?? {};
  expect(counts).toMatchObject({ accepted: 1, objected: 1, not_authorised: 1 });
  const all = Object.values(counts ?? {}).reduce((sum, n) => sum + n, 0);
  expect(cockpit?.windows.reduce((sum, { notices }) => sum + notices, 0)).toBe(all);
  expect(cockpit?.windows.reduce((sum, { extended }) => sum + extended, 0)).toBe(1);
  expect(cockpit?.answers.map(({ answer, n }) => [answer, n])).toEqual(
    expect.arrayContaining([
      ['accepted', 1],
      ['objected', 1],
    ]),
  );
  expect(cockpit?.shown).toBe(1);
  const listed = await read(opening, (reader) => deskChanges(reader));
  expect(listed.changes.find((change) => change.changeId === changeId)?.counts).toEqual(counts);

  const matrix = (asked?: Parameters<typeof changeMatrix>[2]) =>
    read(opening, (reader) => changeMatrix(reader, changeId, asked));
  const whole = await matrix();
  expect(whole.rows).toHaveLength(all);
  expect(whole.next).toBeNull();
  expect(whole.rows.find(({ subscriberId }) => subscriberId === open.subscriberId)).toMatchObject({
    outcome: 'open',
    extended: true,
    readers: 1,
  });
  const refused = await matrix({ outcome: 'not_authorised' });
  expect(refused.rows.map(({ subscriberId }) => subscriberId)).toEqual([specific.subscriberId]);
  const objected = await matrix({ outcome: 'objected' });
  expect(objected.rows).toMatchObject([{ subscriberId: objecting.subscriberId, objection: { status: 'filed' } }]);
  const rest = await matrix({ after: whole.rows[0]?.noticeId });
  expect(rest.rows).toEqual(whole.rows.slice(1));
  for (const outcome of ['open', 'deemed_accepted', 'notice_unproven'] as const)
    expect((await matrix({ outcome })).rows).toHaveLength(counts?.[outcome] ?? 0);
});

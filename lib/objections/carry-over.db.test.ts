import { afterAll, beforeAll, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { code, record } from '#db/testing/record.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, bySession } from '#db/transaction.ts';
import { publishVersion } from '#lib/changes/publish-version.ts';
import { run } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { civilDayIn, lastDayBefore } from '#lib/deadlines/speak.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { dropService } from '#lib/parties/drop-service.ts';
import { resolveObjection } from '#lib/resolutions/resolve-objection.ts';
import type { ChangeOptions, PublishedChange } from '#lib/world/change.ts';
import { objectionFields } from '#lib/world/objection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { accepted, by } from '#lib/world/world.ts';
import { fileObjection } from './file-objection.ts';
import { supplementObjection } from './supplement-objection.ts';

let database: TestDatabase;
let world: Scenario;
const { rows, eventsOf, lettersOf, statusOf, answerOf, authorisationOf } = record(() => database);

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  await watchRows(database.superuser);
});
afterAll(async () => {
  const loose = await unaccounted(database.superuser);
  const { difference } = await inspectLog(asOwner(database.owner));
  await database.drop();
  expect(loose).toEqual([]);
  expect(difference).toBeNull();
});

interface Stored {
  id: string;
  reference: string;
  status: string;
  late: boolean;
  received: string;
  respondBy: string | null;
  text: string;
  sha256: string;
  actions: string[];
  files: string[];
  carriedFrom: string | null;
}

/** The objections to one notice, as they are stored. */
const stored = (noticeId: string) =>
  rows<Stored>(
    `SELECT o.id, o.reference, g.status, o.late, demur.iso(o.received_at) AS received, demur.iso(g.respond_by) AS "respondBy",
       o.grounds_text AS text, encode(o.text_sha256, 'hex') AS sha256, o.carried_from AS "carriedFrom",
       array(SELECT a.number || ' ' || a.text FROM demur.requested_actions a WHERE a.objection_id = o.id ORDER BY a.number) AS actions,
       array(SELECT l.file_id::text FROM demur.objection_files l WHERE l.objection_id = o.id ORDER BY l.position) AS files
     FROM demur.objections o JOIN demur.objection_progress g ON g.id = o.id WHERE o.notice_id = $1`,
    noticeId,
  );

/** The same company again, in other words, in the place of the change. */
const corrected = ({ changeId, subprocessorId }: PublishedChange, options: ChangeOptions = {}) =>
  world.change({ subprocessorId, supersedes: changeId, publishedDaysAgo: 2, ...options });

const who = (change: PublishedChange, one: Subscriber) => ({ noticeId: change.noticeOf(one), userId: one.signatoryId });

test('an undecided objection stands on under the new notice, word for word and received when it was', async () => {
  const bank = await world.subscriber();
  const first = await world.change({ publishedDaysAgo: 10 });
  const filed = await world.objection({
    ...who(first, bank),
    daysAgo: 9,
    requestedActions: ['Keep it in the EEA.', 'Name the engineers.'],
    files: [{ name: 'assessment.txt', content: 'Our assessment.' }],
  });
  await run(supplementObjection, by(world, bank.signatoryId, world.daysAgo(8)), {
    objectionId: filed.objectionId,
    idempotencyKey: newId(),
    body: 'And this.',
    requestedActions: ['Delete after a week.'],
  });
  const [was] = await stored(first.noticeOf(bank));
  const second = await corrected(first);

  const [old] = await stored(first.noticeOf(bank));
  const [own] = await stored(second.noticeOf(bank));
  expect(old).toEqual({ ...was, status: 'ended' });
  expect(own).toEqual({ ...was, id: own?.id, reference: own?.reference, carriedFrom: filed.objectionId });
  expect(own?.reference).not.toBe(was?.reference);
  expect(own?.actions).toEqual(['1 Keep it in the EEA.', '2 Name the engineers.', '3 Delete after a week.']);
  expect(own).toMatchObject({ status: 'filed', late: false, received: filed.receivedAt });
  expect(own?.files).toHaveLength(1);

  expect(await answerOf(first.noticeOf(bank))).toBe('superseded');
  expect(await answerOf(second.noticeOf(bank))).toBe('objected');
  expect((await eventsOf(first.noticeOf(bank))).slice(-2)).toEqual(['notice.superseded', 'objection.ended']);
  expect(await eventsOf(second.noticeOf(bank))).toEqual(['notice.given', 'objection.carried_over']);
  expect(await lettersOf(second.noticeOf(bank))).toEqual(['notice', 'carried_over']);
  expect(await authorisationOf(bank.subscriberId, first.changeId)).toEqual([]);
  expect(await authorisationOf(bank.subscriberId, second.changeId)).toEqual(['on_hold:objection_unresolved']);

  // and so through one more correction; the letter's first words stay the first
  const third = await corrected(second, { publishedDaysAgo: 1 });
  const [last] = await stored(third.noticeOf(bank));
  expect(last).toMatchObject({ text: was?.text, received: filed.receivedAt, carriedFrom: own?.id });
  const [root] = await rows<{ id: string }>('SELECT demur.first_filed($1) AS id', last?.id);
  expect(root?.id).toBe(filed.objectionId);
  await world.resolution({ objectionId: last?.id ?? '', option: 'cease' });
  expect(await statusOf(last?.id ?? '')).toBe('resolved');
});

test('what is out with the subscriber ends, and the target goes on', async () => {
  const [asked, offered, reviewed] = [await world.subscriber(), await world.subscriber(), await world.subscriber()];
  const first = await world.change({ publishedDaysAgo: 20 });
  const file = async (one: Subscriber) => (await world.objection({ ...who(first, one), daysAgo: 19 })).objectionId;
  const [question, proposal, review] = [await file(asked), await file(offered), await file(reviewed)];
  await world.review({ objectionId: review, daysAgo: 18 });
  await world.informationRequest({ objectionId: question, daysAgo: 12 });
  await world.proposal({ objectionId: proposal, option: 'corrective_action', daysAgo: 12 });
  const before = await stored(first.noticeOf(asked));
  const second = await corrected(first);

  const now = async (one: Subscriber) => (await stored(second.noticeOf(one)))[0];
  expect([(await now(asked))?.status, (await now(offered))?.status, (await now(reviewed))?.status]).toEqual([
    'under_review',
    'under_review',
    'under_review',
  ]);
  expect(await rows('SELECT answer FROM demur.proposals WHERE objection_id = $1', proposal)).toEqual([
    { answer: 'lapsed' },
  ]);
  const day = (instant: string | null | undefined) =>
    instant ? lastDayBefore(instant as typeof world.now, 'Europe/Madrid') : '';
  const waited = 10;
  expect(civilDayIn(world.daysAgo(2), 'Europe/Madrid')).toBe(
    addDays(civilDayIn(world.daysAgo(12), 'Europe/Madrid'), waited),
  );
  expect(day((await now(asked))?.respondBy)).toBe(addDays(day(before[0]?.respondBy) as never, waited));
  expect((await now(reviewed))?.respondBy).toBe(before[0]?.respondBy);
});

test('an acceptance falls, and a fresh window opens', async () => {
  const agreed = await world.subscriber();
  const first = await world.change({ publishedDaysAgo: 10 });
  await world.acceptance({ ...who(first, agreed), daysAgo: 8 });
  const second = await corrected(first);
  expect(await answerOf(first.noticeOf(agreed))).toBe('superseded');
  expect(await answerOf(second.noticeOf(agreed))).toBeNull();
  expect(await authorisationOf(agreed.subscriberId, second.changeId)).toEqual(['pending:window_open']);
  const inFull = `SELECT closes_at > given_at + interval '29 days' AS whole FROM demur.notices WHERE id = $1`;
  expect(await rows(inFull, second.noticeOf(agreed))).toEqual([{ whole: true }]);
});

test.each([
  { option: 'cease' as const },
  { option: 'feature_withdrawal' as const, withdrawalDuration: 'permanent' as const },
])('a decided objection stays decided, and stands on: silence does not undo $option', async (decision) => {
  const { serviceId } = await world.service();
  const bank = await world.subscriber({ services: [serviceId] });
  const first = await world.change({ publishedDaysAgo: 10, services: [serviceId] });
  const { objectionId } = await world.objection({ ...who(first, bank), daysAgo: 8 });
  const { resolutionId } = await world.resolution({ objectionId, daysAgo: 6, ...decision });
  const second = await corrected(first, { services: [serviceId] });
  expect(await statusOf(objectionId)).toBe('resolved');
  expect(await stored(second.noticeOf(bank))).toMatchObject([
    { status: 'under_review', carriedFrom: objectionId, respondBy: expect.any(String) },
  ]);
  const again = { ...cease(objectionId), supersedes: resolutionId };
  expect(code(await run(resolveObjection, by(world, world.adminId, world.now), again))).toBe('change_superseded');
  expect(await authorisationOf(bank.subscriberId, second.changeId, '2199-01-01T00:00:00Z')).toEqual([
    'on_hold:objection_unresolved',
  ]);
});

test('one that came late is in time for the new window, and owed an answer', async () => {
  const bank = await world.subscriber();
  const first = await world.change({ publishedDaysAgo: 40, plannedStartOn: '2199-01-01' });
  const late = await world.objection({ ...who(first, bank), daysAgo: 3 });
  expect(late.late).toBe(true);
  const second = await corrected(first, { plannedStartOn: '2199-01-01' });
  const [own] = await stored(second.noticeOf(bank));
  expect(own).toMatchObject({ status: 'filed', late: false, received: late.receivedAt });
  expect(own?.respondBy).not.toBeNull();
  expect(await statusOf(late.objectionId)).toBe('ended');
});

test('beside one that was in time, a late one rests as it is', async () => {
  const bank = await world.subscriber();
  const first = await world.change({ publishedDaysAgo: 40, plannedStartOn: '2199-01-01' });
  const { noticeId } = who(first, bank);
  const late = await world.objection({ ...who(first, bank), daysAgo: 3 });
  const posted = await world.recordedObjection({
    noticeId,
    receivedAt: world.daysAgo(30),
    daysAgo: 2.5,
    admission: { reason: 'It lay in the post room.', dataAlreadySent: 'None.' },
  });
  const second = await corrected(first, { plannedStartOn: '2199-01-01' });
  expect(await stored(second.noticeOf(bank))).toMatchObject([{ status: 'filed', carriedFrom: posted.objectionId }]);
  expect(await statusOf(posted.objectionId)).toBe('ended');
  expect(await statusOf(late.objectionId)).toBe('late');
});

test('what is typed and not sent goes over with its files, and can be filed there', async () => {
  const bank = await world.subscriber();
  const first = await world.change({ publishedDaysAgo: 10 });
  const { noticeId, userId } = who(first, bank);
  const { fileId } = await world.attachment({ noticeId, userId, daysAgo: 8 });
  await world.draft({ noticeId, userId, daysAgo: 8, content: { groundsText: 'Half a sentence', fileIds: [fileId] } });
  const second = await corrected(first);
  const drafts = await rows(
    `SELECT notice_id AS "noticeId", content ->> 'groundsText' AS text FROM demur.objection_drafts WHERE subscriber_id = $1`,
    bank.subscriberId,
  );
  expect(drafts).toEqual([{ noticeId: second.noticeOf(bank), text: 'Half a sentence' }]);
  const filed = await run(fileObjection, by(world, userId, world.daysAgo(1)), {
    ...objectionFields({ noticeId: second.noticeOf(bank) }),
    fileIds: [fileId],
  });
  expect(code(filed)).toBe('ok');
});

test('a letter that was under way when the corrected notice came answers that one', async () => {
  const bank = await world.subscriber();
  const first = await world.change({ publishedDaysAgo: 10 });
  const second = await corrected(first);
  const { noticeId } = who(second, bank);
  const posted = await world.recordedObjection({ noticeId, receivedAt: world.daysAgo(3), daysAgo: 1 });
  expect(posted.late).toBe(false);
  expect(await answerOf(noticeId)).toBe('objected');
});

test('where the corrected change does not concern the subscriber, the objection ends with its change, and it is told', async () => {
  const { serviceId } = await world.service();
  const other = await world.service();
  const [bank, silent] = [
    await world.subscriber({ services: [serviceId] }),
    await world.subscriber({ services: [serviceId] }),
  ];
  const stays = await world.subscriber({ services: [serviceId, other.serviceId] });
  const first = await world.change({ publishedDaysAgo: 10, services: [serviceId] });
  const { objectionId } = await world.objection({ ...who(first, bank), daysAgo: 9 });
  const second = await corrected(first, { services: [other.serviceId] });
  expect(Object.keys(second.notices)).toEqual([stays.subscriberId]);
  expect(await statusOf(objectionId)).toBe('ended');
  for (const one of [bank, silent]) expect((await lettersOf(first.noticeOf(one))).at(-1)).toBe('superseded');
  expect((await lettersOf(first.noticeOf(stays))).at(-1)).toBe('notice');
  expect(await authorisationOf(bank.subscriberId, first.changeId)).toEqual([]);
});

test('a service dropped meanwhile: the objection runs on, until its change is superseded', async () => {
  const { serviceId } = await world.service();
  const bank = await world.subscriber({ services: [serviceId] });
  const first = await world.change({ publishedDaysAgo: 10, services: [serviceId] });
  const { objectionId } = await world.objection({ ...who(first, bank), daysAgo: 9 });
  accepted(
    await run(dropService, by(world, world.adminId, world.daysAgo(5)), { subscriberId: bank.subscriberId, serviceId }),
  );
  expect(await statusOf(objectionId)).toBe('filed');
  await corrected(first, { services: [serviceId], plannedStartOn: '2199-01-01' });
  expect(await statusOf(objectionId)).toBe('ended');
});

test('who files or decides while the change is superseded is in time, or is told', async () => {
  const admin = bySession(database.web, (await world.session(world.adminId)).secretHash);
  const seen = new Set<string>();
  for (let round = 0; round < 5; round += 1) {
    const [filer, decided] = [await world.subscriber(), await world.subscriber()];
    const signatory = bySession(database.web, (await world.session(filer.signatoryId)).secretHash);
    const first = await world.change({ publishedDaysAgo: 5 });
    const { objectionId } = await world.objection({ ...who(first, decided), daysAgo: 4 });
    const { subprocessorId, changeId } = first;
    const { draftId } = await world.changeDraft({ subprocessorId, supersedes: changeId, publishedAt: world.now });
    const publish = () => run(publishVersion, admin, { draftId });
    const file = () => run(fileObjection, signatory, objectionFields({ noticeId: first.noticeOf(filer) }));
    const decide = () => run(resolveObjection, admin, cease(objectionId));
    // first both before the publication, last both after it; between, all at once
    const before = round === 0 ? [await file(), await decide()] : [];
    const publishing = publish();
    if (round === 4) await publishing;
    const [filed, resolved] = round === 0 ? before : await Promise.all([file(), decide()]);
    expect(code(await publishing)).toBe('ok');

    const fresh = async ({ subscriberId }: Subscriber) =>
      rows<{ answer: string | null; status: string | null }>(
        `SELECT n.answer, g.status FROM demur.notices n JOIN demur.changes c ON c.id = n.change_id
         LEFT JOIN demur.objection_progress g ON g.notice_id = n.id WHERE c.supersedes = $1 AND n.subscriber_id = $2`,
        changeId,
        subscriberId,
      );
    const said = [filed, resolved].map((outcome) => outcome && code(outcome));
    const standsOn = { answer: 'objected', status: 'filed' };
    const open = { answer: null, status: null };
    expect(await fresh(filer)).toEqual([said[0] === 'ok' ? standsOn : open]);
    expect(await fresh(decided)).toEqual([said[1] === 'ok' ? { ...standsOn, status: 'under_review' } : standsOn]);
    expect(await statusOf(objectionId)).toBe(said[1] === 'ok' ? 'resolved' : 'ended');
    for (const word of said) seen.add(String(word));
  }
  expect([...seen].sort()).toEqual(['change_superseded', 'ok']);
});

const cease = (objectionId: string) => ({
  objectionId,
  option: 'cease',
  reasons: 'We will not use it for you.',
  ceaseScope: 'this_subscriber',
  ceaseOn: addDays(civilDayIn(world.now, 'Europe/Madrid'), 1),
  dataPlan: 'Nothing was sent.',
});

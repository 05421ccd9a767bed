import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { counted } from '#db/testing/statements.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { type Reader, read } from '#lib/command/read.ts';
import { changeWithoutNotice } from '#lib/notices/change-without-notice.ts';
import { changesList } from '#lib/notices/changes-list.ts';
import { noticePage } from '#lib/notices/notice-page.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { objectionForm } from './objection-form.ts';
import { objectionPage } from './objection-page.ts';
import { objectionsList } from './objections-list.ts';

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

/** Reads a page as a subscriber's user, which may take three statements beside the one that opens. */
async function page<T>(
  opening: Opening,
  work: (reader: Reader & { actor: SubscriberActor }) => Promise<T>,
): Promise<T> {
  const watched = counted(opening);
  const result = await read(watched.opening, (reader) => work({ ...reader, actor: reader.actor as SubscriberActor }));
  expect(watched.statements()).toBeLessThanOrEqual(4);
  return result;
}

describe('the list of changes', () => {
  test('shows first what needs an answer, the nearest close first, then the rest, the latest first, page by page', async () => {
    const bank = await world.subscriber();
    const opening = await as(bank.contactId);
    const noticeIds: string[] = [];
    for (let day = 1; day <= 22; day += 1)
      noticeIds.push((await world.change({ publishedDaysAgo: day })).noticeOf(bank));
    const over: string[] = [];
    for (let day = 45; day <= 66; day += 1) over.push((await world.change({ publishedDaysAgo: day })).noticeOf(bank));
    const accepted = noticeIds[3] ?? '';
    await world.acceptance({ noticeId: accepted, userId: bank.signatoryId });
    await world.reading({ noticeId: noticeIds[21] ?? '', userId: bank.contactId });
    await world.draft({ noticeId: noticeIds[21] ?? '', userId: bank.contactId });

    const first = await page(opening, (reader) => changesList(reader));
    expect(first.withoutNotice).toBeNull();
    expect(first.dpaReference).toMatch(/^DPA/);
    const toAnswer = noticeIds.filter((id) => id !== accepted).reverse();
    const next = await page(opening, (reader) =>
      changesList(reader, { toAnswer: first.toAnswer.next ?? '', rest: first.rest.next ?? '' }),
    );
    expect(next.asOf).toBe(first.asOf);
    const ids = (...pages: { rows: { noticeId: string }[] }[]) =>
      pages.flatMap(({ rows }) => rows.map((row) => row.noticeId));
    const closes = [...first.toAnswer.rows, ...next.toAnswer.rows].map(({ closesAt }) => closesAt);
    expect(closes).toEqual([...closes].sort());
    expect(ids(first.toAnswer, next.toAnswer).sort()).toEqual(toAnswer.sort());
    expect(ids(first.rest, next.rest)).toEqual([accepted, ...over]);
    expect([first.toAnswer.rows.length, next.toAnswer.next, next.rest.next]).toEqual([20, null, null]);
    expect(first.toAnswer.rows[0]).toMatchObject({ outcome: 'open', read: true, drafted: true, objection: null });
    expect(first.rest.rows.map(({ outcome }) => outcome).slice(0, 2)).toEqual(['accepted', 'deemed_accepted']);
  }, 60_000);

  test('is one’s own, and empty where there is nothing', async () => {
    const fresh = await world.subscriber();
    const list = await page(await as(fresh.contactId), (reader) => changesList(reader));
    expect([list.toAnswer, list.rest]).toEqual([
      { rows: [], next: null },
      { rows: [], next: null },
    ]);
  });

  test('without a DPA is what is published, and one change says why it takes no objection', async () => {
    const without = await world.subscriber({ dpa: false });
    const opening = await as(without.contactId);
    const { changeId } = await world.change({ publishedDaysAgo: 0.5 });
    const list = await page(opening, (reader) => changesList(reader));
    expect(list.dpaReference).toBeNull();
    expect(list.withoutNotice?.rows[0]?.changeId).toBe(changeId);
    const next = await page(opening, (reader) =>
      changesList(reader, { withoutNotice: list.withoutNotice?.next ?? '' }),
    );
    expect(next.withoutNotice?.rows.length).toBeGreaterThan(0);
    const shown = await page(opening, (reader) => changeWithoutNotice(reader, changeId));
    expect(shown).toMatchObject({ why: 'no_executed_dpa', change: { id: changeId, from: null }, concerns: [] });
    expect(await page(opening, (reader) => noticePage(reader, changeId))).toBeUndefined();
  });
});

describe('one case', () => {
  let bank: Subscriber;
  let noticeId: string;
  let opening: Opening;
  let reference: string;

  beforeAll(async () => {
    const { serviceId } = await world.service({ name: 'Notifications' });
    bank = await world.subscriber({ services: [serviceId] });
    const change = await world.change({ publishedDaysAgo: 12, services: [serviceId] });
    noticeId = change.noticeOf(bank);
    opening = await as(bank.contactId);
    const { signatoryId: userId } = bank;
    await world.reading({ noticeId, userId: bank.contactId, daysAgo: 11 });
    await world.acceptance({ noticeId, userId, daysAgo: 10 });
    await world.extension({ noticeId, daysAgo: 9, lastDay: '2199-11-29' });
    const actions = ['Keep the data in the Union', 'Show the certificate'];
    const filed = await world.objection({
      noticeId,
      userId,
      daysAgo: 8,
      requestedActions: actions,
      serviceIds: [serviceId],
      files: [{}],
    });
    reference = filed.reference;
    await world.review({ objectionId: filed.objectionId, daysAgo: 7 });
    await world.informationRequest({ objectionId: filed.objectionId, daysAgo: 6 });
    await world.resumption({ objectionId: filed.objectionId, daysAgo: 5 });
    const decided = await world.resolution({ objectionId: filed.objectionId, option: 'corrective_action', daysAgo: 4 });
    await world.completion({ actionId: decided.actionIds[0] ?? '', daysAgo: 3 });
  });

  test('its notice shows the change, why it concerns the reader, the window, and everything that happened', async () => {
    const shown = await page(opening, (reader) => noticePage(reader, noticeId));
    expect(shown).toMatchObject({
      notice: { id: noticeId, outcome: 'objected', answer: 'objected' },
      concern: { because: 'uses_service', services: ['Notifications'] },
      change: { kind: 'addition', from: null, to: { services: ['Notifications'] } },
      window: { objectionClause: 'clause 6.3', working: { closesAt: expect.any(String) } },
      extensions: [{ reason: expect.any(String) }],
      acceptances: [{ by: 'Marta Quintero', takenBackBy: 'Marta Quintero' }],
      readings: [{ by: 'Jon Etxeberria' }],
      objections: [{ reference, status: 'resolved', late: false }],
      messages: [{ kind: 'information_request', side: 'vendor', authorName: 'Inés Robles' }],
      draft: null,
      supersededBy: null,
      authorisations: [{ ofNewTerms: true, state: 'on_hold', reason: 'actions_outstanding' }],
    });
    expect(shown?.history.map(({ type, by }) => [type, by])).toEqual([
      ['notice.given', null],
      ['notice.read', 'Jon Etxeberria'],
      ['notice.accepted', 'Marta Quintero'],
      ['window.extended', null],
      ['objection.filed', 'Marta Quintero'],
      ['review.started', null],
      ['information.requested', null],
      ['review.resumed', null],
      ['objection.resolved', null],
      ['action.completed', null],
    ]);
  });

  test('its objection shows the letter, the receipt, and the decision with what is still to be done', async () => {
    const shown = await page(opening, (reader) => objectionPage(reader, reference.toLowerCase()));
    expect(shown).toMatchObject({
      status: 'resolved',
      names: { subscriberName: bank.name, serviceNames: ['Notifications'] },
      requestedActions: [
        { number: 1, added: false },
        { number: 2, added: false },
      ],
      files: [{ name: 'assessment.txt' }],
      resolutions: [{ option: 'corrective_action', stands: true, actions: [{ completion: {} }, { completion: null }] }],
      admission: null,
      retraction: null,
    });
    // the receipt says the close as it then stood: the extended one
    const notice = await page(opening, (reader) => noticePage(reader, noticeId));
    expect(shown?.receipt.closesAt).toBe(notice?.extensions[0]?.toClosesAt);
    const list = await page(opening, (reader) => objectionsList(reader));
    expect(list.rows).toMatchObject([{ reference, decision: { option: 'corrective_action', outstanding: 1 } }]);
  });

  test('its form says why there is nothing more to file', async () => {
    const form = await page(opening, (reader) => objectionForm(reader, noticeId));
    expect(form).toMatchObject({ refusal: { code: 'already_resolved' }, late: false, accepted: false, draft: null });
    expect(form?.services.map(({ name }) => name)).toContain('Notifications');
  });

  test('is not there for anybody else', async () => {
    const other = await as((await world.subscriber()).signatoryId);
    expect(await page(other, (reader) => noticePage(reader, noticeId))).toBeUndefined();
    expect(await page(other, (reader) => objectionForm(reader, noticeId))).toBeUndefined();
    expect(await page(other, (reader) => objectionPage(reader, reference))).toBeUndefined();
    expect((await page(other, (reader) => objectionsList(reader))).rows).toEqual([]);
    for (const no of ['', 'x', "' or true --", '01a20efa-08ec-7bbb-939f-bfb2323e3e21']) {
      expect(await page(other, (reader) => noticePage(reader, no))).toBeUndefined();
      expect(await page(other, (reader) => objectionPage(reader, no))).toBeUndefined();
      expect(await page(other, (reader) => changeWithoutNotice(reader, no))).toBeUndefined();
    }
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { askMoreTime } from '#lib/notices/ask-more-time.ts';
import { askQuestion } from '#lib/notices/ask-question.ts';
import { leaveConcern } from '#lib/notices/leave-concern.ts';
import { sendMessage } from '#lib/notices/send-message.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { disputeInstant } from './dispute-instant.ts';
import { giveInformation } from './give-information.ts';
import { recordDisagreement } from './record-disagreement.ts';
import { supplementObjection } from './supplement-objection.ts';

let database: TestDatabase;
let world: Scenario;
let admin: Opening;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  admin = await as(world.adminId);
  await watchRows(database.superuser);
});
afterAll(() => database.drop());

async function as(userId: string): Promise<Opening> {
  return bySession(database.web, (await world.session(userId)).secretHash);
}

async function caseOf(publishedDaysAgo = 5) {
  const subscriber = await world.subscriber();
  const { noticeOf, changeId } = await world.change({ publishedDaysAgo });
  const [contact, signatory] = [await as(subscriber.contactId), await as(subscriber.signatoryId)];
  return { ...subscriber, changeId, noticeId: noticeOf(subscriber), contact, signatory };
}
const said = (body: string) => ({ idempotencyKey: newId(), body });

async function messagesOn(noticeId: string) {
  const { rows } = await database.superuser.query(
    `SELECT m.kind, m.side, m.body, m.author_name AS author, m.objection_id AS objection FROM demur.messages m WHERE notice_id = $1 ORDER BY sent_at`,
    [noticeId],
  );
  return rows;
}
async function lastEvent(noticeId: string): Promise<string> {
  const { rows } = await database.superuser.query(
    'SELECT type FROM demur.events WHERE case_id = $1 ORDER BY position DESC LIMIT 1',
    [noticeId],
  );
  return rows[0]?.type;
}
async function lettersOf(noticeId: string): Promise<string[]> {
  const { rows } = await database.superuser.query(
    `SELECT kind FROM demur.letters WHERE notice_id = $1 AND kind <> 'notice' ORDER BY obliged_at, id`,
    [noticeId],
  );
  return rows.map(({ kind }) => kind);
}

describe('on a notice', () => {
  test('a contact asks a question, and each side writes to the other', async () => {
    const { noticeId, contact } = await caseOf();
    const question = { noticeId, ...said(' Who holds the keys?\r\n') };
    expect(await run(askQuestion, contact, question)).toEqual({
      ok: true,
      value: { messageId: question.idempotencyKey },
    });
    expect(await lastEvent(noticeId)).toBe('question.asked');
    expect((await run(sendMessage, admin, { noticeId, ...said('We hold them.') })).ok).toBe(true);
    expect((await run(sendMessage, contact, { noticeId, ...said('Thank you.') })).ok).toBe(true);
    expect(await messagesOn(noticeId)).toEqual([
      { kind: 'question', side: 'subscriber', body: 'Who holds the keys?', author: 'Jon Etxeberria', objection: null },
      { kind: 'message', side: 'vendor', body: 'We hold them.', author: 'Inés Robles', objection: null },
      { kind: 'message', side: 'subscriber', body: 'Thank you.', author: 'Jon Etxeberria', objection: null },
    ]);
    expect(await lettersOf(noticeId)).toEqual(['message']);
  });

  test('what is sent twice, at once or later, is said once', async () => {
    const { noticeId, contact } = await caseOf();
    const question = { noticeId, ...said('Who holds the keys?') };
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => run(askQuestion, contact, question)));
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(outcomes[0]?.ok).toBe(true);
    expect(await messagesOn(noticeId)).toHaveLength(1);
  });

  test('a key that someone else’s message already has is refused, and tells nothing', async () => {
    const [one, other] = [await caseOf(), await caseOf()];
    const question = { noticeId: one.noticeId, ...said('Who holds the keys?') };
    await run(askQuestion, one.contact, question);
    const refused = await run(askQuestion, other.contact, { ...question, noticeId: other.noticeId });
    expect(refused).toMatchObject({ ok: false, code: 'already_done' });
    expect(await messagesOn(other.noticeId)).toEqual([]);
  });

  test('more time can be asked for until the close, and not after', async () => {
    const [open, over] = [await caseOf(), await caseOf(45)];
    expect(
      (await run(askMoreTime, open.contact, { noticeId: open.noticeId, ...said('Our board meets later.') })).ok,
    ).toBe(true);
    expect(await lastEvent(open.noticeId)).toBe('time.requested');
    const late = await run(askMoreTime, over.contact, { noticeId: over.noticeId, ...said('Our board meets later.') });
    expect(late).toMatchObject({ code: 'window_closed', facts: { closedAt: expect.any(String) } });
  });
});

describe('without a notice', () => {
  test('a concern can be left on any published change, once a key; where there is a notice it is refused', async () => {
    const without = await world.subscriber({ dpa: false });
    const withNotice = await caseOf();
    const opening = await as(without.contactId);
    const concern = { changeId: withNotice.changeId, ...said('We have no agreement yet, and worry about this.') };
    const left = await run(leaveConcern, opening, concern);
    expect(left).toEqual({ ok: true, value: { messageId: concern.idempotencyKey } });
    expect(await run(leaveConcern, opening, concern)).toEqual(left);
    expect(await run(leaveConcern, withNotice.contact, { ...concern, ...said('And so do we.') })).toMatchObject({
      code: 'not_open',
    });
    expect(await run(leaveConcern, opening, { changeId: newId(), ...said('What of that?') })).toMatchObject({
      code: 'not_found',
    });
  });
});

describe('on an objection', () => {
  let noticeId: string;
  let objectionId: string;
  let contact: Opening;
  let signatory: Opening;
  let userId: string;

  beforeEach(async () => {
    const made = await caseOf();
    ({ noticeId, contact, signatory, signatoryId: userId } = made);
    const options = { noticeId, userId, daysAgo: 4, requestedActions: ['Keep the data in the Union'] };
    ({ objectionId } = await world.objection(options));
  });

  test('a supplement adds text and actions, numbered on, and leaves what was filed', async () => {
    const more = {
      objectionId,
      ...said('Our authority has written to us.'),
      requestedActions: ['', 'Show the certificate'],
    };
    expect(await run(supplementObjection, signatory, more)).toEqual({ ok: true, value: { objectionId } });
    expect(await run(supplementObjection, signatory, more)).toEqual({ ok: true, value: { objectionId } });
    const onlyActions = { objectionId, idempotencyKey: newId(), requestedActions: ['Tell us who holds the keys'] };
    expect((await run(supplementObjection, signatory, onlyActions)).ok).toBe(true);
    expect((await run(supplementObjection, signatory, onlyActions)).ok).toBe(true);
    const { rows } = await database.superuser.query(
      'SELECT number, text FROM demur.requested_actions WHERE objection_id = $1 ORDER BY number',
      [objectionId],
    );
    expect(rows).toEqual([
      { number: 1, text: 'Keep the data in the Union' },
      { number: 2, text: 'Show the certificate' },
      { number: 3, text: 'Tell us who holds the keys' },
    ]);
    expect(await messagesOn(noticeId)).toMatchObject([{ kind: 'supplement', objection: objectionId }]);
    expect(await lettersOf(noticeId)).toEqual(['receipt', 'supplement', 'supplement']);
  });

  test('cannot ask for more than 20 actions in all', async () => {
    const add = (many: number) => ({
      objectionId,
      idempotencyKey: newId(),
      requestedActions: Array(many).fill('And wait'),
    });
    expect((await run(supplementObjection, signatory, add(19))).ok).toBe(true);
    expect(await run(supplementObjection, signatory, add(1))).toMatchObject({
      code: 'invalid_input',
      fields: { requestedActions: expect.stringContaining('this one has 20') },
    });
  });

  test('information takes the case back to review, and the vendor’s target goes on later', async () => {
    expect(await run(giveInformation, contact, { objectionId, ...said('Here it is.') })).toMatchObject({
      code: 'not_awaiting',
    });
    await world.review({ objectionId, daysAgo: 3.5 });
    const before = await progress();
    await world.informationRequest({ objectionId, daysAgo: 3 });
    expect(await progress()).toMatchObject({
      status: 'information_requested',
      paused: true,
      respondBy: before.respondBy,
    });
    expect((await run(giveInformation, contact, { objectionId, ...said('Here it is.') })).ok).toBe(true);
    expect(await lastEvent(noticeId)).toBe('information.given');
    const after = await progress();
    expect(after).toMatchObject({ status: 'under_review', paused: false });
    const moved = (after.respondBy.getTime() - before.respondBy.getTime()) / 86_400_000;
    expect(Math.round(moved)).toBe(3);
  });

  async function progress() {
    const { rows } = await database.superuser.query(
      'SELECT status, paused_at IS NOT NULL AS paused, respond_by AS "respondBy" FROM demur.objection_progress WHERE id = $1',
      [objectionId],
    );
    return rows[0];
  }

  test('disagreement waits for a decision', async () => {
    const disagree = () => run(recordDisagreement, signatory, { objectionId, ...said('We do not accept this.') });
    expect(await disagree()).toMatchObject({ code: 'wrong_status' });
    await world.resolution({ objectionId, option: 'cease', daysAgo: 1 });
    expect((await disagree()).ok).toBe(true);
    expect(await lastEvent(noticeId)).toBe('disagreement.recorded');
    const supplement = { objectionId, ...said('And more.') };
    expect(await run(supplementObjection, signatory, supplement)).toMatchObject({ code: 'already_resolved' });
  });

  test('an instant that the vendor stated can be disputed, one that Demur measured can’t', async () => {
    const dispute = (id: string) =>
      run(disputeInstant, signatory, { objectionId: id, ...said('It came a day earlier.') });
    expect(await dispute(objectionId)).toMatchObject({ code: 'wrong_status' });
    const subscriber = await world.subscriber();
    const { noticeOf } = await world.change({ publishedDaysAgo: 5 });
    const recorded = await world.recordedObjection({ noticeId: noticeOf(subscriber), channel: 'email' });
    const opening = await as(subscriber.signatoryId);
    const disputed = { objectionId: recorded.objectionId, ...said('It came a day earlier.') };
    expect((await run(disputeInstant, opening, disputed)).ok).toBe(true);
    expect(await lastEvent(noticeOf(subscriber))).toBe('objection.instant_disputed');
  });
});

test('every row that changed is named by the event of its transaction, and no other', async () => {
  expect(await unaccounted(database.superuser)).toEqual([]);
});

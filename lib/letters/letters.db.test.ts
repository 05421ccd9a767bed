import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Became, unwrittenLetter, writtenLetter } from '#db/testing/letters.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { run } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { read } from '#lib/command/read.ts';
import { deskOverview } from '#lib/objections/desk-overview.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { lettersOfCase } from './case-letters.ts';
import { deskLetter } from './desk-letter.ts';
import { reachedNobody } from './letter.ts';
import { letterCounts } from './letter-counts.ts';
import { type LetterList, letterLists, lettersPage } from './letters-list.ts';
import { openEnclosure, openText } from './open-letter.ts';
import { ownLetter, ownLetters } from './own-letters.ts';
import { sendLetterAgain } from './send-letter-again.ts';
import { writeLetterAgain } from './write-letter-again.ts';

let database: TestDatabase;
let world: Scenario;
let bank: Subscriber;
let noticeId: string;
let [admin, contact, stranger]: Opening[] = [];

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

beforeEach(async () => {
  bank = await world.subscriber();
  const other = await world.subscriber();
  noticeId = (await world.change({ publishedDaysAgo: 3 })).noticeOf(bank);
  // of the letters that the publication owes, only those that a test writes are to be there
  for (const table of ['delivery_queue', 'deliveries', 'letters']) await quietly(`delete from demur.${table}`);
  const as = async (userId: string) => bySession(database.web, (await world.session(userId)).secretHash);
  [admin, contact, stranger] = [await as(world.adminId), await as(bank.contactId), await as(other.contactId)];
});

async function quietly(text: string, values: unknown[] = []) {
  const client = await database.superuser.connect();
  try {
    await client.query('set session_replication_role = replica');
    return await client.query(text, values);
  } finally {
    await client.query('reset session_replication_role');
    client.release();
  }
}

const letter = (became: Became | null, more: Partial<Parameters<typeof writtenLetter>[1]> = {}) =>
  writtenLetter(database.owner, {
    noticeId,
    subscriberId: bank.subscriberId,
    at: world.daysAgo(2),
    to: became ? [{ userId: bank.contactId, became }] : [],
    ...more,
  });

const opening = (which: Opening | undefined): Opening => {
  if (!which) throw new Error('nobody is signed in');
  return which;
};
const again = (letterId: string, userId: string, idempotencyKey: string = newId()) =>
  run(sendLetterAgain, opening(admin), { letterId, userId, idempotencyKey });
const detail = (letterId: string) => read(opening(admin), (reader) => deskLetter(reader, letterId));
const asSubscriber = <T>(who: Opening | undefined, reads: (reader: Parameters<typeof ownLetters>[0]) => Promise<T>) =>
  read(opening(who), (reader) => reads({ ...reader, actor: reader.actor as SubscriberActor }));

describe('a letter sent again', () => {
  test('is a further delivery of the same text, on the record, and waits to be sent', async () => {
    const { letterId, deliveryIds } = await letter('bounced');
    const sent = await again(letterId, bank.contactId);
    const found = await detail(letterId);
    expect(found?.deliveries.map(({ id }) => id)).toEqual([...deliveryIds, sent.ok && sent.value.deliveryId]);
    const [first, second] = found?.deliveries ?? [];
    expect(first).toMatchObject({ bounceCode: 550, queued: null });
    expect(second).toMatchObject({ queued: { tries: 0 }, bouncedAt: null, address: first?.address });
    expect(second?.messageId).toBe(`<${second?.id}@localhost>`);
    expect(second?.requestedBy).toBeTruthy();
    const { rows } = await database.superuser.query(
      `select type, case_id as "caseId", convert_from(content, 'UTF8')::jsonb -> 'facts' as facts, convert_from(content, 'UTF8')::jsonb -> 'rows' -> 0 ->> 'id' as row
       from demur.events order by position desc limit 1`,
    );
    expect(rows[0]).toEqual({
      type: 'letter.sent_again',
      caseId: noticeId,
      facts: { letterId, kind: 'notice' },
      row: second?.id,
    });
  });

  test('goes to another contact in the language that they read, where it was written in that', async () => {
    const { letterId, textIds } = await letter('failed', { languages: ['en', 'es'] });
    await quietly(
      `insert into demur.preferences (user_id, subscriber_id, language, muted, changed_at) values ($1, $2, 'es', '{}', now())`,
      [bank.signatoryId, bank.subscriberId],
    );
    expect(await again(letterId, bank.signatoryId)).toMatchObject({ ok: true });
    const { rows } = await database.superuser.query(
      'select text_id from demur.deliveries where letter_id = $1 and user_id = $2',
      [letterId, bank.signatoryId],
    );
    expect(rows).toEqual([{ text_id: textIds[1] }]);
  });

  test('is refused while it waits, to whoever is not the subscriber’s, to a follower, and where nothing is written', async () => {
    const waiting = await letter('waiting');
    expect(await again(waiting.letterId, bank.contactId)).toMatchObject({ code: 'already_done' });
    expect(await again(waiting.letterId, bank.signatoryId)).toMatchObject({ ok: true });
    const other = await world.subscriber();
    expect(await again(waiting.letterId, other.contactId)).toMatchObject({ fields: { userId: expect.any(String) } });
    expect(await again(waiting.letterId, world.adminId)).toMatchObject({ code: 'invalid_input' });
    const failed = await unwrittenLetter(database.owner, {
      noticeId,
      subscriberId: bank.subscriberId,
      at: world.daysAgo(1),
      because: 'failed',
    });
    expect(await again(failed.letterId, bank.contactId)).toMatchObject({ code: 'wrong_status' });
    const followed = newId();
    await quietly(
      `insert into demur.letters (id, kind, follower_id, about, obliged_at, composed_at) values ($1, 'register_published', $1, '{}', now(), now())`,
      [followed],
    );
    expect(await again(followed, bank.contactId)).toMatchObject({ code: 'forbidden' });
  });

  test('is made once by one form, and once by two admins at the same moment', async () => {
    const { letterId } = await letter('bounced');
    const key = newId();
    const one = await again(letterId, bank.contactId, key);
    expect(await again(letterId, bank.contactId, key)).toEqual(one);
    const two = await letter('bounced');
    const both = await Promise.all([again(two.letterId, bank.contactId), again(two.letterId, bank.contactId)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect((await detail(two.letterId))?.deliveries).toHaveLength(2);
  });

  test('of an optional kind does not go to one who does without it; one to the desk goes to a privacy admin only', async () => {
    await quietly(
      `insert into demur.preferences (user_id, subscriber_id, language, muted, changed_at) values ($1, $2, 'en', '{reminder}', now())`,
      [bank.contactId, bank.subscriberId],
    );
    const { letterId } = await letter('bounced', { kind: 'reminder' });
    expect(await again(letterId, bank.contactId)).toMatchObject({ code: 'forbidden' });
    const digest = await writtenLetter(database.owner, { kind: 'weekly_digest', at: world.daysAgo(1) });
    expect(await again(digest.letterId, bank.contactId)).toMatchObject({ code: 'invalid_input' });
    expect(await again(digest.letterId, world.legalId)).toMatchObject({ code: 'invalid_input' });
    expect(await again(digest.letterId, world.adminId)).toMatchObject({ ok: true });
  });
});

describe('a letter that was not written', () => {
  const unwritten = (because: Parameters<typeof unwrittenLetter>[1]['because'], subscriberId = bank.subscriberId) =>
    unwrittenLetter(database.owner, { noticeId, subscriberId, at: world.daysAgo(1), because });
  const write = (letterId: string, idempotencyKey: string = newId()) =>
    run(writeLetterAgain, opening(admin), { letterId, idempotencyKey });

  test('because it failed is owed again, once, and calls the worker', async () => {
    const { letterId } = await unwritten('failed');
    await quietly('delete from graphile_worker._private_jobs');
    const both = await Promise.all([write(letterId), write(letterId)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await detail(letterId)).toMatchObject({ failedAt: null, failure: null, composedAt: null });
    const { rows } = await database.superuser.query(
      'select count(*)::integer as jobs from graphile_worker._private_jobs',
    );
    expect(rows[0].jobs).toBeGreaterThan(0);
  });

  test('because nobody was there is owed anew, once there is somebody; that it lapsed stands', async () => {
    const { letterId } = await unwritten('nobody_to_write_to');
    const { rows: ended } = await quietly(
      `update demur.memberships set ended_at = now() where subscriber_id = $1 and ended_at is null returning id`,
      [bank.subscriberId],
    );
    expect(await write(letterId)).toMatchObject({ code: 'reaches_nobody' });
    await quietly('update demur.memberships set ended_at = null where id = $1', [ended[0].id]);
    const key = newId();
    const anew = await write(letterId, key);
    expect(anew).toMatchObject({ ok: true, value: { letterId: key } });
    expect(await write(letterId, key)).toEqual(anew);
    expect(await write(letterId)).toMatchObject({ code: 'already_done' });
    expect(await detail(letterId)).toMatchObject({ lapsedBecause: 'nobody_to_write_to' });
    expect(await detail(key)).toMatchObject({
      kind: 'notice',
      lapsedAt: null,
      composedAt: null,
      notice: { id: noticeId },
    });
  });

  test('is not written where it lapsed for another reason, or was written', async () => {
    const { letterId } = await unwritten('no_longer_due');
    expect(await write(letterId)).toMatchObject({ code: 'wrong_status' });
    expect(await write((await letter('handed')).letterId)).toMatchObject({ code: 'wrong_status' });
  });
});

test('each letter is in the lists that its state belongs to, and in no other', async () => {
  const made: Record<string, { letterId: string; lists: LetterList[] }> = {
    waiting: { ...(await letter('waiting')), lists: ['to_send'] },
    handed: { ...(await letter('handed')), lists: ['sent'] },
    accepted: { ...(await letter('accepted')), lists: ['sent'] },
    bounced: { ...(await letter('bounced')), lists: ['bounced'] },
    returned: { ...(await letter('returned')), lists: ['bounced'] },
    failed: { ...(await letter('failed')), lists: ['not_sent'] },
  };
  const unwritten = { noticeId, subscriberId: bank.subscriberId, at: world.daysAgo(1) };
  made.notWritten = {
    ...(await unwrittenLetter(database.owner, { ...unwritten, because: 'failed' })),
    lists: ['not_written'],
  };
  made.lapsed = {
    ...(await unwrittenLetter(database.owner, { ...unwritten, because: 'no_longer_due' })),
    lists: ['lapsed'],
  };
  const owed = newId();
  await quietly(
    `insert into demur.letters (id, kind, notice_id, subscriber_id, about, obliged_at) values ($1, 'notice', $2, $3, '{}', now())`,
    [owed, noticeId, bank.subscriberId],
  );
  made.owed = { letterId: owed, lists: ['to_write'] };
  const { rows } = await database.superuser.query('select reference from demur.notices where id = $1', [noticeId]);
  for (const filters of [
    {},
    { kind: 'notice' as const },
    { reference: rows[0].reference },
    { reference: rows[0].reference, kind: 'notice' as const },
  ])
    for (const list of letterLists) {
      const { rows: listed } = await read(opening(admin), (reader) => lettersPage(reader, list, filters));
      const expected = Object.values(made).filter(({ lists }) => list === 'all' || lists.includes(list));
      expect(new Set(listed.map(({ letterId }) => letterId)), `${list} ${JSON.stringify(filters)}`).toEqual(
        new Set(expected.map(({ letterId }) => letterId)),
      );
    }
  const { rows: others } = await read(opening(admin), (reader) => lettersPage(reader, 'all', { kind: 'receipt' }));
  expect(others).toEqual([]);
  expect(await read(opening(admin), (reader) => letterCounts(reader))).toMatchObject({
    toWrite: 1,
    toSend: 1,
    bounced: 2,
    notWritten: 1,
    notSent: 1,
    lapsed: 1,
  });
  const ofCase = await read(opening(admin), ({ tx }) => lettersOfCase(tx, noticeId));
  expect(ofCase).toHaveLength(Object.keys(made).length);
});

test('a list goes on where its page ended, without one twice', async () => {
  for (let made = 0; made < 23; made++) await letter('handed');
  for (const list of ['all', 'sent'] as const) {
    const first = await read(opening(admin), (reader) => lettersPage(reader, list, {}));
    const second = await read(opening(admin), (reader) => lettersPage(reader, list, {}, first.next ?? undefined));
    const ids = [...first.rows, ...second.rows].map(({ letterId }) => letterId);
    expect(second.next).toBeNull();
    expect(new Set(ids).size).toBe(23);
    expect(ids).toHaveLength(23);
  }
});

describe('in front of an admin', () => {
  const unreached = async () => (await read(opening(admin), (reader) => deskOverview(reader))).unreached;

  test('comes a notice with a window open none of whose letters arrived, until one is on its way or it is read', async () => {
    expect(await unreached()).toEqual([]);
    const { letterId } = await letter('bounced');
    expect(await unreached()).toMatchObject([{ noticeId, letterId, why: 'refused' }]);
    expect(await again(letterId, bank.signatoryId)).toMatchObject({ ok: true });
    expect(await unreached()).toEqual([]);
  });

  test.each(['handed', 'accepted', 'waiting'] as const)('not where another letter is %s', async (became) => {
    await letter('bounced');
    await letter(became);
    expect(await unreached()).toEqual([]);
  });

  test('also where nobody was there, and where it could not be written; not once it was read or closed', async () => {
    const lapsed = { noticeId, subscriberId: bank.subscriberId, at: world.daysAgo(1) };
    await unwrittenLetter(database.owner, { ...lapsed, because: 'nobody_to_write_to' });
    expect(await unreached()).toMatchObject([{ why: 'nobody_to_write_to' }]);
    await world.reading({ noticeId, userId: bank.contactId, daysAgo: 0.1 });
    expect(await unreached()).toEqual([]);
    await quietly('delete from demur.readings');
    expect(await unreached()).toHaveLength(1);
    await quietly(`update demur.notices set closes_at = now() - interval '1 hour' where id = $1`, [noticeId]);
    expect(await unreached()).toEqual([]);
  });

  test('what reached nobody is told by the letter too', async () => {
    const { letterId } = await letter('bounced');
    const found = await detail(letterId);
    expect(found && reachedNobody(found, found.deliveries)).toBe(true);
    await again(letterId, bank.contactId);
    const then = await detail(letterId);
    expect(then && reachedNobody(then, then.deliveries)).toBe(false);
  });
});

describe('a subscriber', () => {
  test('reads its own letters as they were written, with what went with them, and nobody else’s', async () => {
    const { letterId, textIds } = await letter('handed', { html: '<h1>As it was</h1><a href="{link}">' });
    const file = newId();
    await quietly(
      `insert into demur.letter_files (id, text_id, subscriber_id, name, media_type, content, sha256) values ($1, $2, $3, 'receipt.pdf', 'application/pdf', '%PDF', '\\x00')`,
      [file, textIds[0], bank.subscriberId],
    );
    const own = await asSubscriber(contact, (reader) => ownLetters(reader, { noticeId }));
    expect(own).toMatchObject({ rows: [{ letterId, enclosures: ['receipt.pdf'] }], about: { noticeId } });
    const one = await asSubscriber(contact, (reader) => ownLetter(reader, letterId));
    expect(one?.texts[0]?.enclosures).toMatchObject([{ id: file, bytes: 4 }]);
    expect(await openText(opening(contact), textIds[0] ?? '')).toBe('<h1>As it was</h1><a href="/account">');
    expect((await openEnclosure(opening(contact), file))?.content.toString()).toBe('%PDF');

    expect(await asSubscriber(stranger, (reader) => ownLetters(reader))).toMatchObject({ rows: [] });
    expect(await asSubscriber(stranger, (reader) => ownLetters(reader, { noticeId }))).toBeUndefined();
    expect(await asSubscriber(stranger, (reader) => ownLetter(reader, letterId))).toBeUndefined();
    for (const who of [opening(stranger), bySession(database.web, null)]) {
      expect(await openText(who, textIds[0] ?? '')).toBeUndefined();
      expect(await openEnclosure(who, file)).toBeUndefined();
    }
    expect(await openText(opening(contact), 'no-id')).toBeUndefined();
  });

  test('sees no letter before it is written', async () => {
    await unwrittenLetter(database.owner, {
      noticeId,
      subscriberId: bank.subscriberId,
      at: world.daysAgo(1),
      because: 'failed',
    });
    expect(await asSubscriber(contact, (reader) => ownLetters(reader))).toMatchObject({ rows: [], next: null });
  });
});

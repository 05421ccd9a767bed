import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#lib/command/new-id.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { type TestDatabase, testDatabase } from './testing/template.ts';
import { bySession, type Opening, transaction } from './transaction.ts';

/** What the role of a subscriber refuses to write, whatever a command forgets to ask. */
let database: TestDatabase;
let world: Scenario;
let bank: Subscriber;
let rival: Subscriber;
let own: { noticeId: string; objectionId: string; earlyId: string };
let foreign: string;
let opening: Opening;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  bank = await world.subscriber();
  rival = await world.subscriber();
  const { noticeOf } = await world.change({ publishedDaysAgo: 5 });
  foreign = noticeOf(rival);
  const noticeId = noticeOf(bank);
  await world.reading({ noticeId, userId: bank.contactId, daysAgo: 4 });
  const { objectionId } = await world.objection({ noticeId, userId: bank.signatoryId, daysAgo: 3 });
  own = { noticeId, objectionId, earlyId: (await world.change({ publishedDaysAgo: 4 })).noticeOf(bank) };
  opening = bySession(database.web, (await world.session(bank.signatoryId)).secretHash);
});
afterAll(() => database.drop());

async function write(statement: SQL): Promise<string> {
  try {
    await transaction(opening, async (tx) => {
      await tx.execute(statement);
      throw new Error('written');
    });
  } catch (error) {
    const { message, cause } = error as Error;
    return cause instanceof Error ? cause.message : message;
  }
  return 'committed';
}

const event = (about: { caseId: string | null; rows: { table: string; id: string }[] }) =>
  sql`select demur.append_events(${JSON.stringify([{ type: 'message.sent', subscriberId: bank.subscriberId, facts: {}, ...about }])}, clock_timestamp())`;

const statements: Record<string, () => SQL> = {
  'a decision that nobody proposed': () => sql`
    insert into demur.resolutions (objection_id, subscriber_id, option, reasons, cease_scope, cease_on, data_plan, service_ids, resolved_by, resolved_at)
    values (${own.objectionId}, ${bank.subscriberId}, 'cease', 'a', 'this_subscriber', current_date, 'a', '{}', ${world.adminId}, now())`,
  'an objection as decided, without a decision': () =>
    sql`update demur.objection_progress set status = 'resolved' where id = ${own.objectionId}`,
  'an objection as admitted': () =>
    sql`insert into demur.objection_progress (id, notice_id, subscriber_id, status) values (${own.objectionId}, ${own.noticeId}, ${bank.subscriberId}, 'under_review')`,
  'an objection that came by post': () => sql`
    insert into demur.objections (reference, notice_id, subscriber_id, filed_by, channel, received_at, recorded_at, late, filer_name, grounds_text,
      ground_categories, data_categories, service_ids, text_sha256, idempotency_key)
    values ('OBJ', ${own.noticeId}, ${bank.subscriberId}, ${bank.signatoryId}, 'post', now() - interval '40 days', now(), false, 'a', 'a', '{other}',
      '{}', '{}', '\\x00', ${newId()})`,
  'an end of the vendor’s to a notice': () =>
    sql`update demur.notices set answer = 'change_withdrawn', answered_at = now() where id = ${own.earlyId}`,
  'a notice as never shown': () => sql`update demur.notices set shown_at = null where id = ${own.noticeId}`,
  '“no objection” in another’s name': () => sql`
    insert into demur.acceptances (notice_id, subscriber_id, accepted_by, accepted_at) values (${own.earlyId}, ${bank.subscriberId}, ${bank.contactId}, now())`,
  'a reading of another': () => sql`
    insert into demur.readings (notice_id, subscriber_id, user_id, read_at) values (${own.earlyId}, ${bank.subscriberId}, ${bank.contactId}, now())`,
  'a retraction of another': () => sql`
    insert into demur.retractions (objection_id, subscriber_id, retracted_by, retracted_at, before_close)
    values (${own.objectionId}, ${bank.subscriberId}, ${bank.contactId}, now(), true)`,
  'a letter about another’s notice': () => sql`
    insert into demur.letters (kind, notice_id, subscriber_id, about, obliged_at) values ('receipt', ${foreign}, ${bank.subscriberId}, '{}', now())`,
  'an event on another’s case': () => event({ caseId: foreign, rows: [] }),
  'an event that tells another’s row': () => event({ caseId: null, rows: [{ table: 'notices', id: foreign }] }),
  'an event that tells a row of nobody’s': () => event({ caseId: null, rows: [{ table: 'users', id: world.adminId }] }),
};

describe('the role of a subscriber does not write', () => {
  test.each(Object.entries(statements))('%s', async (_what, statement) => {
    expect(await write(statement())).toMatch(
      /row-level security policy|not the subscriber's|a subscriber (binds|writes)/,
    );
  });
});

test('and writes what is its own', async () => {
  expect(
    await write(sql`update demur.notices set answer = 'accepted', answered_at = now() where id = ${own.earlyId}`),
  ).toBe('written');
  expect(await write(sql`update demur.objection_progress set status = 'retracted' where id = ${own.objectionId}`)).toBe(
    'written',
  );
  expect(await write(event({ caseId: own.noticeId, rows: [{ table: 'objections', id: own.objectionId }] }))).toBe(
    'written',
  );
});

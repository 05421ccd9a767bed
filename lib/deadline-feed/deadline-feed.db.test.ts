import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, byCalendarFeed, bySession } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { endMembership } from '#lib/parties/end-membership.ts';
import { grantRight } from '#lib/parties/grant-right.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { accepted, by, byOwner, done } from '#lib/world/world.ts';
import { takeBackAcceptance } from '../notices/take-back-acceptance.ts';
import { deadlineFeed, deadlineFile } from './calendar.ts';
import { makeCalendarFeed } from './make-calendar-feed.ts';
import { deadlineOf, deadlinesOf, revising } from './queries.ts';
import { revokeCalendarFeed } from './revoke-calendar-feed.ts';
import { feedTokenHash } from './token.ts';

let database: TestDatabase;
let world: Scenario;
beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

const almanac = { origin: 'https://demur.example', reminderDays: [7, 3, 1] };

async function entryOf(userId: string, noticeId: string) {
  const { secretHash } = await world.session(userId);
  const found = await read(bySession(database.web, secretHash), ({ tx, actor }) =>
    deadlineOf({ tx, actor: actor as SubscriberActor }, noticeId),
  );
  return found?.entries[0];
}

/** What a calendar reads at an address: null where nothing stands behind it. */
const behind = (token: string) =>
  read(byCalendarFeed(database.web, feedTokenHash(token)), ({ tx, actor }) =>
    actor.role === 'subscriber' ? deadlinesOf({ tx, actor }) : Promise.resolve(null),
  );

const made = (userId: string) => done(makeCalendarFeed, by(world, userId, world.daysAgo(0.01)), {});

describe('the entry of a deadline', () => {
  it('rises with all that moves, answers or reopens it, keeps its UID, and is the same bytes for the same rows', async () => {
    const bank = await world.subscriber();
    const noticeId = (await world.change({ publishedDaysAgo: 6 })).noticeOf(bank);
    const userId = bank.signatoryId;
    const first = await entryOf(userId, noticeId);
    expect(first).toMatchObject({ noticeId, revision: 0, answer: null, zone: 'Europe/Madrid' });

    const lastDay = addDays(civilDayIn(first?.closesAt ?? world.now, 'Europe/Madrid'), 20);
    await world.extension({ noticeId, lastDay, daysAgo: 4 });
    const extended = await entryOf(userId, noticeId);
    expect(extended?.revision).toBe(1);
    expect(extended?.closesAt && first?.closesAt && extended.closesAt > first.closesAt).toBe(true);

    await world.acceptance({ noticeId, userId, daysAgo: 3 });
    expect(await entryOf(userId, noticeId)).toMatchObject({ revision: 2, answer: 'accepted' });
    await done(takeBackAcceptance, by(world, userId, world.daysAgo(2)), { noticeId });
    expect(await entryOf(userId, noticeId)).toMatchObject({ revision: 3, answer: null });
    await world.objection({ noticeId, userId, daysAgo: 1 });
    const objected = await entryOf(userId, noticeId);
    expect(objected).toMatchObject({ revision: 4, answer: 'objected' });
    if (!objected) throw new Error('no entry');
    const text = deadlineFile(objected, almanac);
    const again = await entryOf(bank.contactId, noticeId);
    expect(again && deadlineFile(again, almanac)).toBe(text);
    expect(text).toContain(`UID:${noticeId}@demur.example`);
    expect(text).toContain('SEQUENCE:4');
  });

  it('is nobody else’s', async () => {
    const bank = await world.subscriber();
    const noticeId = (await world.change({ publishedDaysAgo: 6 })).noticeOf(bank);
    expect(await entryOf((await world.subscriber()).signatoryId, noticeId)).toBeUndefined();
    expect(await entryOf((await world.subscriber()).signatoryId, 'none')).toBeUndefined();
  });

  it('counts every type of the log that has written an answer or a close', async () => {
    // whatever command it is: a type that binds a notice whose answer or close differs from its event before
    const { rows } = await database.superuser.query<{ type: string }>(`
      select distinct type from (
        select e.type, r -> 'plain' ->> 'answer' as answer, r -> 'plain' ->> 'closes_at' as closes,
          lag(r -> 'plain' ->> 'answer') over w as before, lag(r -> 'plain' ->> 'closes_at') over w as closed, row_number() over w as n
        from demur.events e cross join jsonb_array_elements(convert_from(e.content, 'UTF8')::jsonb -> 'rows') r
        where r ->> 'table' = 'notices' window w as (partition by r ->> 'id' order by e.position)
      ) told where n > 1 and (answer is distinct from before or closes is distinct from closed)`);
    expect(rows.length).toBeGreaterThan(3);
    for (const { type } of rows) expect(revising).toContain(type);
  });
});

describe('the address of a calendar', () => {
  let bank: Subscriber;
  beforeAll(async () => {
    bank = await world.subscriber();
    await world.change({ publishedDaysAgo: 5 });
  });

  it('reads the deadlines of its user’s subscriber and of no other, and only reads', async () => {
    const { token } = await made(bank.contactId);
    const found = await behind(token);
    expect(found?.entries.length).toBeGreaterThan(0);
    const { rows } = await database.superuser.query<{ id: string }>(
      'select id from demur.notices where subscriber_id = $1',
      [bank.subscriberId],
    );
    expect(found?.entries.map(({ noticeId }) => noticeId).sort()).toEqual(rows.map(({ id }) => id).sort());
    expect(deadlineFeed(found?.entries ?? [], almanac)).toContain('METHOD:PUBLISH');
    await expect(
      read(byCalendarFeed(database.web, feedTokenHash(token)), ({ tx }) =>
        tx.execute('select demur.set_own_password(null)'),
      ),
    ).rejects.toThrow();
  });

  it('is kept as its hash only', async () => {
    const { token, feedId } = await made(bank.signatoryId);
    const { rows } = await database.superuser.query('select to_jsonb(f)::text as row from demur.calendar_feeds f');
    expect(rows.some(({ row }) => row.includes(feedId))).toBe(true);
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
    const log = await database.superuser.query(
      `select convert_from(content, 'UTF8') as content from demur.events where type like 'calendar_feed.%'`,
    );
    expect(log.rows.length).toBeGreaterThan(0);
    for (const { content } of log.rows) expect(content).not.toContain(feedTokenHash(token).toString('hex'));
  });

  it('ends when another is made, when it is revoked, with the membership and with the user', async () => {
    const first = (await made(bank.contactId)).token;
    const second = (await made(bank.contactId)).token;
    expect([await behind(first), (await behind(second)) !== null]).toEqual([null, true]);
    await done(revokeCalendarFeed, by(world, bank.contactId, world.daysAgo(0.001)), {});
    expect(await behind(second)).toBeNull();

    const third = (await made(bank.contactId)).token;
    const { rows } = await database.superuser.query(
      'select id from demur.memberships where user_id = $1 and ended_at is null',
      [bank.contactId],
    );
    accepted(await run(endMembership, asOwner(database.owner), { membershipId: rows[0].id }));
    expect(await behind(third)).toBeNull();
    // one that is given anew does not bring it back
    const { subscriberId, contactId: userId } = bank;
    await done(grantRight, byOwner(world, world.now), { subscriberId, userId, right: 'contact' });
    expect(await behind(third)).toBeNull();

    const fourth = (await made(bank.signatoryId)).token;
    await database.superuser.query('update demur.users set disabled_at = now() where id = $1', [bank.signatoryId]);
    expect(await behind(fourth)).toBeNull();
    expect(await behind('no address')).toBeNull();
  });
});

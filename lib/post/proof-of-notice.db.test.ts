import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { writtenLetter } from '#db/testing/letters.ts';
import { record } from '#db/testing/record.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, asScenario, asWorker, bySession, type Opening } from '#db/transaction.ts';
import { createApiToken } from '#lib/api/create-api-token.ts';
import { run } from '#lib/command/command.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { outcomeOf } from '#lib/notices/notice.ts';
import { recordReading } from '#lib/notices/record-reading.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { by, done } from '#lib/world/world.ts';
import { applyReports } from './apply-reports.ts';
import { markDeliveries } from './mark-deliveries.ts';

let database: TestDatabase;
let world: Scenario;
let tokenId: string;
beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  const token = { name: 'Mail gateway', scopes: ['bounces:write'] };
  tokenId = (await done(createApiToken, by(world, world.adminId, world.daysAgo(80)), token)).tokenId;
  await watchRows(database.superuser);
});
afterAll(() => database.drop());

const { rows, eventsOf } = record(() => database);
const inThePast = (at: Instant) => asScenario(database.owner, null, at);

/** What the relay said of deliveries. */
const marked = (opening: Opening, deliveryIds: string[], is: 'handed' | 'refused' | 'not_now' = 'handed') =>
  done(markDeliveries, opening, {
    results: deliveryIds.map((deliveryId) => ({ deliveryId, is, host: 'relay.example', code: 250, answer: 'OK' })),
  });

/** They come back after the relay had taken them over. */
async function cameBack(opening: Opening, deliveryIds: string[], at: Instant) {
  for (const deliveryId of deliveryIds)
    await rows(
      `INSERT INTO demur.bounce_reports (delivery_id, grade, token_id, reported_at) VALUES ($1, 'bounced', $2, $3)`,
      ...[deliveryId, tokenId, at],
    );
  await done(applyReports, opening, { atMost: 500 });
}

interface Stands {
  shownAt: Instant | null;
  unprovenSince: Instant | null;
  closesAt: Instant;
  outcome: string;
}
async function stands(noticeId: string): Promise<Stands> {
  const [row] = await rows<Stands>(
    `SELECT demur.iso(n.shown_at) AS "shownAt", demur.iso(n.unproven_since) AS "unprovenSince", demur.iso(n.closes_at) AS "closesAt",
       demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, now()) AS outcome
     FROM demur.notices n JOIN demur.windows w ON w.id = n.window_id JOIN demur.dpa_profiles p ON p.id = w.profile_id WHERE n.id = $1`,
    noticeId,
  );
  return row ?? expect.fail('no such notice');
}
const answer = async ({ subscriberId }: Subscriber, changeId: string) =>
  (
    await rows<{ answer: string }>(
      `SELECT state || ':' || reason AS answer FROM demur.authorisations($1, now()) WHERE change_id = $2`,
      ...[subscriberId, changeId],
    )
  ).map((row) => row.answer)[0];

/** A change closed two weeks ago, and letters with its notice that are still to be sent. */
async function closed(cast: Subscriber[]) {
  const plannedStartOn = civilDayIn(world.daysAgo(5), 'Europe/Madrid');
  const change = await world.change({ publishedDaysAgo: 45, plannedStartOn });
  const letters = new Map<string, string[]>();
  for (const { subscriberId, contactId, signatoryId } of cast) {
    const noticeId = change.noticeOf({ subscriberId });
    const to = [contactId, signatoryId].map((userId) => ({ userId, became: 'waiting' as const }));
    const at = world.daysAgo(44.9);
    letters.set(subscriberId, (await writtenLetter(database.owner, { noticeId, subscriberId, at, to })).deliveryIds);
  }
  return { ...change, lettersTo: ({ subscriberId }: Subscriber) => letters.get(subscriberId) ?? [] };
}

describe('a notice counts as shown', () => {
  test('from the first hand-over that stands or the first reading, and a bounce before the close takes that back', async () => {
    const bank = await world.subscriber();
    const change = await closed([bank]);
    const noticeId = change.noticeOf(bank);
    const [one = '', two = ''] = change.lettersTo(bank);
    const [first, second, read] = [world.daysAgo(44), world.daysAgo(43), world.daysAgo(40)];
    await marked(inThePast(first), [one]);
    await marked(inThePast(second), [two]);
    expect(await stands(noticeId)).toMatchObject({ shownAt: first });
    // the other one proves it, from later on
    await cameBack(inThePast(world.daysAgo(42)), [one], world.daysAgo(42));
    expect(await stands(noticeId)).toMatchObject({ shownAt: second });
    await cameBack(inThePast(world.daysAgo(41)), [two], world.daysAgo(41));
    expect(await stands(noticeId)).toMatchObject({ shownAt: null, unprovenSince: null });
    await world.reading({ noticeId, userId: bank.contactId, at: read });
    expect(await stands(noticeId)).toMatchObject({ shownAt: read, outcome: 'deemed_accepted' });
    expect(await answer(bank, change.changeId)).toBe('authorised:deemed_accepted');
    expect((await eventsOf(noticeId)).filter((type) => type.startsWith('notice.'))).toEqual([
      ...['notice.given', 'notice.shown', 'notice.shown', 'notice.shown_no_longer', 'notice.read'],
    ]);
  });

  test('no longer once the only letter comes back after the close: the outcome stands, and authorisation waits for another proof', async () => {
    const { profileId } = await world.profile({ noticeRequired: true });
    const [bank, strict] = [await world.subscriber(), await world.subscriber({ profile: profileId })];
    const change = await closed([bank, strict]);
    const handed = world.daysAgo(44);
    const back = world.daysAgo(3);
    const ids = [bank, strict].flatMap((each) => change.lettersTo(each).slice(0, 1));
    await marked(inThePast(handed), ids);
    for (const each of [bank, strict]) expect(await answer(each, change.changeId)).toBe('authorised:deemed_accepted');
    await cameBack(inThePast(back), ids, back);
    for (const each of [bank, strict]) {
      expect(await stands(change.noticeOf(each))).toMatchObject({
        ...{ shownAt: handed, unprovenSince: back, outcome: 'deemed_accepted' },
      });
      expect(await answer(each, change.changeId)).toBe('on_hold:notice_not_shown');
    }
    await world.reading({ noticeId: change.noticeOf(bank), userId: bank.contactId, daysAgo: 2 });
    await marked(inThePast(world.daysAgo(1)), change.lettersTo(strict).slice(1));
    for (const each of [bank, strict]) {
      expect(await stands(change.noticeOf(each))).toMatchObject({ shownAt: handed, unprovenSince: null });
      expect(await answer(each, change.changeId)).toBe('authorised:deemed_accepted');
    }
  });

  test('by no other letter, by none that was refused at once or not taken yet, and by none to followers', async () => {
    const bank = await world.subscriber();
    const change = await closed([bank]);
    const noticeId = change.noticeOf(bank);
    const to = [{ userId: bank.contactId, became: 'waiting' as const }];
    const at = world.daysAgo(44);
    const { deliveryIds } = await writtenLetter(database.owner, {
      ...{ kind: 'reminder', noticeId, subscriberId: bank.subscriberId, at, to },
    });
    const [one = '', two = ''] = change.lettersTo(bank);
    await marked(inThePast(world.daysAgo(43)), deliveryIds);
    await marked(inThePast(world.daysAgo(43)), [one], 'refused');
    await marked(inThePast(world.daysAgo(43)), [two], 'not_now');
    expect(await stands(noticeId)).toMatchObject({ shownAt: null, unprovenSince: null });
    expect(await answer(bank, change.changeId)).toBe('on_hold:notice_not_shown');
  });
});

type Step = { is: 'read' | 'handed' | 'back'; which: number };
const history = fc.record({
  profile: fc.integer({ min: 0, max: 2 }),
  early: fc.integer({ min: 0, max: 4 }),
  steps: fc.array(
    fc.record<Step>({
      is: fc.constantFrom('read', 'handed', 'handed', 'handed', 'back', 'back', 'back'),
      which: fc.integer({ min: 0, max: 1 }),
    }),
    { minLength: 2, maxLength: 6 },
  ),
});

test('over any history the database says what the whole of it, told over, says', async () => {
  const terms = [
    {},
    { profile: (await world.profile({ noticeRequired: true })).profileId, noticeRequired: true },
    { profile: (await world.profile({ authorisation: 'specific' })).profileId, specific: true },
  ];
  const histories = fc.sample(history, { numRuns: 36, seed: 20261125 });
  const cast: Subscriber[] = [];
  for (const { profile } of histories) cast.push(await world.subscriber({ profile: terms[profile]?.profile }));
  const change = await closed(cast);
  const seen = new Set<string>();
  for (const [index, { profile, early, steps }] of histories.entries()) {
    const bank = cast[index] as Subscriber;
    const noticeId = change.noticeOf(bank);
    const letters = change
      .lettersTo(bank)
      .map((id) => ({ id, handed: null as Instant | null, back: null as Instant | null }));
    const readings: Instant[] = [];
    const { closesAt } = await stands(noticeId);
    for (const [place, { is, which }] of steps.entries()) {
      const at = world.daysAgo(place < early ? 40 - place : 9 - place);
      const letter = letters[which];
      if (is === 'read') {
        await world.reading({ noticeId, userId: which ? bank.contactId : bank.signatoryId, at });
        readings.push(at);
      } else if (is === 'handed' && letter && !letter.handed) {
        await marked(inThePast(at), [letter.id]);
        letter.handed = at;
      } else if (is === 'back' && letter?.handed && !letter.back) {
        await cameBack(inThePast(at), [letter.id], at);
        letter.back = at;
      }
    }
    // told over: what stood just before the close, what came after it, and what stands in the end
    const proven = (by: (at: Instant) => boolean) => [
      ...readings.filter(by),
      ...letters.flatMap(({ handed, back }) => (handed && by(handed) && !(back && by(back)) ? [handed] : [])),
    ];
    const atClose = proven((at) => at < closesAt).toSorted()[0];
    const later = [...readings, ...letters.flatMap(({ handed }) => handed ?? [])].filter((at) => at >= closesAt);
    const shownAt = atClose ?? later.toSorted()[0] ?? null;
    const held = proven(() => true).length === 0;
    const told = await stands(noticeId);
    expect(told.shownAt, JSON.stringify(histories[index])).toBe(shownAt);
    expect(told.unprovenSince !== null).toBe(shownAt !== null && held);
    const { noticeRequired = false, specific = false } = terms[profile] ?? {};
    const authorisation = specific ? 'specific' : 'general';
    expect(told.outcome).toBe(outcomeOf({ answer: null, closesAt, authorisation, noticeRequired, shownAt }, world.now));
    const expected = (() => {
      if (noticeRequired && !atClose) return 'on_hold:notice_unproven';
      if (specific) return 'refused:not_authorised';
      return held ? 'on_hold:notice_not_shown' : 'authorised:deemed_accepted';
    })();
    const said = await answer(bank, change.changeId);
    expect(said, JSON.stringify(histories[index])).toBe(expected);
    seen.add(`${said} ${told.unprovenSince !== null}`);
  }
  expect([...seen]).toEqual(
    expect.arrayContaining([
      ...['authorised:deemed_accepted false', 'on_hold:notice_not_shown true', 'on_hold:notice_unproven false'],
      ...['on_hold:notice_not_shown false', 'refused:not_authorised false'],
    ]),
  );
});

describe('at one moment', () => {
  test('a letter that comes back as the window closes: the clock decides, once', async () => {
    const { profileId } = await world.profile({ noticeRequired: true });
    const cast: Subscriber[] = [];
    for (let n = 0; n < 12; n++) cast.push(await world.subscriber({ profile: profileId }));
    const change = await world.change({ publishedDaysAgo: 2 });
    const cases: { noticeId: string; delivery: string }[] = [];
    for (const { subscriberId, contactId } of cast) {
      const noticeId = change.noticeOf({ subscriberId });
      const to = [{ userId: contactId, became: 'waiting' as const }];
      const at = world.daysAgo(1.9);
      const [delivery = ''] = (await writtenLetter(database.owner, { noticeId, subscriberId, at, to })).deliveryIds;
      cases.push({ noticeId, delivery });
    }
    const handed = world.daysAgo(1.8);
    await marked(
      inThePast(handed),
      cases.map(({ delivery }) => delivery),
    );
    await rows(
      `UPDATE demur.notices SET closes_at = clock_timestamp() + interval '150 milliseconds' WHERE id = ANY ($1)`,
      cases.map(({ noticeId }) => noticeId),
    );
    for (const { delivery } of cases) {
      await rows(
        `INSERT INTO demur.bounce_reports (delivery_id, grade, token_id, reported_at) VALUES ($1, 'bounced', $2, now())`,
        ...[delivery, tokenId],
      );
      await run(applyReports, asWorker(database.worker), { atMost: 1 });
      await sleep(20);
    }
    await sleep(20);
    const ends = await Promise.all(
      cases.map(async ({ noticeId, delivery }) => {
        const [at] = await rows<{ back: Instant }>(
          'SELECT demur.iso(bounced_at) AS back FROM demur.deliveries WHERE id = $1',
          delivery,
        );
        return { ...(await stands(noticeId)), back: at?.back ?? '' };
      }),
    );
    for (const { back, closesAt, shownAt, unprovenSince, outcome } of ends)
      expect({ shownAt, unprovenSince, outcome }).toEqual(
        back < closesAt
          ? { shownAt: null, unprovenSince: null, outcome: 'notice_unproven' }
          : { shownAt: handed, unprovenSince: back, outcome: 'deemed_accepted' },
      );
    expect(new Set(ends.map(({ outcome }) => outcome)).size).toBe(2);
  });

  test('a reading and a bounce: whichever comes first, the notice is shown', async () => {
    const cast = await Promise.all(Array.from({ length: 8 }, () => world.subscriber()));
    const change = await closed(cast);
    await Promise.all(
      cast.map(async (bank) => {
        const noticeId = change.noticeOf(bank);
        const [letter = ''] = change.lettersTo(bank);
        await marked(inThePast(world.daysAgo(40)), [letter]);
        await rows(
          `INSERT INTO demur.bounce_reports (delivery_id, grade, token_id, reported_at) VALUES ($1, 'bounced', $2, now())`,
          ...[letter, tokenId],
        );
        const reader = bySession(database.web, (await world.session(bank.contactId)).secretHash);
        await Promise.all([
          run(recordReading, reader, { noticeId }),
          run(applyReports, asWorker(database.worker), { atMost: 500 }),
        ]);
      }),
    );
    await run(applyReports, asWorker(database.worker), { atMost: 500 });
    for (const bank of cast) {
      expect(await stands(change.noticeOf(bank))).toMatchObject({ shownAt: world.daysAgo(40), unprovenSince: null });
      expect(await answer(bank, change.changeId)).toBe('authorised:deemed_accepted');
    }
  });
});

test('every row that changed is named by the event of its transaction, and the log holds', async () => {
  // but for the closes that a test moved behind the log’s back
  const untold = await unaccounted(database.superuser);
  expect(untold.filter(({ table }) => table !== 'notices')).toEqual([]);
  const { difference } = await inspectLog(asOwner(database.owner));
  expect(difference === null || (difference.table === 'notices' && difference.column === 'closes_at')).toBe(true);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answers, authorisationModes } from '#db/schema/vocabulary.ts';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asWorker, bySession } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { isInstant, parseInstant } from '#lib/deadlines/instant.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { closeWindows } from './close-windows.ts';
import { outcomeOf } from './notice.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

const sweep = (atMost = 1000) => run(closeWindows, asWorker(database.worker), { atMost });

async function closesOf(changeId: string) {
  const { rows } = await database.superuser.query<{
    subscriber: string;
    recorded: string | null;
    events: string[] | null;
    facts: { outcome: string } | null;
    letters: number;
  }>(
    `SELECT n.subscriber_id AS subscriber, n.recorded_outcome AS recorded,
       (SELECT array_agg(e.type) FROM demur.events e WHERE e.case_id = n.id AND e.type = 'window.closed') AS events,
       (SELECT convert_from(e.content, 'UTF8')::jsonb -> 'facts' FROM demur.events e WHERE e.case_id = n.id AND e.type = 'window.closed') AS facts,
       (SELECT count(*)::integer FROM demur.letters l WHERE l.notice_id = n.id AND l.kind = 'no_objection_record') AS letters
     FROM demur.notices n WHERE change_id = $1`,
    [changeId],
  );
  return new Map(rows.map(({ subscriber, ...row }) => [subscriber, row]));
}

describe('the sweep', () => {
  test('records what the close made of silence, once, and nothing of what was answered or is still open', async () => {
    const { profileId: specific } = await world.profile({ authorisation: 'specific' });
    const { profileId: proof } = await world.profile({ noticeRequired: true });
    const { profileId: long } = await world.profile({ length: 90 });
    const silent = await world.subscriber();
    const unauthorised = await world.subscriber({ profile: specific });
    const unproven = await world.subscriber({ profile: proof });
    const proven = await world.subscriber({ profile: proof });
    const open = await world.subscriber({ profile: long });
    const accepted = await world.subscriber();
    const objected = await world.subscriber();
    const { changeId, noticeOf } = await world.change({ publishedDaysAgo: 45 });
    await world.reading({ noticeId: noticeOf(proven), userId: proven.contactId, daysAgo: 40 });
    await world.acceptance({ noticeId: noticeOf(accepted), userId: accepted.signatoryId, daysAgo: 40 });
    await world.objection({ noticeId: noticeOf(objected), userId: objected.signatoryId, daysAgo: 40 });
    await watchRows(database.superuser);

    expect(await sweep()).toEqual({ ok: true, value: { closed: 4 } });
    expect(await sweep()).toEqual({ ok: true, value: { closed: 0 } });
    const closes = await closesOf(changeId);
    const recorded = (outcome: string, letters: number) => ({
      recorded: outcome,
      events: ['window.closed'],
      facts: { outcome },
      letters,
    });
    const untouched = { recorded: null, events: null, facts: null, letters: 0 };
    expect(closes.get(silent.subscriberId)).toEqual(recorded('deemed_accepted', 1));
    expect(closes.get(unauthorised.subscriberId)).toEqual(recorded('not_authorised', 1));
    expect(closes.get(unproven.subscriberId)).toEqual(recorded('notice_unproven', 0));
    expect(closes.get(proven.subscriberId)).toEqual(recorded('deemed_accepted', 1));
    for (const { subscriberId } of [open, accepted, objected]) expect(closes.get(subscriberId)).toEqual(untouched);
    expect(await unaccounted(database.superuser)).toEqual([]);
  });

  test('takes a batch at a time, and several at once share the work', async () => {
    await Promise.all(Array.from({ length: 23 }, () => world.subscriber()));
    await sweep();
    const { changeId, notices } = await world.change({ publishedDaysAgo: 44 });
    const due = Object.keys(notices).length - 1; // the one with 90 days is open
    let closed = 0;
    const drain = async () => {
      for (;;) {
        const outcome = await sweep(4);
        if (!outcome.ok) throw new Error(outcome.sentence);
        if (outcome.value.closed === 0) return;
        expect(outcome.value.closed).toBeLessThanOrEqual(4);
        closed += outcome.value.closed;
      }
    };
    await Promise.all([drain(), drain(), drain()]);
    await drain();
    expect(closed).toBe(due);
    const events = [...(await closesOf(changeId)).values()].flatMap((close) => close.events ?? []);
    expect(events).toHaveLength(due);
  });

  test('is the worker’s alone', async () => {
    const { secretHash } = await world.session(world.adminId);
    expect(await run(closeWindows, bySession(database.web, secretHash), { atMost: 1 })).toMatchObject({
      code: 'forbidden',
    });
  });
});

test('SQL and TypeScript make the same outcome of every combination, to the microsecond', async () => {
  const close = '2026-12-02T23:00:00.000000Z';
  const instants = ['2026-12-02T22:59:59.999999Z', close, '2026-12-02T23:00:00.000001Z'].map(parseInstant);
  const { rows } = await database.superuser.query(
    `SELECT a AS answer, mode AS authorisation, required AS "noticeRequired", demur.iso(shown) AS "shownAt", demur.iso(at) AS at,
       demur.outcome_of(a, $1, mode, required, shown, at) AS outcome
     FROM unnest($2::text[]) a, unnest($3::text[]) mode, unnest(ARRAY[true, false]) required, unnest($4::timestamptz[]) shown, unnest($5::timestamptz[]) at`,
    [close, [null, ...answers], authorisationModes, [null, ...instants], instants],
  );
  expect(rows).toHaveLength(6 * 2 * 2 * 4 * 3);
  for (const { at, outcome, ...notice } of rows) {
    expect(isInstant(at)).toBe(true);
    expect(outcomeOf({ ...notice, closesAt: parseInstant(close) }, at), JSON.stringify({ at, ...notice })).toBe(
      outcome,
    );
  }
});

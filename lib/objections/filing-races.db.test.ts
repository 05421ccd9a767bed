import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asWorker, bySession, type Opening } from '#db/transaction.ts';
import { withdrawChange } from '#lib/changes/withdraw-change.ts';
import { run } from '#lib/command/command.ts';
import { closeWindows } from '#lib/notices/close-windows.ts';
import { objectionFields } from '#lib/world/objection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { fileObjection } from './file-objection.ts';

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

/** What of a case must be one truth after a filing met the close. */
interface Truth {
  notice: string;
  answer: string | null;
  late: boolean | null;
  inTime: boolean | null;
  status: string | null;
  recorded: string | null;
  events: string[];
}

test('filing at the very instant of closing, against two sweeps: each case has one truth, and the clock decides which', async () => {
  const rounds = 64;
  const cast = await Promise.all(Array.from({ length: rounds }, () => world.subscriber()));
  const { noticeOf } = await world.change({ publishedDaysAgo: 3 });
  const filers = await Promise.all(
    cast.map(async (subscriber) => ({ noticeId: noticeOf(subscriber), opening: await as(subscriber.signatoryId) })),
  );
  let racing = true;
  const sweeps = [1, 2].map(async () => {
    while (racing) await run(closeWindows, asWorker(database.worker), { atMost: 3 });
  });

  for (let begun = 0; begun < rounds; begun += 8) {
    const group = filers.slice(begun, begun + 8);
    await database.superuser.query(
      // nearer and farther closes, so that a slow machine and a quick one both meet theirs
      `UPDATE demur.notices SET closes_at = clock_timestamp() + make_interval(secs => $2) WHERE id = ANY ($1)`,
      [group.map(({ noticeId }) => noticeId), 0.08 + begun * 0.006],
    );
    await Promise.all(
      group.map(async ({ noticeId, opening }, index) => {
        await sleep(60 + index * 10);
        const outcome = await run(fileObjection, opening, objectionFields({ noticeId }));
        expect(outcome.ok).toBe(true);
      }),
    );
  }
  racing = false;
  await Promise.all(sweeps);
  await run(closeWindows, asWorker(database.worker), { atMost: 1000 });

  const { rows } = await database.superuser.query<Truth>(
    `SELECT n.id AS notice, n.answer, o.late, o.received_at < n.closes_at AS "inTime", g.status, n.recorded_outcome AS recorded,
       (SELECT array_agg(e.type ORDER BY e.position) FROM demur.events e WHERE e.case_id = n.id AND e.type <> 'notice.given') AS events
     FROM demur.notices n LEFT JOIN demur.objections o ON o.notice_id = n.id LEFT JOIN demur.objection_progress g ON g.id = o.id
     WHERE n.id = ANY ($1)`,
    [filers.map(({ noticeId }) => noticeId)],
  );
  expect(rows).toHaveLength(rounds);
  for (const { notice, events, ...truth } of rows) {
    const inTime = { answer: 'objected', late: false, inTime: true, status: 'filed', recorded: null };
    const late = { answer: null, late: true, inTime: false, status: 'late', recorded: 'deemed_accepted' };
    expect(truth, notice).toEqual(truth.inTime ? inTime : late);
    expect([...events].sort()).toEqual(truth.inTime ? ['objection.filed'] : ['objection.filed_late', 'window.closed']);
  }
  // a race that always goes one way was none
  const early = rows.filter((row) => row.inTime).length;
  expect(early).toBeGreaterThan(0);
  expect(early).toBeLessThan(rounds);
});

test('within a case time rises along the log, whoever wrote', async () => {
  const { rows } = await database.superuser.query(
    `SELECT case_id FROM (SELECT case_id, at, lag(at) OVER (PARTITION BY case_id ORDER BY position) AS before FROM demur.events WHERE case_id IS NOT NULL) e
     WHERE at < before`,
  );
  expect(rows).toEqual([]);
});

test('filing against withdrawing the change: one comes first, and the other is told', async () => {
  await watchRows(database.superuser);
  const cast = await Promise.all(Array.from({ length: 6 }, () => world.subscriber()));
  const admin = await as(world.adminId);
  const openings = await Promise.all(cast.map(({ signatoryId }) => as(signatoryId)));
  let filedFirst = 0;
  for (let round = 0; round < 8; round += 1) {
    const { changeId, noticeOf } = await world.change({ publishedDaysAgo: 3 });
    const withdraw = () =>
      run(withdrawChange, admin, { changeId, reason: 'The company no longer offers the service.' });
    const file = (subscriber: (typeof cast)[number], index: number) =>
      run(fileObjection, openings[index] ?? admin, objectionFields({ noticeId: noticeOf(subscriber) }));
    // first all filings before the withdrawal, last all after it; between, it starts while the others are under way
    const started = round < 7 ? cast.map(file) : [];
    if (round === 0) await Promise.all(started);
    else if (round < 7) await started[round - 1];
    const withdrawing = withdraw();
    if (round === 7) await withdrawing;
    const filings = await Promise.all(round < 7 ? started : cast.map(file));
    expect((await withdrawing).ok).toBe(true);
    for (const filing of filings) if (!filing.ok) expect(filing.code).toBe('change_withdrawn');
    const filed = filings.filter(({ ok }) => ok).length;
    filedFirst += filed;

    const { rows } = await database.superuser.query<{ answers: string[]; statuses: string[]; ended: number }>(
      `SELECT (SELECT array_agg(DISTINCT answer) FROM demur.notices WHERE change_id = $1) AS answers,
         (SELECT array_agg(DISTINCT g.status) FROM demur.objection_progress g JOIN demur.notices n ON n.id = g.notice_id WHERE n.change_id = $1) AS statuses,
         (SELECT count(*)::integer FROM demur.objection_progress g JOIN demur.notices n ON n.id = g.notice_id WHERE n.change_id = $1) AS ended`,
      [changeId],
    );
    expect(rows[0]).toEqual({
      answers: ['change_withdrawn'],
      statuses: filed > 0 ? ['ended'] : null,
      ended: filed,
    });
  }
  expect(filedFirst).toBeGreaterThan(0);
  expect(filedFirst).toBeLessThan(48);
  expect(await unaccounted(database.superuser)).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoDatabase } from '#db/testing/demo.ts';
import type { TestDatabase } from '#db/testing/template.ts';
import { asScenario } from '#db/transaction.ts';
import { changeCockpit, type OutcomeCounts } from '#lib/changes/desk-queries.ts';
import { changeMatrix } from '#lib/changes/matrix-queries.ts';
import { read } from '#lib/command/read.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { outcomeOf } from '#lib/notices/notice.ts';
import { deskOverview } from '#lib/objections/desk-overview.ts';
import { daysBefore } from '#lib/world/world.ts';
import { type ClearanceCount, clearanceOf } from './clearance.ts';
import { changeClearance } from './clearance-query.ts';
import { authorisationsOfChange } from './queries.ts';

/** A world in which every state is on show, looked at on several days of it. */
let database: TestDatabase;
let now: Instant;
let adminId: string;
let changeIds: string[];
beforeAll(async () => {
  database = await demoDatabase();
  const { rows } = await database.superuser.query(
    `SELECT demur.iso(now()) AS now, (SELECT user_id FROM demur.vendor_role_grants WHERE role = 'privacy_admin' LIMIT 1) AS admin,
       (SELECT array_agg(id::text) FROM demur.changes WHERE to_terms_id IS NOT NULL) AS changes`,
  );
  now = rows[0].now;
  adminId = rows[0].admin;
  changeIds = rows[0].changes;
}, 60_000);
afterAll(() => database.drop());

const at = (daysAgo: number) => asScenario(database.owner, adminId, daysBefore(now, daysAgo));
const order = ['refused', 'on_hold', 'pending', 'not_applicable', 'authorised'];

test('a change is cleared for whom the answers one by one say so, on any day', async () => {
  const seen = new Set<string>();
  for (const daysAgo of [0, 15, -12, -80])
    for (const changeId of changeIds) {
      const { counted, each } = await read(at(daysAgo), async ({ tx }) => ({
        counted: (await changeClearance(tx, changeId, [])).counts,
        each: await authorisationsOfChange(tx, changeId),
      }));
      const strictest = new Map<string, (typeof each)[number]>();
      for (const answer of each) {
        const before = strictest.get(answer.subscriberId);
        if (!before || order.indexOf(answer.state) < order.indexOf(before.state))
          strictest.set(answer.subscriberId, answer);
      }
      const tally: Record<string, number> = {};
      for (const { state, reason, warningOnly } of strictest.values()) {
        const key = `${state} ${reason} ${warningOnly}`;
        tally[key] = (tally[key] ?? 0) + 1;
        seen.add(`${state} ${reason}`);
      }
      const counts = counted.map(({ state, reason, warningOnly, n }) => [`${state} ${reason} ${warningOnly}`, n]);
      expect(Object.fromEntries(counts), `${changeId}, ${daysAgo} days ago`).toEqual(tally);
    }
  expect(seen.size).toBeGreaterThan(8);
});

test('the cockpit, its matrix and the overview count alike, and as a count by hand does', async () => {
  const overview = await read(at(0), (reader) => deskOverview(reader));
  expect(overview.changes.length).toBeGreaterThan(3);
  for (const changeId of changeIds) {
    const cockpit = await read(at(0), (reader) => changeCockpit(reader, changeId));
    const { rows } = await database.superuser.query(
      `SELECT n.answer, demur.iso(n.closes_at) AS "closesAt", p.authorisation, p.notice_required AS "noticeRequired",
         demur.iso(n.shown_at) AS "shownAt", EXISTS (SELECT FROM demur.readings r WHERE r.notice_id = n.id) AS read,
         (SELECT count(*)::integer FROM demur.letters l LEFT JOIN demur.deliveries d ON d.letter_id = l.id WHERE l.notice_id = n.id) AS letters
       FROM demur.notices n JOIN demur.windows w ON w.id = n.window_id JOIN demur.dpa_profiles p ON p.id = w.profile_id
       WHERE n.change_id = $1`,
      [changeId],
    );
    const byHand: OutcomeCounts = {};
    for (const notice of rows) {
      const outcome = outcomeOf(notice, now);
      byHand[outcome] = (byHand[outcome] ?? 0) + 1;
    }
    expect(cockpit?.counts).toEqual(byHand);
    const sum = (some: readonly { n: number }[] = []) => some.reduce((total, { n }) => total + n, 0);
    expect(cockpit?.shown).toBe(rows.filter(({ shownAt }) => shownAt !== null).length);
    expect(sum(cockpit?.readings)).toBe(rows.filter(({ read }) => read).length);
    expect(sum(cockpit?.answers)).toBe(rows.filter(({ answer }) => answer !== null).length);
    // those accepted by a recipient's server are among those handed over
    const letters = Object.values(cockpit?.letters ?? {}).map(({ accepted: _, ...counts }) => Object.values(counts));
    expect(letters.flat().reduce((total, n) => total + n, 0)).toBe(
      rows.reduce((total, { letters }) => total + letters, 0),
    );
    const { rows: matrix } = await read(at(0), (reader) => changeMatrix(reader, changeId));
    expect(matrix).toHaveLength(rows.length);
    const live = overview.changes.find((each) => each.changeId === changeId);
    if (live) expect(live.counts).toEqual(cockpit?.counts);
  }
});

test('the matrix finds by the beginnings of a name, within the change', async () => {
  const found = await read(at(0), async (reader) => {
    for (const changeId of changeIds) {
      const { rows } = await changeMatrix(reader, changeId, { name: 'auro ban' });
      if (rows.length > 0) return rows;
    }
    return [];
  });
  expect(found.map(({ name }) => name)).toEqual(['Aurora Bank']);
});

test('what stands in the way is told from what the clock takes away', () => {
  const count = (over: Partial<ClearanceCount>): ClearanceCount => ({
    ...{ state: 'authorised', reason: 'accepted', warningOnly: false, n: 1, latest: daysBefore(now, 9) },
    ...over,
  });
  const latest = daysBefore(now, -9);
  const pending = count({ state: 'pending', reason: 'window_open', n: 3, latest });
  const held = count({ state: 'on_hold', reason: 'objection_unresolved', n: 2 });
  const warned = count({ state: 'on_hold', reason: 'notice_not_shown', warningOnly: true });
  const refused = count({ state: 'refused', reason: 'cease' });
  expect(clearanceOf([count({ n: 4 }), pending, held, warned, refused])).toEqual({
    ...{ total: 11, cleared: 4, waiting: 3, waitedBy: latest, refused: 1, warned: 1 },
    held: [held],
  });
  expect(clearanceOf([])).toMatchObject({ total: 0, waitedBy: null });
});

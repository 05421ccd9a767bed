import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { type Scenario, scenario } from './scenario.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

test('a change published 29 days ago gives a subscriber a notice that is still open', async () => {
  const bank = await world.subscriber();
  const without = await world.subscriber({ dpa: false });
  const change = await world.change({ publishedDaysAgo: 29 });
  const { rows } = await database.superuser.query(
    `SELECT n.reference, n.answer, n.closes_at > now() AS open, demur.iso(n.given_at) AS given FROM demur.notices n WHERE n.id = $1`,
    [change.noticeOf(bank)],
  );
  expect(rows[0]).toMatchObject({ answer: null, open: true, given: world.daysAgo(29) });
  expect(rows[0].reference).toMatch(/^DEM-\d{4}-[0-9A-HJKMNP-TV-Z]{6}$/);
  expect(() => change.noticeOf(without)).toThrow('no notice');
});

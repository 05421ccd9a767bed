import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { endUser } from './end-user.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

test('who is ended is nobody at the next request, signs in no more, and is ended once', async () => {
  const { subscriberId } = await world.subscriber();
  const email = 'leaving@subscriber.example';
  const userId = await world.member({ subscriberId, right: 'signatory', email });
  const session = bySession(database.web, (await world.session(userId)).secretHash);
  const role = () => read(session, async ({ actor }) => actor.role);
  expect(await role()).toBe('subscriber');

  const admin = bySession(database.web, (await world.session(world.adminId)).secretHash);
  expect(await run(endUser, admin, { email: email.toUpperCase() })).toEqual({ ok: true, value: { userId } });
  expect(await role()).toBe('public');
  const found = await database.web.query('SELECT * FROM demur.credentials_of($1)', [email]);
  expect(found.rows).toEqual([]);

  expect(await run(endUser, admin, { email })).toEqual({ ok: true, value: { userId } });
  const events = await database.superuser.query(`SELECT FROM demur.events WHERE type = 'user.ended'`);
  expect(events.rowCount).toBe(1);
});

import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, transaction } from '#db/transaction.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

/** As the owner asks, who alone may stand at another instant. */
async function version(at: string | null = null): Promise<string | undefined> {
  return transaction(asOwner(database.owner, at), async (tx) => {
    const { rows } = await tx.execute<{ version: string }>(sql`select demur.public_version() as version`);
    return rows[0]?.version;
  });
}

test('the public version goes with what the public may read, and with the clock', async () => {
  const before = await version();
  expect(await version()).toBe(before);

  await world.subscriber();
  expect(await version(), 'a subscriber is nobody else’s to see').toBe(before);

  const { changeId } = await world.change();
  const published = await version();
  expect(published).not.toBe(before);

  const { rows } = await database.owner.query<{ eve: string; start: string }>(
    `SELECT demur.iso(planned_start_at - interval '1 second') AS eve, demur.iso(planned_start_at) AS start FROM demur.changes WHERE id = $1`,
    [changeId],
  );
  const [{ eve, start } = { eve: '', start: '' }] = rows;
  expect(await version(start), 'its planned start comes').not.toBe(await version(eve));

  await database.superuser.query(`UPDATE demur.vendor SET legal_name = legal_name || ' and Sons'`);
  expect(await version(), 'the vendor’s face').not.toBe(published);
});

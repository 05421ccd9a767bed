import { inspect } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './testing/template.ts';
import { asOwner, transaction } from './transaction.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const written = 'We object, says Marta Quintero.';

test.each([
  ['a value that the database can’t keep', sql`select ${`${written}\0`}::text`],
  [
    'a row that breaks a rule',
    sql`insert into demur.vendor (id, legal_name, privacy_contact, zone, country) values (2, ${written}, 'a', 'UTC', 'ES')`,
  ],
])('a fault tells the statement and what was wrong, and nothing of %s', async (_what, statement) => {
  const fault: unknown = await transaction(asOwner(database.owner), (tx) => tx.execute(statement)).catch(
    (error: unknown) => error,
  );
  const told = inspect(fault, { depth: 9 });
  expect(told).toMatch(/Failed query: (select|insert)/);
  expect(told).toMatch(/invalid byte sequence|one_vendor/);
  expect(told).not.toContain('Marta');
});

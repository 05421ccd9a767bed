import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { migrate } from '#db/migrate.ts';
import { type TestDatabase, testDatabase, testPasswords } from '#db/testing/template.ts';
import { isEmpty } from './database.ts';
import { clearHalfPlanted, plantWhole } from './demo-world.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'demur-planting-'));
const mark = path.join(folder, 'planting');
let database: TestDatabase;

beforeAll(async () => {
  vi.stubEnv('DATA_DIR', folder);
  database = await testDatabase();
});
afterAll(async () => {
  await database.drop();
  fs.rmSync(folder, { recursive: true });
});

/** Pools of the test's own would go with the database that is thrown away. */
async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(database.ownerUrl);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a demo world that was half planted is thrown away and planted again; a whole one stays', {
  timeout: 120_000,
}, async () => {
  const { ownerUrl } = database;
  const someone = `INSERT INTO demur.users (email, name, created_at) VALUES ('dpo@aurora-bank.example', 'Someone', now())`;
  await query(`SET ROLE demur_owner; ${someone}`);
  await expect(plantWhole(ownerUrl)).rejects.toThrow('There is already a user with this e-mail address.');
  expect(await isEmpty(ownerUrl)).toBe(false);

  await clearHalfPlanted(ownerUrl);
  expect(await query(`SELECT to_regclass('demur.vendor') AS left`)).toEqual([{ left: null }]);
  await migrate({ ownerUrl, ...testPasswords });
  await plantWhole(ownerUrl);

  await clearHalfPlanted(ownerUrl);
  expect(await query('SELECT demo FROM demur.vendor')).toEqual([{ demo: true }]);
  expect(fs.existsSync(mark)).toBe(false);
});

import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tamper } from '#db/testing/tamper.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { scenario } from '#lib/world/scenario.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await scenario(database.owner);
});
afterAll(() => database.drop());

async function headOf(): Promise<string> {
  const { rows } = await database.superuser.query(`select encode(hash, 'hex') as hash from demur.log_head`);
  return rows[0].hash;
}

describe('the check at the shell', () => {
  const check = promisify(execFile);
  const shell = (...args: string[]) =>
    check(process.execPath, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', 'lib/evidence/check-cli.ts', ...args], {
      env: { ...process.env, DATABASE_URL: database.ownerUrl },
    }).then(
      ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    );

  it('ends with 0 where all holds, and tells the head', async () => {
    const hash = await headOf();
    const { code, stdout } = await shell();
    expect({ code, told: stdout.includes(hash) }).toEqual({ code: 0, told: true });
    expect(JSON.parse((await shell('--json')).stdout)).toMatchObject({ ok: true, head: hash, difference: null });
    expect(await headOf()).toBe(hash);
  });

  it('ends with 1 at a difference, and names it', async () => {
    const { undo } = await tamper(database.superuser, ['events'], 'delete from demur.events where position = 3');
    try {
      const { code, stdout } = await shell();
      expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringContaining('Entry 3 is missing') });
      const told = await shell('--json');
      expect(told.code).toBe(1);
      expect(JSON.parse(told.stdout)).toMatchObject({
        ok: false,
        entries: 2,
        difference: { kind: 'position', position: 3 },
      });
    } finally {
      await undo();
    }
  });

  it('ends with 2 and a sentence for what it does not know', async () => {
    expect(await shell('--jsno')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--jsno') });
  });
});

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const command = fileURLToPath(new URL('./cli.ts', import.meta.url));
const thirtyDays = '--from 2026-11-02T08:00:00Z --length 30 --rule eu-1182-71 --zone Europe/Madrid --holidays ES-MD';

function run(args: string) {
  // Node warns once that package.json names no module type; the npm script silences that in the same way.
  const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'];
  return spawnSync(process.execPath, [...flags, command, ...args.split(' ')], { encoding: 'utf8' });
}

test('the shell command prints the working, with the close in UTC', () => {
  const { status, stdout, stderr } = run(`${thirtyDays} --json`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ closesAt: '2026-12-02T23:00:00.000000Z' });
});

test('the shell command answers bad input with one sentence and exit code 2, and prints nothing', () => {
  const { status, stdout, stderr } = run(`${thirtyDays} --zone Europe/Atlantis`);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe('There is no time zone “Europe/Atlantis”: give its IANA name, as in Europe/Madrid.\n');
});

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { shell } from './cli.ts';

const command = fileURLToPath(new URL('./cli.ts', import.meta.url));
const thirtyDays = '--from 2026-11-02T08:00:00Z --length 30 --rule eu-1182-71 --zone Europe/Madrid --holidays ES-MD';

const run = (args: string) => shell(args.split(' '));

describe('the shell command', () => {
  test('prints the working as JSON', () => {
    const { code, stdout, stderr } = run(`${thirtyDays} --json`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      closesAt: '2026-12-02T23:00:00.000000Z',
      finalLastDay: '2026-12-02',
      calendars: [{ name: 'ES-MD', hash: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
  });

  test('prints the working in sentences, with a second calendar, a closure and the unit', () => {
    const { code, stdout } = run(
      `${thirtyDays.replace('30', '37')} --holidays DE-BE --closure 2026-12-24=A=B --unit working`,
    );
    expect(code).toBe(0);
    expect(stdout).toContain('Working day 37 is Tuesday 29 December 2026.\n');
    expect(stdout).toContain('Berlin, Germany (DE-BE, ');
  });

  test('counts by the regulation where no rule is given', () => {
    expect(run(thirtyDays.replace(' --rule eu-1182-71', '')).stdout).toBe(run(thirtyDays).stdout);
  });

  test('explains itself', () => {
    expect(run('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--closure') });
  });

  test.each([
    ['an unknown zone', '--zone Europe/Atlantis', 'no time zone “Europe/Atlantis”'],
    ['a bare offset for a zone', '--zone +01:00', 'no time zone “+01:00”'],
    ['an unknown rule', '--rule roman', 'no counting rule “roman”'],
    ['a unit that the rule cannot count', '--rule calendar-days --unit working', 'calendar-days counts calendar days'],
    ['an unknown calendar', '--holidays ZZ', 'no calendar of public holidays for “ZZ”'],
    ['an unknown region', '--holidays ES-XX', 'no calendar of public holidays for “ES-XX”'],
    ['no days', '--length 0', 'whole number of days from 1 to 3650'],
    ['too many days', '--length 3651', 'whole number of days from 1 to 3650'],
    ['half a day', '--length 1.5', 'whole number of days from 1 to 3650'],
    ['days before', '--length=-3', 'whole number of days from 1 to 3650'],
    ['an impossible date', '--from 2026-02-30T08:00:00Z', '“2026-02-30” is not a day of the calendar'],
    ['an instant without an offset', '--from 2026-11-02T08:00:00', 'no offset from UTC'],
    ['an impossible closure', '--closure 2026-02-30=Never', '“2026-02-30” is not a day of the calendar'],
    ['a closure without a name', '--closure 2026-12-24', 'not a closure'],
    ['a year without known holidays', '--from 2099-01-01T00:00:00Z', 'known from 1970 to 2076'],
    ['an unknown option', '--form 2026-11-02T08:00:00Z', "Unknown option '--form'"],
    ['a word too many', 'today', "Unexpected argument 'today'"],
  ])('%s: one sentence, exit code 2, nothing printed', (_, args, sentence) => {
    const { code, stdout, stderr } = run(`${thirtyDays} ${args}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a missing option is named', () => {
    expect(run('--length 30 --zone UTC').stderr).toBe('Give --from. With --help every option is explained.\n');
  });
});

function runProcess(args: string) {
  // Node warns once that package.json names no module type; the npm script silences that in the same way.
  const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'];
  return spawnSync(process.execPath, [...flags, command, ...args.split(' ')], { encoding: 'utf8' });
}

test('as a process it prints the working, with the close in UTC', () => {
  const { status, stdout, stderr } = runProcess(`${thirtyDays} --json`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ closesAt: '2026-12-02T23:00:00.000000Z' });
});

test('as a process it answers bad input with one sentence and exit code 2, and prints nothing', () => {
  const { status, stdout, stderr } = runProcess(`${thirtyDays} --zone Europe/Atlantis`);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe('There is no time zone “Europe/Atlantis”: give its IANA name, as in Europe/Madrid.\n');
});

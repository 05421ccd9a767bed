import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { environmentFor } from '#db/env.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { scenario } from '#lib/world/scenario.ts';
import { usablePassword } from './ask-password.ts';
import { shell } from './create-user.ts';
import { passwordFits } from './password.ts';

const command = fileURLToPath(new URL('./create-user.ts', import.meta.url));
const password = 'nine lanterns at the quay';
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  vi.stubEnv('DATABASE_URL', database.ownerUrl);
  const world = await scenario(database.owner);
  await world.subscriber({ name: 'Harbour Bank' });
});
afterAll(() => database.drop());

/** The command in this process, with a password typed. */
const create = (args: string[], typed = password) => shell(args, async () => usablePassword(typed));

async function userOf(email: string) {
  const { rows } = await database.superuser.query(
    `SELECT u.name, u.password_hash, a.role, a.subscriber_name, a."right"
     FROM demur.users u CROSS JOIN LATERAL demur.actor_for(u.id) a WHERE u.email = $1`,
    [email],
  );
  return rows[0];
}

describe('npm run user:create', () => {
  test('makes the first privacy admin', async () => {
    const made = await create(['--email', 'Admin@Vendor.example', '--name', 'Ada Vik', '--role', 'privacy_admin']);
    expect(made).toEqual({ code: 0, stdout: 'admin@vendor.example can sign in now.\n', stderr: '' });
    const user = await userOf('admin@vendor.example');
    expect(user).toMatchObject({ name: 'Ada Vik', role: 'privacy_admin', subscriber_name: null });
    expect(await passwordFits(password, user.password_hash)).toBe(true);
  });

  test('makes a signatory of a subscriber', async () => {
    const of = [
      '--email',
      'dpo@bank.example',
      '--name',
      'Bo Lund',
      '--subscriber',
      'harbour-bank',
      '--right',
      'signatory',
    ];
    expect(await create(of)).toMatchObject({ code: 0 });
    const user = await userOf('dpo@bank.example');
    expect(user).toMatchObject({ role: 'subscriber', subscriber_name: 'Harbour Bank', right: 'signatory' });
    expect(await passwordFits(password, user.password_hash)).toBe(true);
  });

  const whole = ['--email', 'x@vendor.example', '--name', 'Xenia'];
  test.each([
    [
      'an address that is taken',
      1,
      ['--email', 'taken@vendor.example', '--name', 'T', '--role', 'legal'],
      'already a user',
    ],
    ['no e-mail address', 1, ['--email', 'x', '--name', 'Xenia', '--role', 'legal'], 'not an e-mail address'],
    ['a role that there is not', 2, [...whole, '--role', 'king'], '--role is privacy_admin or legal.'],
    [
      'an unknown subscriber',
      1,
      [...whole, '--subscriber', 'moon-bank', '--right', 'contact'],
      'Known are harbour-bank.',
    ],
    ['neither role nor subscriber', 2, whole, 'Give --role'],
    ['both', 2, [...whole, '--role', 'legal', '--subscriber', 'harbour-bank', '--right', 'contact'], 'Give --role'],
    ['a subscriber without a right', 2, [...whole, '--subscriber', 'harbour-bank'], 'belong together'],
    ['no name', 2, ['--email', 'x@vendor.example', '--role', 'legal'], 'Give --name'],
    ['an unknown option', 2, [...whole, '--king'], "Unknown option '--king'"],
  ])('refuses %s', async (_what, code, args, sentence) => {
    if (sentence === 'already a user') await create(args);
    const refused = await create(args);
    expect(refused).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(sentence) });
    expect(await userOf('x@vendor.example')).toBeUndefined();
  });

  test.each([
    ['eleven characters', 'elevenchars', '12 are the fewest'],
    ['no character', '', 'No password came'],
    ['blanks', ' '.repeat(20), 'No password came'],
    ['a thousand and one', 'a'.repeat(1001), 'more than 1000'],
  ])('refuses a password of %s', async (_what, typed, sentence) => {
    const refused = await create([...whole, '--role', 'legal'], typed);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(sentence) });
    expect(await userOf('x@vendor.example')).toBeUndefined();
  });

  test('explains itself', async () => {
    expect(await create(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('--subscriber') });
  });

  test('takes the first line of what is piped into it', async () => {
    const args = ['--email', 'legal@vendor.example', '--name', 'Lea Orn', '--role', 'legal'];
    const child = spawn(process.execPath, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', command, ...args], {
      env: environmentFor({ DATABASE_URL: database.ownerUrl }),
    });
    const code = new Promise((resolve) => child.on('exit', resolve));
    child.stdin.end(`${password}\r\nanother line\n`);
    expect(await text(child.stderr)).toBe('');
    expect(await code).toBe(0);
    const user = await userOf('legal@vendor.example');
    expect(await passwordFits(password, user.password_hash)).toBe(true);
  });
});

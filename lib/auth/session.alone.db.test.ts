import process from 'node:process';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { webPool } from '#db/client.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession } from '#db/transaction.ts';
import { read } from '#lib/command/read.ts';
import { scenario } from '#lib/world/scenario.ts';
import { hashPassword } from './password.ts';
import { endSession, secretHash, signIn } from './session.ts';

const EMAIL = 'dpo@harbour.example';
const PASSWORD = 'nine lanterns at the quay';
const [HOME, ELSEWHERE] = ['192.0.2.1', '198.51.100.7'];

let database: TestDatabase;
let userId: string;
beforeAll(async () => {
  database = await testDatabase();
  process.env.DATABASE_WEB_URL = database.webUrl;
  const world = await scenario(database.owner);
  const signatory = { email: EMAIL, passwordHash: await hashPassword(PASSWORD) };
  userId = (await world.subscriber({ signatory })).signatoryId;
});
beforeEach(async () => {
  await database.superuser.query('DELETE FROM demur.sign_in_failures');
});
afterAll(async () => {
  await webPool().end();
  await database.drop();
});

const wrongly = (times: number, email: string, origin: string) =>
  Promise.all(Array.from({ length: times }, () => signIn(email, 'a guess', origin)));
const codes = (answers: Awaited<ReturnType<typeof wrongly>>) =>
  answers.map((answer) => (answer.ok ? 'ok' : answer.code));
const roleOf = (secret: string) => read(bySession(database.web, secretHash(secret)), async ({ actor }) => actor.role);

test('a session is a subscriber’s until it is ended, or its user is disabled', async () => {
  const answer = await signIn(` ${EMAIL.toUpperCase()} `, PASSWORD, HOME);
  if (!answer.ok) throw new Error(answer.sentence);
  expect(await roleOf(answer.secret)).toBe('subscriber');
  await database.superuser.query('UPDATE demur.users SET disabled_at = now() WHERE id = $1', [userId]);
  expect(await roleOf(answer.secret)).toBe('public');
  await database.superuser.query('UPDATE demur.users SET disabled_at = NULL WHERE id = $1', [userId]);
  await endSession(answer.secret);
  expect(await roleOf(answer.secret)).toBe('public');
});

test('of many guesses at once no more than ten are looked at', async () => {
  const answers = codes(await wrongly(16, EMAIL, ELSEWHERE));
  expect(answers.filter((code) => code === 'forbidden')).toHaveLength(10);
  expect(answers.filter((code) => code === 'busy')).toHaveLength(6);
  expect(await signIn(EMAIL, PASSWORD, ELSEWHERE)).toMatchObject({ ok: false, code: 'busy' });
});

test('whoever guesses in one place keeps nobody out in another', async () => {
  await wrongly(10, EMAIL, ELSEWHERE);
  expect(await signIn(EMAIL, PASSWORD, HOME)).toMatchObject({ ok: true });
});

test('one place does not go on guessing with other addresses', async () => {
  await wrongly(1, 'somebody@harbour.example', ELSEWHERE);
  await database.superuser.query(`UPDATE demur.sign_in_failures SET count = 100 WHERE key LIKE 'origin:%'`);
  expect(await signIn(EMAIL, PASSWORD, ELSEWHERE)).toMatchObject({ ok: false, code: 'busy' });
  expect(await signIn(EMAIL, PASSWORD, HOME)).toMatchObject({ ok: true });
});

test('a right password is no failure, however often it is sent', async () => {
  for (let each = 0; each < 12; each += 1) expect(await signIn(EMAIL, PASSWORD, HOME)).toMatchObject({ ok: true });
});

test.each([
  ['NUL', 'dpo\0@harbour.example', HOME],
  ['half a pair', 'dpo\ud83d@harbour.example', HOME],
  ['a very long address', `${'d'.repeat(100_000)}@harbour.example`, HOME],
  ['a very long origin', EMAIL, '1'.repeat(10_000)],
])('%s is a wrong entry and no fault', async (_what, email, origin) => {
  expect(await signIn(email, 'a guess', origin)).toMatchObject({ ok: false, code: 'forbidden' });
});

import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webPool } from '#db/client.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { byPageOf, bySession, bySettledSession } from '#db/transaction.ts';
import { newsTypes } from '#lib/bell/news.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { recordUser } from '#lib/parties/record-user.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { accepted } from '#lib/world/world.ts';
import { changePassword } from './change-password.ts';
import { changeOwnPassword } from './own-password.ts';
import { hashPassword } from './password.ts';
import { endOtherSessions, secretHash, signIn } from './session.ts';

const EMAIL = 'new@harbour.example';
const ISSUED = 'abcde-fghjk-mnpqr-stuvw';
const OWN = 'nine lanterns at the quay';
const HOME = '192.0.2.1';

let database: TestDatabase;
let world: Scenario;
let userId: string;
beforeAll(async () => {
  database = await testDatabase();
  process.env.DATABASE_WEB_URL = database.webUrl;
  world = await scenario(database.owner);
  const { subscriberId } = await world.subscriber();
  const admin = bySession(database.web, (await world.session(world.adminId)).secretHash);
  const membership = { subscriberId, right: 'contact' };
  const input = { email: EMAIL, name: 'Alba Ferrer', passwordHash: await hashPassword(ISSUED), membership };
  userId = accepted(await run(recordUser, admin, input)).userId;
});
afterAll(async () => {
  await webPool().end();
  await database.drop();
});

const opened = (secret: string) => bySession(database.web, secretHash(secret));
const stateOf = (secret: string) =>
  read(byPageOf(opened(secret), newsTypes), async ({ actor, awaiting }) => [actor.role, awaiting?.passwordDue]);
const typed = (present: string, next: string, again = next) => ({ present, next, again });

async function signedIn(password: string): Promise<string> {
  const answer = await signIn(EMAIL, password, HOME);
  if (!answer.ok) throw new Error(answer.sentence);
  return answer.secret;
}

test('a password that the desk made is due to be changed; one’s own is not, and every other session ends with the former', async () => {
  const [here, elsewhere] = [await signedIn(ISSUED), await signedIn(ISSUED)];
  expect(await stateOf(here)).toEqual(['subscriber', true]);
  const wrong = await changeOwnPassword(opened(here), typed('not this one', OWN), HOME);
  expect(wrong).toMatchObject({ ok: false, fields: { present: 'This is not your present password.' } });
  for (const [next, again, field] of [
    ['short', 'short', 'next'],
    [ISSUED, ISSUED, 'next'],
    [OWN, `${OWN}!`, 'again'],
  ] as const)
    expect(await changeOwnPassword(opened(here), typed(ISSUED, next, again), HOME)).toMatchObject({
      code: 'invalid_input',
      fields: { [field]: expect.any(String) },
    });

  const changed = await changeOwnPassword(opened(here), typed(ISSUED, OWN), HOME);
  if (!changed.ok) throw new Error(changed.sentence);
  expect(await stateOf(changed.secret)).toEqual(['subscriber', false]);
  expect([await stateOf(here), await stateOf(elsewhere)]).toEqual([
    ['public', false],
    ['public', false],
  ]);
  expect(await signIn(EMAIL, ISSUED, HOME)).toMatchObject({ ok: false });
  expect((await stateOf(await signedIn(OWN)))[0]).toBe('subscriber');

  const { rows } = await database.superuser.query(
    `select convert_from(content, 'UTF8') as content from demur.events where type = 'user.password_changed' and actor_id = $1`,
    [userId],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].content).not.toContain('argon2');
});

test('until it is changed, such a session opens nothing but that: what is done in somebody’s name is done by them', async () => {
  await database.superuser.query(`update demur.users set password_issued_at = now() where id = $1`, [userId]);
  const secret = await signedIn(OWN);
  const roleOf = () => read(bySettledSession(database.web, secretHash(secret)), async ({ actor }) => actor.role);
  expect(await roleOf()).toBe('public');
  expect(await stateOf(secret)).toEqual(['subscriber', true]);
  await database.superuser.query(`update demur.users set password_issued_at = null where id = $1`, [userId]);
  expect(await roleOf()).toBe('subscriber');
});

test('the vendor’s people change theirs too, legal among them', async () => {
  for (const each of [world.adminId, world.legalId]) {
    const { secretHash: hash } = await world.session(each);
    const outcome = await run(changePassword, bySession(database.web, hash), { passwordHash: await hashPassword(OWN) });
    expect(outcome).toMatchObject({ ok: true });
  }
});

test('other sessions end, and this one goes on', async () => {
  const [here, elsewhere] = [await signedIn(OWN), await signedIn(OWN)];
  expect(await endOtherSessions(secretHash(here))).toBeGreaterThan(0);
  expect([(await stateOf(here))[0], (await stateOf(elsewhere))[0]]).toEqual(['subscriber', 'public']);
});

test('wrong tries are counted as those to sign in are', async () => {
  const here = await signedIn(OWN);
  for (let tries = 0; tries < 10; tries += 1)
    await changeOwnPassword(opened(here), typed('a guess', `${OWN} again`), HOME);
  const refused = await changeOwnPassword(opened(here), typed(OWN, `${OWN} again`), HOME);
  expect(refused).toMatchObject({ ok: false, code: 'busy' });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asWorker, bySession } from '#db/transaction.ts';
import { newId } from '#lib/command/new-id.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { confirmFollowing } from './confirm-following.ts';
import { followRegister } from './follow-register.ts';
import { followerOf } from './queries.ts';
import { stopFollowing } from './stop-following.ts';
import { sweepFollowers } from './sweep-followers.ts';
import { followerToken, hashOfToken, proofOf } from './token.ts';

const SECRET = 'the secret of an installation that is none';

let database: TestDatabase;
let world: Scenario;
beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

const anybody = () => bySession(database.web, null);

async function ask(email: string, origin = newId()) {
  const followerId = newId();
  const token = followerToken(followerId, SECRET);
  const outcome = await keep(followRegister, anybody(), {
    id: followerId,
    tokenHash: hashOfToken(token),
    email,
    origin,
  });
  return { followerId, token, outcome };
}

const confirm = (token: string) => keep(confirmFollowing, anybody(), proofOf(token));
const stop = (token: string) => keep(stopFollowing, anybody(), proofOf(token));

async function follower(id: string) {
  const { rows } = await database.superuser.query('SELECT * FROM demur.followers WHERE id = $1', [id]);
  return rows[0];
}

async function letters(followerId: string): Promise<string[]> {
  const { rows } = await database.superuser.query('SELECT kind FROM demur.letters WHERE follower_id = $1 ORDER BY id', [
    followerId,
  ]);
  return rows.map(({ kind }) => kind);
}

const before = (id: string, interval: string) =>
  database.superuser.query(
    `UPDATE demur.followers SET asked_at = asked_at - $2::interval, expires_at = expires_at - $2::interval WHERE id = $1`,
    [id, interval],
  );

test('an address that confirms has one letter on each publication; one that does not, or has stopped, has none', async () => {
  const [one, other, stopped] = [
    await ask('One@Reader.example'),
    await ask('two@reader.example'),
    await ask('x@reader.example'),
  ];
  expect(await letters(one.followerId)).toEqual(['follow_confirmation']);
  expect(await confirm(one.token)).toEqual({ ok: true, value: null });
  expect(await confirm(one.token)).toEqual({ ok: true, value: null });
  await confirm(stopped.token);
  expect(await stop(stopped.token)).toEqual({ ok: true, value: null });
  expect(await stop(stopped.token)).toEqual({ ok: true, value: null });

  await world.subscriber();
  const { version } = await world.change({ publishedDaysAgo: 0 });
  expect(await letters(one.followerId)).toEqual(['follow_confirmation', 'register_published']);
  expect(await letters(other.followerId)).toEqual(['follow_confirmation']);
  expect(await letters(stopped.followerId)).toEqual(['follow_confirmation']);
  const { rows } = await database.superuser.query(
    `SELECT v.number FROM demur.letters l JOIN demur.policy_versions v ON v.id = (l.about ->> 'policy_versions')::uuid
     WHERE l.follower_id = $1`,
    [one.followerId],
  );
  expect(rows).toEqual([{ number: version }]);
  expect(await follower(one.followerId)).toMatchObject({ email: 'one@reader.example' });
  expect(await follower(stopped.followerId)).toMatchObject({ email: null, ended_at: expect.any(Date) });
});

test('an address that is asked for again is answered alike, and has a further letter once an hour, three in all', async () => {
  const first = await ask('again@reader.example');
  const known = await ask('again@reader.example');
  const fresh = await ask('fresh@reader.example');
  expect(known.outcome).toEqual(fresh.outcome);
  expect(await follower(known.followerId)).toBeUndefined();
  for (let hours = 0; hours < 4; hours += 1) {
    await before(first.followerId, '61 minutes');
    await ask('again@reader.example');
  }
  expect(await letters(first.followerId)).toHaveLength(3);

  await confirm(first.token);
  await before(first.followerId, '2 hours');
  expect((await ask('again@reader.example')).outcome).toEqual(fresh.outcome);
  expect(await letters(first.followerId)).toHaveLength(3);
});

test('after a week the link confirms nothing, the address is swept, and can be asked for anew', async () => {
  const late = await ask('late@reader.example');
  const kept = await ask('kept@reader.example');
  await confirm(kept.token);
  for (const { followerId } of [late, kept]) await before(followerId, '7 days 1 second');
  expect(await confirm(late.token)).toMatchObject({ ok: false, code: 'not_found' });
  expect(await keep(sweepFollowers, asWorker(database.worker), {})).toMatchObject({ ok: true, value: { erased: 1 } });
  expect(await follower(late.followerId)).toMatchObject({ email: null, confirmed_at: null });
  expect(await follower(kept.followerId)).toMatchObject({ email: 'kept@reader.example' });

  // not swept yet
  const unswept = await ask('unswept@reader.example');
  await before(unswept.followerId, '8 days');
  const anew = await ask('unswept@reader.example');
  expect(await letters(anew.followerId)).toEqual(['follow_confirmation']);
  expect(await follower(unswept.followerId)).toMatchObject({ email: null });
  expect(await confirm(anew.token)).toMatchObject({ ok: true });
});

test('a token opens its own follower and no other, and no address is read without one', async () => {
  const [mine, theirs] = [await ask('mine@reader.example'), await ask('theirs@reader.example')];
  const crossed = `${theirs.followerId}.${mine.token.split('.')[1]}`;
  for (const wrong of [crossed, followerToken(theirs.followerId, `${SECRET}, of another`)]) {
    expect(await confirm(wrong)).toMatchObject({ ok: false, code: 'not_found' });
    expect(await stop(wrong)).toMatchObject({ ok: false, code: 'not_found' });
    expect(await read(anybody(), (reader) => followerOf(reader, wrong))).toBeUndefined();
  }
  expect(proofOf('no token')).toBeUndefined();
  expect(proofOf(`${mine.token}x`)).toBeUndefined();
  for (const opening of [anybody(), bySession(database.web, (await world.session(world.adminId)).secretHash)])
    expect(await read(opening, (reader) => followerOf(reader, mine.token))).toEqual({
      email: 'mine@reader.example',
      confirmed: false,
    });
});

test('one network may ask twenty times, and another still may', async () => {
  const origin = '198.51.100.7';
  const outcomes = [];
  for (let time = 0; time < 21; time += 1) outcomes.push((await ask(`n${time}@reader.example`, origin)).outcome);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(20);
  expect(outcomes.at(-1)).toMatchObject({ code: 'busy', facts: { seconds: expect.any(Number) } });
  expect((await ask('n21@reader.example', '198.51.100.8')).outcome.ok).toBe(true);
});

test('the one who is to confirm is named in the demo only', async () => {
  const asked = await ask('shown@reader.example');
  expect(asked.outcome).toEqual({ ok: true, value: { toConfirm: null } });
  await database.superuser.query('UPDATE demur.vendor SET demo = true');
  expect((await ask('shown@reader.example')).outcome).toEqual({ ok: true, value: { toConfirm: asked.followerId } });
  await confirm(asked.token);
  expect((await ask('shown@reader.example')).outcome).toEqual({ ok: true, value: { toConfirm: null } });
  await database.superuser.query('UPDATE demur.vendor SET demo = false');
});

test.each(['', 'nobody', 'a@b', `${'a'.repeat(250)}@reader.example`, 'a@reader.example\r\nBcc: b@reader.example'])(
  'what is no address is refused: %j',
  async (email) => {
    expect((await ask(email)).outcome).toMatchObject({ code: 'invalid_input', fields: { email: expect.any(String) } });
  },
);

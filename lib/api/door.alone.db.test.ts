import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { described } from '#db/testing/api-description.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { read } from '#lib/command/read.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import type { PublishedChange } from '#lib/world/change.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { by, done } from '#lib/world/world.ts';
import { authorisations } from './authorisations.ts';
import { createApiToken } from './create-api-token.ts';
import { tokensList } from './queries.ts';
import { register } from './register.ts';
import { revokeApiToken } from './revoke-api-token.ts';
import { writeSyncPoint } from './sync-point.ts';
import { newToken } from './token.ts';

let database: TestDatabase;
let world: Scenario;
let bank: Subscriber;
let change: PublishedChange;
let token: string;
let slugs: { bank: string; company: string };

beforeAll(async () => {
  database = await testDatabase();
  Object.assign(process.env, {
    DATABASE_WEB_URL: database.webUrl,
    NEXTAUTH_URL: 'https://demur.example',
    API_PER_MINUTE: '400',
  });
  world = await scenario(database.owner);
  bank = await world.subscriber();
  change = await world.change({ publishedDaysAgo: 20 });
  token = (await made()).token;
  const { rows } = await database.superuser.query(
    'SELECT (SELECT slug FROM demur.subscribers WHERE id = $1) AS bank, (SELECT slug FROM demur.subprocessors WHERE id = $2) AS company',
    [bank.subscriberId, change.subprocessorId],
  );
  slugs = rows[0];
});
afterAll(() => database.drop());

function made(more: object = {}, daysAgo = 0.01) {
  const opening = by(world, world.adminId, world.daysAgo(daysAgo));
  return done(createApiToken, opening, {
    name: 'A gateway',
    scopes: ['authorisations:read', 'register:read'],
    ...more,
  });
}

interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the API says is what the tests look at
  body: any;
}

/** Asks as a program would, and holds whatever comes against the description of the API. */
async function ask(path: string, more: Record<string, string> = {}, sent: string | null = token): Promise<Answer> {
  const headers = { ...(sent && { authorization: `Bearer ${sent}` }), ...more };
  const request = new Request(`https://demur.example/api/v1${path}`, { headers });
  const [place = ''] = path.split('?');
  const answer = await (place === '/register' ? register : authorisations)(request);
  const text = await answer.text();
  const body = text ? JSON.parse(text) : null;
  if (answer.status !== 304) described(place, answer, body);
  return { status: answer.status, headers: answer.headers, body };
}

const single = (more = '') => `/authorisations?subscriber=${slugs.bank}&subprocessor=${slugs.company}${more}`;

describe('one answer', () => {
  test('says no while the window is open, why, and which case and change it is', async () => {
    const { status, headers, body } = await ask(single());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      subscriber: { id: bank.subscriberId, slug: slugs.bank, name: bank.name },
      subprocessor: { id: change.subprocessorId, url: `https://demur.example/register/${slugs.company}` },
      allowed: false,
      services: [{ allowed: false, state: 'pending', reason: 'window_open', under: [] }],
      terms: [
        { inWords: 'pending: the window is still open', case: { objection: null }, change: { id: change.changeId } },
      ],
    });
    expect(body.terms[0].case.url).toBe(`https://demur.example/cases/${body.terms[0].case.reference}`);
    expect(headers.get('cache-control')).toContain('private');
    expect(
      await ask(`/authorisations?subscriber=${bank.subscriberId}&subprocessor=${change.subprocessorId}`),
    ).toMatchObject({
      body: { ...body, asOf: expect.any(String) },
    });
  });

  test('says yes under terms that stood when the DPA was executed; and by service', async () => {
    const { serviceId } = await world.service({ name: 'Video rooms' });
    const user = await world.subscriber({ services: [serviceId] });
    const { rows } = await database.superuser.query(
      `SELECT (SELECT slug FROM demur.subscribers WHERE id = $1) AS user, (SELECT slug FROM demur.services WHERE id = $2) AS service`,
      [user.subscriberId, serviceId],
    );
    const base = `/authorisations?subscriber=${rows[0].user}&subprocessor=amazon`;
    const { body } = await ask(base);
    expect(body.allowed).toBe(true);
    expect(body.services.every(({ under }: { under: string[] }) => under.length === 1)).toBe(true);
    const one = await ask(`${base}&service=${rows[0].service}`);
    expect(one.body.services).toEqual([
      expect.objectContaining({
        allowed: true,
        service: { id: serviceId, slug: rows[0].service, name: 'Video rooms' },
      }),
    ]);
    // a service that the subscriber does not use is no "yes"
    const unused = await world.service({ name: 'Payroll' });
    expect((await ask(`${base}&service=${unused.serviceId}`)).body).toMatchObject({
      allowed: false,
      services: [{ state: null, reason: null }],
    });
  });

  test('goes on under the former terms while new ones are blocked', async () => {
    const location = await world.change({
      publishedDaysAgo: 3,
      kind: 'location',
      subprocessorId: await idOf('amazon'),
      terms: { locations: [{ country: 'FR', place: 'Lyon' }] },
    });
    const { body } = await ask(`/authorisations?subscriber=${slugs.bank}&subprocessor=${location.subprocessorId}`);
    expect(body.allowed).toBe(true);
    expect(
      body.terms.map(({ state, change: of }: { state: string; change: { id: string } | null }) => [state, of?.id]),
    ).toEqual([
      ['authorised', undefined],
      ['pending', location.changeId],
    ]);
  });

  test('only warns where there is no standstill, and not before the planned start', async () => {
    const { profileId } = await world.profile({ standstill: false });
    const warned = await world.subscriber({ profile: profileId });
    const early = await world.change({ publishedDaysAgo: 5 });
    const started = await world.change({
      publishedDaysAgo: 60,
      plannedStartOn: civilDayIn(world.daysAgo(10), 'Europe/Madrid'),
    });
    const of = async ({ subprocessorId }: PublishedChange) =>
      (await ask(`/authorisations?subscriber=${warned.subscriberId}&subprocessor=${subprocessorId}`)).body;
    expect(await of(early)).toMatchObject({ allowed: false, services: [{ reason: 'window_open', warningOnly: true }] });
    // nobody has read the notice
    expect(await of(started)).toMatchObject({
      allowed: true,
      services: [{ reason: 'notice_not_shown', warningOnly: true }],
    });
  });

  test('of what is not there is a 404 that names it, never an answer', async () => {
    for (const [path, code] of [
      [`/authorisations?subscriber=nobody&subprocessor=amazon`, 'subscriber_unknown'],
      [`/authorisations?subscriber=${slugs.bank}&subprocessor=nobody`, 'subprocessor_unknown'],
      [single('&service=nothing'), 'service_unknown'],
      [`/authorisations?subscriber=${change.changeId}&subprocessor=amazon`, 'subscriber_unknown'],
      ['/register?version=999', 'version_unknown'],
    ] as const)
      expect(await ask(path)).toMatchObject({ status: 404, body: { code } });
  });

  test('is refused for parameters that nobody knows, that are missing, or that stand there twice: by name', async () => {
    const wrong = async (path: string) => (await ask(path)).body.parameters;
    expect(await wrong('/authorisations?subscriber=a')).toEqual({ subprocessor: 'is missing' });
    expect(await wrong(single('&at=2026-01-01'))).toEqual({ at: 'is no parameter of this address' });
    expect(await wrong(single('&since=x'))).toEqual({ since: 'is no parameter of this address' });
    expect(await wrong(single('&subscriber=b'))).toEqual({ subscriber: 'stands there more than once' });
    expect(await wrong('/authorisations?limit=0')).toEqual({ limit: expect.stringContaining('whole number') });
    expect(await wrong('/authorisations?limit=501')).toEqual({ limit: 'is at most 500' });
    expect(await wrong('/authorisations?subscriber=%00&subprocessor=a')).toHaveProperty('subscriber');
    expect(await wrong('/register?on=2026-02-30')).toHaveProperty('on');
    expect(await wrong('/register?on=2026-01-01&version=1')).toHaveProperty('version');
    expect(await ask('/authorisations?since=bogus')).toMatchObject({ status: 400, body: { code: 'cursor_unknown' } });
  });

  test('has a tag of what is news in it, and is a 304 to whom that is none', async () => {
    const { subprocessorId, noticeOf } = await world.change({ publishedDaysAgo: 4 });
    const path = `/authorisations?subscriber=${slugs.bank}&subprocessor=${subprocessorId}`;
    const tag = (await ask(path)).headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"[\w-]+"$/);
    const again = await ask(path, { 'if-none-match': `"other", ${tag}` });
    expect(again).toMatchObject({ status: 304, body: null });
    expect(again.headers.get('etag')).toBe(tag);
    await world.objection({ noticeId: noticeOf(bank), userId: bank.signatoryId });
    const { status, body } = await ask(path, { 'if-none-match': tag });
    expect(status).toBe(200);
    expect(body.terms[0]).toMatchObject({ reason: 'objection_unresolved', case: { objection: { status: 'filed' } } });
  });
});

test('the list goes on where it stopped, and a cursor of nowhere is refused', async () => {
  const first = await ask('/authorisations?limit=5');
  expect(first.body).toMatchObject({ more: true });
  expect(first.body.authorisations).toHaveLength(5);
  let { cursor, more } = (await ask(`/authorisations?limit=500&since=${first.body.cursor}`)).body;
  while (more) ({ cursor, more } = (await ask(`/authorisations?limit=500&since=${cursor}`)).body);
  expect((await ask(`/authorisations?since=${cursor}`)).body).toMatchObject({ more: false, authorisations: [] });
  const { changeId, subprocessorId } = await world.change({ publishedDaysAgo: 2 });
  const { body } = await ask(`/authorisations?since=${cursor}&limit=500`);
  const own = body.authorisations.filter(
    ({ subscriber }: { subscriber: { slug: string } }) => subscriber.slug === slugs.bank,
  );
  expect(own).toMatchObject([{ subprocessor: { id: subprocessorId }, terms: [{ change: { id: changeId } }] }]);
  const ahead = writeSyncPoint({ from: { position: 1e9, at: world.now }, round: null });
  expect(await ask(`/authorisations?since=${ahead}`)).toMatchObject({ status: 400, body: { code: 'cursor_unknown' } });
});

test('the register comes as of now, as of a day, and as a version froze it', async () => {
  expect((await ask('/register')).body.register).toMatchObject({ form: 'demur-register-as-of-1', on: null });
  expect((await ask('/register?on=2026-01-01')).body.register).toMatchObject({ on: '2026-01-01' });
  expect((await ask('/register?version=1')).body.register).toMatchObject({ form: 'demur-register-1', number: '1' });
});

describe('a token', () => {
  test('that is missing, mistyped, unknown, revoked, past its day or for something else opens nothing', async () => {
    const challenge = async (sent: string | null) => {
      const { status, headers, body } = await ask(single(), {}, sent);
      return [status, body.code, headers.get('www-authenticate')];
    };
    const invalid = 'Bearer realm="Demur API", error="invalid_token"';
    expect(await challenge(null)).toEqual([401, 'token_missing', 'Bearer realm="Demur API"']);
    expect(await challenge(`${token}x`)).toEqual([401, 'token_unknown', invalid]);
    expect(await challenge(newToken())).toEqual([401, 'token_unknown', invalid]);
    const yesterday = civilDayIn(world.daysAgo(1), 'Europe/Madrid');
    expect(await challenge((await made({ lastDay: yesterday }, 5)).token)).toEqual([401, 'token_expired', invalid]);
    const reader = await made({ scopes: ['register:read'] });
    expect(await challenge(reader.token)).toEqual([
      403,
      'scope_missing',
      'Bearer realm="Demur API", error="insufficient_scope", scope="authorisations:read"',
    ]);
    expect((await ask('/register', {}, reader.token)).status).toBe(200);
    // at once, also in a process that knew it
    await done(revokeApiToken, by(world, world.adminId, world.now), { tokenId: reader.tokenId });
    expect(await challenge(reader.token)).toEqual([401, 'token_revoked', invalid]);
  });

  test('is nowhere in the database', async () => {
    const fresh = await made();
    expect((await ask(single(), {}, fresh.token)).status).toBe(200);
    const { rows } = await database.superuser.query(
      `SELECT string_agg(t::text, '') || (SELECT string_agg(convert_from(content, 'UTF8'), '') FROM demur.events) AS all FROM demur.api_tokens t`,
    );
    const secret = fresh.token.slice(6, -8);
    expect(rows[0].all).not.toContain(secret);
    expect(rows[0].all).not.toContain(Buffer.from(secret, 'base64url').toString('hex'));
  });

  test('is noted when it is used', async () => {
    await ask(single());
    const noted = () =>
      read(by(world, world.adminId, world.now), tokensList).then(({ tokens }) =>
        tokens.filter(({ lastUsedAt }) => lastUsedAt),
      );
    await expect.poll(async () => (await noted()).length, { timeout: 5000 }).toBeGreaterThan(0);
  });

  test('has its share of requests, is told what is left, and waits when it is used up', async () => {
    const busy = await made();
    const first = await ask(single(), {}, busy.token);
    expect(first.headers.get('ratelimit-policy')).toBe('"token";q=400;w=60');
    expect(first.headers.get('ratelimit')).toBe('"token";r=399;t=60');
    let last = first;
    for (let sent = 0; sent < 400 && last.status === 200; sent += 1) last = await ask(single(), {}, busy.token);
    expect(last).toMatchObject({ status: 429, body: { code: 'too_many' } });
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    // nobody else waits for that
    expect((await ask(single())).status).toBe(200);
  });
});

test('who sends what is no token too often waits, while those who have one do not', async () => {
  const from = { 'x-forwarded-for': '203.0.113.9' };
  const statuses = new Set<number>();
  for (let sent = 0; sent < 62; sent += 1) statuses.add((await ask(single(), from, newToken())).status);
  expect([...statuses]).toEqual([401, 429]);
  expect((await ask(single(), from, null)).status).toBe(429);
  expect((await ask(single(), from)).status).toBe(200);
  expect((await ask(single(), { 'x-forwarded-for': '203.0.113.10' }, null)).status).toBe(401);
});

test.each(['?subscriber=', '?since=none'])('nor does it help to ask what is refused unlooked at: %s', async (asked) => {
  const from = { 'x-forwarded-for': `203.0.113.${asked.length}` };
  const statuses = new Set<number>();
  for (let sent = 0; sent < 62; sent += 1)
    statuses.add((await ask(`/authorisations${asked}`, from, newToken())).status);
  expect([...statuses]).toEqual([400, 429]);
});

async function idOf(slug: string): Promise<string> {
  const { rows } = await database.superuser.query('SELECT id FROM demur.subprocessors WHERE slug = $1', [slug]);
  return rows[0].id;
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { outcomes } from '#db/schema/vocabulary.ts';
import { described } from '#db/testing/api-description.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { plantDemoWorld } from '#lib/world/demo.ts';
import { by, done } from '#lib/world/world.ts';
import { cases } from './cases.ts';
import { createApiToken } from './create-api-token.ts';

let database: TestDatabase;
let make: (scopes: string[]) => Promise<string>;
let token: string;

beforeAll(async () => {
  database = await testDatabase();
  // before the world is planted: from then on the environment is read
  Object.assign(process.env, { DATABASE_WEB_URL: database.webUrl, NEXTAUTH_URL: 'https://demur.example' });
  await plantDemoWorld({ ownerUrl: database.ownerUrl });
  const { rows } = await database.superuser.query(
    `SELECT (SELECT user_id FROM demur.vendor_role_grants WHERE role = 'privacy_admin' LIMIT 1) AS admin, demur.iso(now() - interval '1 minute') AS at`,
  );
  const [{ admin, at }] = rows;
  make = async (scopes) =>
    (await done(createApiToken, by({ pool: database.owner }, admin, at), { name: 'A board', scopes })).token;
  token = await make(['cases:read']);
}, 60_000);
afterAll(() => database.drop());

/** Asks as a program would, and holds whatever comes against the description of the API. */
async function ask(query = '', more: Record<string, string> = {}, sent = token) {
  const headers = { authorization: `Bearer ${sent}`, ...more };
  const answer = await cases(new Request(`https://demur.example/api/v1/cases${query}`, { headers }));
  const text = await answer.text();
  const body = text ? JSON.parse(text) : null;
  if (answer.status !== 304) described('/cases', answer, body);
  return { status: answer.status, headers: answer.headers, body };
}

const referencesIn = ({ body }: { body: { cases: { reference: string }[] } }) =>
  body.cases.map(({ reference }) => reference);

/** What the record says, asked another way. */
async function expected(more = 'true', values: string[] = []): Promise<Record<string, unknown>[]> {
  const { rows } = await database.superuser.query(
    `SELECT n.reference, s.slug, b.slug AS company, c.title, demur.iso(n.closes_at) AS "closesAt",
       demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, now()) AS outcome,
       (SELECT array_agg(o.reference || ' ' || g.status) FROM demur.objections o JOIN demur.objection_progress g ON g.id = o.id WHERE o.notice_id = n.id) AS objections,
       (SELECT array_agg(r.option) FROM demur.resolutions r JOIN demur.objections o ON o.id = r.objection_id WHERE o.notice_id = n.id) AS options
     FROM demur.notices n JOIN demur.subscribers s ON s.id = n.subscriber_id JOIN demur.changes c ON c.id = n.change_id
     JOIN demur.subprocessors b ON b.id = c.subprocessor_id JOIN demur.windows w ON w.id = n.window_id JOIN demur.dpa_profiles p ON p.id = w.profile_id
     WHERE ${more} ORDER BY n.given_at DESC, n.id DESC`,
    values,
  );
  return rows;
}

/** What of a listed case is compared piece by piece. */
interface Listed {
  objection: { reference: string; status: string } | null;
  resolution: string | null;
}

test('lists every case once, the latest first, page by page, and says how each stands', async () => {
  const all = await expected();
  const found: Listed[] = [];
  for (let after = '', more = true; more; ) {
    const { status, body } = await ask(`?limit=7${after}`);
    expect(status).toBe(200);
    expect(body.cases.length).toBe(Math.min(7, all.length - found.length));
    found.push(...body.cases);
    more = body.more;
    expect(body.cursor === undefined).toBe(!more);
    after = `&after=${body.cursor}`;
  }
  expect(found).toMatchObject(
    all.map(({ reference, slug, company, title, closesAt, outcome }) => ({
      ...{ reference, url: `https://demur.example/cases/${reference}`, closesAt, outcome },
      ...{ subscriber: { slug }, subprocessor: { slug: company }, change: { title } },
    })),
  );
  for (const [index, { objection, resolution }] of found.entries()) {
    const { objections, options } = all[index] ?? {};
    if (objections === null) expect(objection).toBe(null);
    else expect(objections).toContain(`${objection?.reference} ${objection?.status}`);
    if (options === null) expect(resolution).toBe(null);
    else expect(options).toContain(resolution);
  }
  expect(new Set(found.map(({ resolution }) => resolution)).size).toBe(4);
});

test('leaves those of one subscriber, and those with one outcome as of now', async () => {
  const told = new Set<string>();
  for (const outcome of outcomes) {
    const those = (await expected()).filter((one) => one.outcome === outcome);
    expect(referencesIn(await ask(`?limit=500&outcome=${outcome}`)), outcome).toEqual(
      those.map((one) => one.reference),
    );
    if (those.length > 0) told.add(outcome);
  }
  expect(told.size).toBeGreaterThan(5);
  const own = await expected('s.slug = $1', ['aurora-bank']);
  expect(referencesIn(await ask('?limit=500&subscriber=aurora-bank'))).toEqual(own.map((one) => one.reference));
  const open = own.filter((one) => one.outcome === 'open').map((one) => one.reference);
  expect(referencesIn(await ask('?subscriber=aurora-bank&outcome=open&limit=500'))).toEqual(open);
  expect(open.length).toBeGreaterThan(0);
  // a case of one subscriber leads on in another's list too, by its place in time
  const [first] = own;
  const later = await expected(
    `s.slug = 'kite-health' AND (n.given_at, n.id) < (SELECT given_at, id FROM demur.notices WHERE reference = $1)`,
    [String(first?.reference)],
  );
  expect(referencesIn(await ask(`?subscriber=kite-health&limit=500&after=${first?.reference}`))).toEqual(
    later.map((one) => one.reference),
  );
});

test('holds nothing that anybody wrote', async () => {
  const said = JSON.stringify((await ask('?limit=500')).body);
  const { rows } = await database.superuser.query(
    'SELECT grounds_text AS text FROM demur.objections UNION SELECT body FROM demur.messages UNION SELECT reasons FROM demur.resolutions UNION SELECT reason FROM demur.changes',
  );
  expect(rows.length).toBeGreaterThan(10);
  for (const { text } of rows) expect(said).not.toContain(JSON.stringify(text).slice(1, 40));
});

test('is a 304 to whom it is no news', async () => {
  const tag = (await ask()).headers.get('etag') ?? '';
  expect(await ask('', { 'if-none-match': tag })).toMatchObject({ status: 304, body: null });
  expect((await ask('?limit=1', { 'if-none-match': tag })).status).toBe(200);
});

test('is for tokens of that scope, and refuses by name what can’t be asked', async () => {
  const other = await make(['authorisations:read', 'register:read']);
  const refused = await ask('', {}, other);
  expect(refused).toMatchObject({ status: 403, body: { code: 'scope_missing' } });
  expect(refused.headers.get('www-authenticate')).toContain('scope="cases:read"');
  expect((await ask('', {}, `${token}x`)).status).toBe(401);
  for (const [query, status, code] of [
    ['?subscriber=nobody', 404, 'subscriber_unknown'],
    ['?after=DEM-2026-000000', 400, 'cursor_unknown'],
    ['?outcome=lost', 400, 'parameters'],
    ['?limit=501', 400, 'parameters'],
    ['?since=1', 400, 'parameters'],
  ] as const)
    expect(await ask(query), query).toMatchObject({ status, body: { code } });
  expect((await ask('?outcome=lost')).body.parameters.outcome).toMatch(/^is one of open, objected/);
});

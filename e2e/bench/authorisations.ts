import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs, promisify } from 'node:util';
import { environmentFor } from '#db/env.ts';
import { freePort } from '#db/free-port.ts';
import { testDatabase } from '#db/testing/template.ts';
import { createApiToken } from '#lib/api/create-api-token.ts';
import { environmentOf } from '#lib/web/environment.ts';
import { supervise } from '#lib/web/supervise.ts';
import { scenario } from '#lib/world/scenario.ts';
import { by, done } from '#lib/world/world.ts';
import setUp from '../database-setup.ts';

/**
 * Compares the API's "may we?" at a million notices with a bare route handler that selects one row by its primary key:
 * both in one built server, through one pool, asked in turns. Twice: for pairs that were asked for before, whose answers a
 * process remembers and the database lets stand, and for pairs that nobody asked for yet. The bare route is added to a copy
 * of the product; the product has none. On Linux also the processor time that web and database spend on one answer, which
 * says more than a rate where other work shares the machine.
 * Usage: node e2e/bench/authorisations.ts [--subscribers 20000] [--rounds 7] [--seconds 4] [--connections 16]
 */
const { values } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '16' },
  },
});
const run = promisify(execFile);
const COPY = '.cache/bench/authorisations';
const QUIET = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
/** Companies, each with an addition and a later change of its place: two notices to each subscriber. */
const COMPANIES = 25;

const stop = await setUp();
const database = await testDatabase();
const world = await scenario(database.owner);
const opening = by(world, world.adminId, world.daysAgo(1));
const { token } = await done(createApiToken, opening, { name: 'Bench', scopes: ['authorisations:read'] });
await plant();
await build();

const port = await freePort();
const base = `http://localhost:${port}`;
const web = await supervise('web', path.resolve(COPY, 'lib/web/serve.ts'), {
  ...environmentOf({ embedded: true, webUrl: database.webUrl, workerUrl: database.workerUrl }),
  ...{ PORT: String(port), NEXTAUTH_URL: base, API_PER_MINUTE: '1000000000' },
});
const pair = (company: number) =>
  `${base}/api/v1/authorisations?subscriber=bench-{n}&subprocessor=bench-company-${company}`;
const bare = `${base}/api/bare?id={n}`;
/** So many subscribers are asked for again and again. */
const KNOWN = 1000;

for (const address of [pair(COMPANIES), bare]) {
  const answer = await fetch(address.replace('{n}', '7'), { headers: { authorization: `Bearer ${token}` } });
  console.log(`${address}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
}
// each process has then been asked for each of the known ones, and every plan is made
for (let warming = 0; warming < 4; warming += 1) await perSecond(pair(COMPANIES), KNOWN);
await perSecond(bare);

const turns = ['again', 'anew', 'bare'] as const;
const counts = { again: [] as Answered[], anew: [] as Answered[], bare: [] as Answered[] };
for (let round = 0; round < Number(values.rounds); round += 1) {
  // who is first in one round is last in the next
  for (const turn of round % 2 ? turns.toReversed() : turns) {
    const asked = { again: pair(COMPANIES), anew: pair(1 + (round % (COMPANIES - 1))), bare }[turn];
    counts[turn].push(await perSecond(asked, turn === 'again' ? KNOWN : undefined));
  }
  console.log(`round ${round + 1}: ${turns.map((turn) => `${turn} ${inWords(counts[turn].at(-1))}`).join('; ')}`);
}
const typical = (turn: (typeof turns)[number]): Answered => ({
  rate: median(counts[turn].map(({ rate }) => rate)),
  each: median(counts[turn].map(({ each }) => each)),
});
const one = typical('bare');
console.log(`median: bare ${inWords(one)}`);
for (const turn of ['again', 'anew'] as const) {
  const { rate, each } = typical(turn);
  console.log(
    `asked ${turn}: ${inWords({ rate, each })}: ${(rate / one.rate).toFixed(2)} × bare by rate, ${(one.each / each).toFixed(2)} × by processor time`,
  );
}

await web.stop();
await database.drop();
await stop?.();

interface Answered {
  /** A second. */
  rate: number;
  /** Milliseconds of processor time. */
  each: number;
}

function inWords({ rate, each }: Answered = { rate: Number.NaN, each: Number.NaN }): string {
  return `${rate.toFixed(0)} a second, ${each.toFixed(2)} ms each`;
}

async function perSecond(address: string, most = Number(values.subscribers)): Promise<Answered> {
  const load = [QUIET, 'e2e/bench/load.ts', address, values.connections, values.seconds, String(most), token];
  const [spent, began] = [processorTime(), performance.now()];
  const rate = Number((await run(process.execPath, load)).stdout);
  // the load's own start is no part of it
  const seconds = Math.min(Number(values.seconds), (performance.now() - began) / 1000);
  return { rate, each: ((processorTime() - spent) * 1000) / (rate * seconds) };
}

/** Seconds that the web's processes and its connections' servers have had, as Linux counts them. */
function processorTime(): number {
  if (process.platform !== 'linux') return Number.NaN;
  const name = new URL(database.webUrl).pathname.slice(1);
  let ticks = 0;
  for (const pid of fs.readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)))
    try {
      const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!command.includes(`${COPY}/lib/web/serve.ts`) && !command.startsWith(`postgres: demur_web ${name}`)) continue;
      const [, after = ''] = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
      ticks += Number(after.split(' ')[11]) + Number(after.split(' ')[12]);
    } catch {
      // it has ended meanwhile
    }
  return ticks / 100;
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Past every rule, set-based: the sizes are what matters here. One notice in 25 is objected to, one in 10 accepted. */
async function plant(): Promise<void> {
  const client = await database.superuser.connect();
  await client.query(
    'SET session_replication_role = replica; SET synchronous_commit = off; SET statement_timeout = 0; SET transaction_timeout = 0',
  );
  for (const statement of [
    `INSERT INTO demur.subscribers (slug, name, country, created_at)
     SELECT 'bench-' || n, 'Bench ' || n, 'ES', now() - interval '3 years' FROM generate_series(1, ${Number(values.subscribers)}) n`,
    `CREATE TEMP TABLE s AS SELECT id, substr(slug, 7)::integer AS n FROM demur.subscribers WHERE slug ~ '^bench-[0-9]+$'`,
    `INSERT INTO demur.services (slug, name) SELECT 'bench-service-' || i, 'Service ' || i FROM generate_series(1, 5) i`,
    `INSERT INTO demur.services_in_use (subscriber_id, service_id, taken_up_at)
     SELECT s.id, v.id, now() - interval '3 years' FROM s JOIN demur.services v ON v.slug LIKE 'bench-service-%' AND (s.n + substr(v.slug, 15)::integer) % 2 = 0`,
    `INSERT INTO demur.dpa_records (subscriber_id, reference, version, executed_at, profile_id)
     SELECT id, 'DPA ' || n, '1', now() - interval '3 years', '${world.profileId}' FROM s`,
    `INSERT INTO demur.subprocessors (slug, legal_name, category) SELECT 'bench-company-' || i, 'Company ' || i, 'infrastructure' FROM generate_series(1, ${COMPANIES}) i`,
    `CREATE TEMP TABLE t AS SELECT gen_random_uuid() AS id, p.id AS company, substr(p.slug, 15)::integer AS i, half
     FROM demur.subprocessors p CROSS JOIN generate_series(0, 1) half WHERE p.slug LIKE 'bench-company-%'`,
    `INSERT INTO demur.terms (id, subprocessor_id, description, purpose, locations, customer_data, platform_data, data_subjects, transfers)
     SELECT id, company, 'Stores', 'To store', '[{"country": "FR", "place": "Lyon", "role": "primary"}]', '{}', '{}', '{}', '[]' FROM t`,
    `CREATE TEMP TABLE c AS SELECT gen_random_uuid() AS id, gen_random_uuid() AS version, t.company, t.i, t.half, row_number() OVER (ORDER BY half, i) AS place,
       now() - make_interval(days => (${2 * COMPANIES} - row_number() OVER (ORDER BY half, i)::integer) * 14 + 1) AS at FROM t`,
    `INSERT INTO demur.policy_versions (id, number, published_at, note, snapshot, sha256) SELECT version, 100 + place, at, 'Note', '{}', '\\x00' FROM c`,
    `INSERT INTO demur.changes (id, policy_version_id, kind, subprocessor_id, title, reason, from_terms_id, to_terms_id, planned_start_on, planned_start_at, published_at)
     SELECT c.id, c.version, CASE half WHEN 0 THEN 'addition' ELSE 'location' END, company, 'Change ' || place, 'Reason',
       CASE half WHEN 1 THEN (SELECT f.id FROM t f WHERE f.i = c.i AND f.half = 0) END,
       (SELECT f.id FROM t f WHERE f.i = c.i AND f.half = c.half), (at + interval '40 days')::date, at + interval '40 days', at FROM c`,
    `INSERT INTO demur.windows (policy_version_id, profile_id, starts_at, closes_at, working)
     SELECT version, '${world.profileId}', at, at + interval '30 days', '{}' FROM c`,
    `INSERT INTO demur.notices (reference, change_id, subscriber_id, occasion, window_id, applies_because, service_ids, dpa_reference, given_at, closes_at, answer, answered_at, shown_at)
     SELECT 'DEM-2026-B' || to_char(c.place * 1000000 + s.n, 'FM00000000'), c.id, s.id, 'published', w.id, 'infrastructure', '{}', 'DPA ' || s.n, c.at, w.closes_at,
       a.answer, CASE WHEN a.answer IS NOT NULL THEN c.at + interval '5 days' END, CASE WHEN (s.n + c.place) % 3 > 0 THEN c.at + interval '1 day' END
     FROM c JOIN demur.windows w ON w.policy_version_id = c.version CROSS JOIN s
     CROSS JOIN LATERAL (SELECT CASE WHEN (s.n + c.place) % 25 = 0 THEN 'objected' WHEN (s.n + c.place) % 10 = 1 THEN 'accepted' END AS answer) a
     ORDER BY c.at, s.n`,
    `INSERT INTO demur.objections (id, reference, notice_id, subscriber_id, filed_by, channel, received_at, recorded_at, late, filer_name, grounds_text, ground_categories,
       data_categories, service_ids, text_sha256, idempotency_key)
     SELECT gen_random_uuid(), 'OBJ-2026-B' || row_number() OVER (), n.id, n.subscriber_id, '${world.adminId}', 'demur', n.answered_at, n.answered_at, false, 'Person', 'We object.',
       '{other}', '{}', '{}', '\\x00', gen_random_uuid() FROM demur.notices n WHERE n.answer = 'objected'`,
    `INSERT INTO demur.objection_progress (id, notice_id, subscriber_id, status, respond_by)
     SELECT id, notice_id, subscriber_id, 'filed', received_at + interval '30 days' FROM demur.objections`,
    // what the bare route reads: a row of a table of this size, by its primary key
    `CREATE TABLE demur.bench (id integer PRIMARY KEY, slug text NOT NULL, name text NOT NULL)`,
    `INSERT INTO demur.bench SELECT n, 'bench-' || n, 'Bench ' || n FROM generate_series(1, 1000000) n`,
    `GRANT SELECT ON demur.bench TO demur_web`,
    `VACUUM ANALYZE`,
  ])
    await client.query(statement);
  const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM demur.notices');
  console.log(`${rows[0]?.count} notices`);
  client.release(true);
}

/** The product's own files in a folder of their own, with one route more, built there. */
async function build(): Promise<void> {
  fs.rmSync(COPY, { recursive: true, force: true });
  const { stdout } = await run('git', ['ls-files']);
  for (const file of stdout.split('\n').filter((name) => name && fs.existsSync(name)))
    fs.cpSync(file, path.join(COPY, file));
  await run('cp', ['-al', fs.realpathSync('node_modules'), path.join(COPY, 'node_modules')]);
  fs.mkdirSync(`${COPY}/app/api/bare`, { recursive: true });
  fs.writeFileSync(
    `${COPY}/app/api/bare/route.ts`,
    `import { webPool } from '#db/client.ts';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const id = new URL(request.url).searchParams.get('id');
  const { rows } = await webPool().query('SELECT id, slug, name FROM demur.bench WHERE id = $1', [id]);
  return Response.json(rows[0]);
}
`,
  );
  await run(process.execPath, [QUIET, 'lib/web/build-now.ts'], { cwd: COPY, env: environmentFor({}) });
}

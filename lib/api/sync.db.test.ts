import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { happenings } from '#db/testing/happenings.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { by, daysBefore, done } from '#lib/world/world.ts';
import type { Said } from './answer.ts';
import { type Asked, askAuthorisations, type Single } from './ask.ts';
import { BEGINNING, nextPoint } from './authorisations.ts';
import { createApiToken } from './create-api-token.ts';
import type { SyncPoint } from './sync-point.ts';
import { isToken, tokenHash } from './token.ts';

let database: TestDatabase;
let world: Scenario;
let hash: Buffer;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  const opening = by(world, world.adminId, world.daysAgo(390));
  const { token } = await done(createApiToken, opening, { name: 'A gateway', scopes: ['authorisations:read'] });
  if (isToken(token)) hash = tokenHash(token);
});
afterAll(() => database.drop());

/** The owner's own connection stands where the scenario is. */
async function standing<T>(at: Instant, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await database.owner.connect();
  try {
    await client.query(`SELECT set_config('demur.at', $1, false)`, [at]);
    return await work(client);
  } finally {
    client.release(true);
  }
}

type Mirror = Map<string, string>;
const pairOf = ({ subscriber, subprocessor }: Said) => `${subscriber.slug} ${subprocessor.slug}`;

/** One page more in the mirror. */
async function page(mirror: Mirror, since: SyncPoint, limit: number, at: Instant) {
  const asked = await standing(at, (client) => askAuthorisations(client, hash, since, limit));
  if (asked.refusal) throw new Error(asked.refusal);
  const { said, more } = asked.answer;
  for (const each of said) mirror.set(pairOf(each), JSON.stringify(each));
  expect(said.length).toBeLessThanOrEqual(limit);
  return { more, point: nextPoint(since, asked.answer, said) };
}

/** Every pair, asked one by one; and by the law for one sub-processor and for all, which must agree. */
async function everything(at: Instant): Promise<Mirror> {
  return standing(at, async (client) => {
    await client.query('SET ROLE demur_owner');
    const { rows } = await client.query<{ said: Said; alone: unknown; among: unknown }>(
      `SELECT demur.api_answer(s.id, c.id, $1) AS said,
         (SELECT jsonb_agg(to_jsonb(a) ORDER BY to_jsonb(a)) FROM demur.authorisation_of(s.id, c.id, $1) a) AS alone,
         w.among
       FROM demur.subscribers s CROSS JOIN demur.subprocessors c
       LEFT JOIN (
         SELECT s.id AS subscriber, a.subprocessor_id AS subprocessor, jsonb_agg(to_jsonb(a) ORDER BY to_jsonb(a)) AS among
         FROM demur.subscribers s CROSS JOIN LATERAL demur.authorisations(s.id, $1) a GROUP BY 1, 2
       ) w ON w.subscriber = s.id AND w.subprocessor = c.id`,
      [at],
    );
    for (const { alone, among } of rows) expect(alone).toEqual(among);
    return new Map(rows.map(({ said }) => [pairOf(said), JSON.stringify(said)]));
  });
}

/** What a process remembers of each pair: the answer, and as of which position and until when. */
type Remembered = Map<string, { position: number; until: Instant | null; said: string }>;

/** Asks for every pair again, as who remembers the answers would: what is said to be the same must be the same. */
async function askAgain(remembered: Remembered, mirror: Mirror, at: Instant): Promise<number> {
  return standing(at, async (client) => {
    await client.query('SET ROLE demur_owner');
    const { rows } = await client.query<{ pair: string; asked: Asked<Single> }>(
      `SELECT pair, to_json(a) AS asked FROM (
         SELECT s.slug || ' ' || c.slug AS pair, s.slug AS subscriber, c.slug AS subprocessor FROM demur.subscribers s CROSS JOIN demur.subprocessors c
       ) p CROSS JOIN LATERAL demur.api_authorisation($1, p.subscriber, p.subprocessor, NULL, ($2::jsonb #>> ARRAY[pair, 'position'])::bigint,
         ($2::jsonb #>> ARRAY[pair, 'until'])::timestamptz) a`,
      [hash, JSON.stringify(Object.fromEntries(remembered))],
    );
    let same = 0;
    for (const { pair, asked } of rows) {
      if (asked.refusal !== null) throw new Error(asked.refusal);
      const { answer } = asked;
      if (answer.same) same += 1;
      else remembered.set(pair, { ...answer, said: JSON.stringify(answer.said) });
      expect(remembered.get(pair)?.said).toBe(mirror.get(pair));
    }
    return same;
  });
}

test('a copy that is synced by cursor, while things happen, is the same as asking for every pair anew', async () => {
  const steps = await happenings(world, database.superuser);
  let ago = 300;
  const happened = new Set<string>();
  const take = async ([what, pick, wait]: Taken) => {
    ago -= wait;
    const at = daysBefore(world.now, ago);
    const carriedOut = await Promise.resolve(steps[what]?.(pick, at)).then(
      (value) => (value as { ok?: boolean } | undefined)?.ok !== false,
      () => false,
    );
    if (carriedOut) happened.add(what);
  };

  let since: SyncPoint = BEGINNING;
  const mirror: Mirror = new Map();
  const remembered: Remembered = new Map();
  let same = 0;
  const sync = async (limit: number, meanwhile?: Taken) => {
    for (let more = true, pages = 0; more; pages++) {
      const turned = await page(mirror, since, limit, daysBefore(world.now, ago));
      since = turned.point;
      more = turned.more;
      // what happens between two pages is the next round's
      if (pages === 0 && meanwhile) await take(meanwhile);
    }
  };
  for (const { before, meanwhile, limit } of [
    ...script,
    ...fc.sample(generated(Object.keys(steps)), { numRuns: 5, seed: 20_261_124 }),
  ]) {
    for (const one of before) await take(one);
    await sync(limit, meanwhile);
    await sync(500);
    expect(mirror).toEqual(await everything(daysBefore(world.now, ago)));
    same += await askAgain(remembered, mirror, daysBefore(world.now, ago));
  }
  expect([...happened].sort()).toEqual(Object.keys(steps).sort());
  expect(same).toBeGreaterThan(50);
}, 120_000);

/** A step: what, by which number, and how many days after the one before. */
type Taken = [what: string, pick: number, wait: number];
interface Round {
  before: Taken[];
  /** Between its first two pages. */
  meanwhile: Taken;
  limit: number;
}

const script: Round[] = [
  {
    before: [
      ['addition', 1, 1],
      ['addition', 3, 1],
    ],
    meanwhile: ['addition', 0, 0.1],
    limit: 70,
  },
  {
    before: [
      ['acceptance', 0, 1],
      ['earlyStart', 0, 0.1],
    ],
    meanwhile: ['objection', 0, 0.1],
    limit: 3,
  },
  {
    before: [
      ['objection', 1, 0.1],
      ['objection', 2, 0.1],
    ],
    meanwhile: ['featureWithdrawal', 1, 1],
    limit: 3,
  },
  {
    before: [
      ['superseding', 1, 0.1],
      ['objection', 0, 0.1],
    ],
    meanwhile: ['extension', 1, 0.1],
    limit: 3,
  },
  {
    before: [
      ['objection', 2, 0.1],
      ['action', 1, 1],
    ],
    meanwhile: ['location', 0, 0.1],
    limit: 3,
  },
  {
    before: [
      ['objection', 0, 0.1],
      ['retraction', 0, 0.1],
      ['addition', 0, 0.1],
    ],
    meanwhile: ['withdrawal', 3, 0.1],
    limit: 3,
  },
  { before: [['withdrawalEnd', 0, 30]], meanwhile: ['drop', 0, 0.1], limit: 3 },
  {
    before: [
      ['newcomer', 0, 1],
      ['takeUp', 0, 0.1],
    ],
    meanwhile: ['replacement', 0, 0.1],
    limit: 12,
  },
  {
    before: [
      ['objection', 0, 0.1],
      ['cease', 0, 0.1],
    ],
    meanwhile: ['removal', 0, 0.1],
    limit: 3,
  },
  {
    before: [
      ['addition', 0, 1],
      ['handOver', 0, 1],
      ['handOver', 1, 0.1],
      ['handOver', 2, 0.1],
      ['reading', 3, 0.1],
    ],
    meanwhile: ['bounce', 0, 40],
    limit: 3,
  },
  {
    before: [
      ['bounce', 0, 0.1],
      ['freshNotice', 0, 1],
      ['freshNotice', 1, 0.1],
      ['freshNotice', 2, 0.1],
      ['freshNotice', 3, 0.1],
    ],
    meanwhile: ['handOver', 0, 1],
    limit: 3,
  },
  {
    before: [
      ['removal', 0, 25],
      ['removal', 1, 0.1],
      ['removal', 2, 0.1],
      ['removal', 3, 0.1],
    ],
    meanwhile: ['reading', 0, 0.1],
    limit: 3,
  },
];

function generated(all: string[]): fc.Arbitrary<Round> {
  const what = fc.oneof(fc.constantFrom('addition', 'objection', 'acceptance'), fc.constantFrom(...all));
  const taken = fc.tuple(what, fc.nat(10_000), fc.constantFrom(0.01, 0.5, 2, 6, 25));
  return fc.record({
    before: fc.array(taken, { maxLength: 4 }),
    meanwhile: taken,
    limit: fc.integer({ min: 25, max: 90 }),
  });
}

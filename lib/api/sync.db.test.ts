import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { run } from '#lib/command/command.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { requestEarlyStart } from '#lib/notices/request-early-start.ts';
import { retractObjection } from '#lib/objections/retract-objection.ts';
import { dropService } from '#lib/parties/drop-service.ts';
import { takeUpService } from '#lib/parties/take-up-service.ts';
import { endWithdrawal } from '#lib/resolutions/end-withdrawal.ts';
import type { ChangeOptions, PublishedChange } from '#lib/world/change.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { by, byOwner, daysBefore, done } from '#lib/world/world.ts';
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

/** What can happen, each by a number that picks whom and what; refused where it can't be done now. */
type Step = (pick: number, at: Instant) => Promise<unknown>;

test('a copy that is synced by cursor, while things happen, is the same as asking for every pair anew', async () => {
  const services = await Promise.all([world.service(), world.service()]);
  const specific = await world.profile({ authorisation: 'specific' });
  const lenient = await world.profile({ standstill: false, noticeRequired: true, length: 10, emergencyClause: '9' });
  const ids = services.map(({ serviceId }) => serviceId);
  const subscribers: Subscriber[] = [
    await world.subscriber({ services: ids }),
    await world.subscriber({ services: ids.slice(1), profile: lenient.profileId }),
    await world.subscriber({ profile: specific.profileId }),
    await world.subscriber({ dpa: false }),
  ];
  const changes: (PublishedChange & { services: string[] })[] = [];
  const withdrawn: string[] = [];
  /** One of the latest few. */
  const of = <T>(list: T[], pick: number): T => list.slice(-4)[pick % Math.min(4, list.length)] as T;
  const day = (at: Instant, days: number) => addDays(civilDayIn(at, 'Europe/Madrid'), days);
  /** One of the latest notices with such an answer. */
  const noticed = async (pick: number, answer: 'accepted' | null = null) => {
    const { rows } = await database.superuser.query<{ noticeId: string; subscriberId: string }>(
      `SELECT id AS "noticeId", subscriber_id AS "subscriberId" FROM demur.notices
       WHERE answer IS NOT DISTINCT FROM $1 ORDER BY closes_at DESC, id LIMIT 6`,
      [answer],
    );
    const { noticeId, subscriberId } = of(rows, pick);
    const whose = subscribers.find((one) => one.subscriberId === subscriberId);
    return { noticeId, userId: whose?.signatoryId ?? '' };
  };
  /** One of the undecided objections. */
  const undecided = async (pick: number) => {
    const { rows } = await database.superuser.query<{ objectionId: string; subscriberId: string }>(
      `SELECT id AS "objectionId", subscriber_id AS "subscriberId" FROM demur.objection_progress WHERE status = 'filed' ORDER BY id`,
    );
    const { objectionId, subscriberId } = of(rows, pick);
    return { objectionId, userId: subscribers.find((one) => one.subscriberId === subscriberId)?.signatoryId ?? '' };
  };
  /** A company of the infrastructure with terms in force. */
  const inForce = async (pick: number, at: Instant) => {
    const { rows } = await database.superuser.query<{ id: string }>(
      `SELECT s.id FROM demur.terms_in_force($1) f JOIN demur.subprocessors s ON s.id = f.subprocessor_id
       WHERE s.category = 'infrastructure' ORDER BY f.since DESC, s.id`,
      [at],
    );
    return of(rows, pick).id;
  };
  const publish = async (options: ChangeOptions) => {
    const { services: served = [] } = options;
    changes.push({ ...(await world.change(options)), services: served });
  };

  const steps: Record<string, Step> = {
    addition: (pick, at) => publish({ publishedAt: at, services: pick % 2 ? [of(ids, pick >> 1)] : [] }),
    location: async (pick, at) =>
      publish({
        publishedAt: at,
        kind: 'location',
        subprocessorId: await inForce(pick, at),
        terms: { locations: [{ country: 'FR', place: `Lyon ${pick}` }] },
      }),
    replacement: async (pick, at) =>
      publish({
        publishedAt: at,
        kind: 'replacement',
        replacesId: await inForce(pick, at),
        ...(pick % 3 === 0 && { urgent: { reason: 'It goes out of business.' } }),
      }),
    removal: async (pick, at) => publish({ publishedAt: at, kind: 'removal', subprocessorId: await inForce(pick, at) }),
    superseding: (pick, at) => {
      const { changeId: supersedes, subprocessorId, services: served } = of(changes, pick);
      return publish({ publishedAt: at, supersedes, subprocessorId, services: served });
    },
    withdrawal: (pick, at) => world.withdrawal({ changeId: of(changes, pick).changeId, at }),
    reading: async (pick, at) => world.reading({ ...(await noticed(pick)), at }),
    acceptance: async (pick, at) => world.acceptance({ ...(await noticed(pick)), at }),
    earlyStart: async (pick, at) => {
      const { noticeId, userId } = await noticed(pick, 'accepted');
      return run(requestEarlyStart, by(world, userId, at), { noticeId });
    },
    objection: async (pick, at) => {
      const { noticeId, userId } = await noticed(pick);
      return world.objection({ noticeId, userId, at, requestedActions: ['Keep the data here'] });
    },
    retraction: async (pick, at) => {
      const { objectionId, userId } = await undecided(pick);
      return run(retractObjection, by(world, userId, at), { objectionId });
    },
    cease: async (pick, at) => world.resolution({ ...(await undecided(pick)), option: 'cease', at }),
    action: async (pick, at) => {
      const { actionIds } = await world.resolution({ ...(await undecided(pick)), option: 'corrective_action', at });
      if (pick % 2) for (const actionId of actionIds) await world.completion({ actionId, at });
    },
    featureWithdrawal: async (pick, at) => {
      const until = { withdrawalDuration: 'temporary', untilDay: day(at, 5 + (pick % 20)) } as const;
      const coreConditions = 'Three months ahead, with the data returned.';
      const option = { option: 'feature_withdrawal', at, coreConditions, ...(pick % 3 && until) } as const;
      withdrawn.push((await world.resolution({ ...(await undecided(pick)), ...option })).resolutionId);
    },
    withdrawalEnd: (pick, at) => run(endWithdrawal, by(world, null, at), { resolutionId: of(withdrawn, pick) }),
    extension: async (pick, at) =>
      world.extension({ ...(await noticed(pick)), lastDay: day(at, 20 + (pick % 40)), at }),
    takeUp: (pick, at) =>
      run(takeUpService, byOwner(world, at), {
        subscriberId: of(subscribers, pick).subscriberId,
        serviceId: of(ids, pick >> 2),
      }),
    drop: (pick, at) =>
      run(dropService, byOwner(world, at), {
        subscriberId: of(subscribers, pick).subscriberId,
        serviceId: of(ids, pick >> 2),
      }),
    newcomer: async () => {
      if (subscribers.length > 5) return;
      const executed = { recordedDaysAgo: ago, dpaExecutedDaysAgo: ago };
      subscribers.push(await world.subscriber({ services: ids.slice(0, 1), ...executed }));
    },
  };

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

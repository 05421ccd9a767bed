import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoDatabase } from '#db/testing/demo.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, asWorker, bySession, type Opening, transaction } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { recordReading } from '#lib/notices/record-reading.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { canonical, parseExactly } from './canonical.ts';
import { commitment } from './commitment.ts';
import { inspectLog } from './inspection.ts';
import { appendEvents, appendNoticeEvents, type EventDraft } from './log.ts';
import { type EventContent, eventContent } from './verified-event.ts';

let database: TestDatabase;
let world: Scenario;
beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

const contentOf = async (position: number): Promise<{ text: string; content: EventContent }> => {
  const { rows } = await database.superuser.query(
    `select convert_from(content, 'UTF8') as text from demur.events where position = $1`,
    [position],
  );
  const { text } = rows[0];
  return { text, content: eventContent.parse(parseExactly(text)) };
};
const count = async () => Number((await database.superuser.query('select count from demur.log_head')).rows[0].count);
const signedIn = async (userId: string) => bySession(database.web, (await world.session(userId)).secretHash);

describe('events for many notices at once', () => {
  it('have byte for byte the form of a single one', async () => {
    const bank = await world.subscriber({ dpa: { reference: 'DPA "2026"\\é\n😀 </script>' } });
    const change = await world.change();
    const noticeId = change.noticeOf(bank);
    const facts = { text: 'say "no" \\ \u2028 é', count: 12, nested: { b: [1, null, true], a: '' }, none: null };
    const at = world.daysAgo(0);
    const [one, many] = await transaction(asOwner(database.owner, at), async (tx) => {
      const event = {
        type: 'notice.given',
        caseId: noticeId,
        subscriberId: bank.subscriberId,
        facts,
        rows: [{ table: 'notices', id: noticeId }],
      } as const;
      const single = await appendEvents(tx, [{ ...event, rows: [...event.rows] }], at);
      return [single, await appendNoticeEvents(tx, { type: 'notice.given', noticeIds: [noticeId], facts }, at)];
    });
    const [single, set] = [await contentOf(one), await contentOf(many)];
    const sealed = ({ text, content }: typeof single) =>
      text.replace(String(content.rows[0]?.sealed.dpa_reference), 'sealed');
    expect(sealed(set)).toBe(sealed(single));

    const { rows } = await database.superuser.query(
      `select to_jsonb(n)::text as stored, s.salts from demur.notices n join demur.salts s on s.row_id = n.id and s.position = $2 where n.id = $1`,
      [noticeId, many],
    );
    const { id, dpa_reference, ...plain } = parseExactly(rows[0].stored) as Record<string, unknown>;
    expect(set.text).toBe(
      canonical({
        v: '1',
        type: 'notice.given',
        at,
        case: id,
        subscriber: bank.subscriberId,
        actor: { role: 'owner', user: null },
        facts,
        rows: [
          {
            table: 'notices',
            id,
            plain,
            sealed: { dpa_reference: await commitment(rows[0].salts.dpa_reference, dpa_reference) },
          },
        ],
      }),
    );
  });
});

describe('the log under load', () => {
  it('has no gap after 20 commands at once', async () => {
    const subscribers = await Promise.all(Array.from({ length: 4 }, () => world.subscriber()));
    const members = [];
    for (const { subscriberId } of subscribers)
      for (let index = 0; index < 5; index++)
        members.push({ subscriberId, userId: await world.member({ subscriberId, right: 'contact' }) });
    const change = await world.change();
    const openings = await Promise.all(members.map(({ userId }) => signedIn(userId)));
    const before = await count();
    const outcomes = await Promise.all(
      members.map((member, index) =>
        run(recordReading, openings[index] as Opening, { noticeId: change.noticeOf(member) }),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(20);
    expect(await count()).toBe(before + 20);
    expect(await inspectLog(asOwner(database.owner))).toMatchObject({ ok: true, entries: before + 20 });
  });
});

describe('who may write which events', () => {
  const event: EventDraft = { type: 'message.sent', caseId: null, subscriberId: null, facts: {}, rows: [] };
  const append = (opening: Opening, draft: Partial<EventDraft>, at = sql`demur.iso(demur.now())`) =>
    transaction(opening, async (tx) => {
      const { rows } = await tx.execute<{ at: string }>(sql`select ${at} as at`);
      return appendEvents(tx, [{ ...event, ...draft }], rows[0]?.at as Parameters<typeof appendEvents>[2]);
    });
  const refused = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'written',
      (error) => String(error.cause ?? error),
    );

  it('legal writes exports and checks, and nothing else', async () => {
    const legal = await signedIn(world.legalId);
    expect(await append(legal, { type: 'log.checked' })).toBeGreaterThan(0);
    for (const type of ['message.sent', 'notice.read', 'objection.resolved', 'change.withdrawn'] as const)
      expect(await refused(append(legal, { type })), type).toContain('legal changes nothing');
  });

  it('a subscriber writes about itself only', async () => {
    const [own, other] = [await world.subscriber(), await world.subscriber()];
    const subscriber = await signedIn(own.signatoryId);
    expect(await append(subscriber, { subscriberId: own.subscriberId })).toBeGreaterThan(0);
    for (const subscriberId of [other.subscriberId, null])
      expect(await refused(append(subscriber, { subscriberId }))).toContain('its own events only');
    expect(
      await refused(
        transaction(subscriber, (tx) =>
          appendNoticeEvents(tx, { type: 'notice.given', noticeIds: [], facts: {} }, world.now),
        ),
      ),
    ).toContain('permission denied');
  });

  it('the public writes none', async () => {
    expect(await refused(append(bySession(database.web, null), {}))).toContain('permission denied');
  });

  it('nobody but a scenario of the owner dates an event', async () => {
    const admin = await signedIn(world.adminId);
    for (const opening of [admin, asWorker(database.worker), await signedIn(world.legalId)]) {
      const type = 'log.checked';
      expect(await append(opening, { type })).toBeGreaterThan(0);
      for (const at of [
        sql`demur.iso(now() - interval '1 second')`,
        sql`demur.iso(clock_timestamp() + interval '5 seconds')`,
      ])
        expect(await refused(append(opening, { type }, at))).toContain('dated by the clock of its own transaction');
    }
    await transaction(admin, async (tx) => {
      await tx.execute(sql`select set_config('demur.at', '2020-01-01T00:00:00Z', true)`);
      const { rows } = await tx.execute<{ year: string }>(sql`select to_char(demur.now(), 'YYYY') as year`);
      expect(rows[0]?.year).not.toBe('2020');
    });
  });

  it('no login of the product changes or removes one, and neither does the owner', async () => {
    for (const statement of [
      'update demur.events set at = now()',
      'delete from demur.events',
      'insert into demur.events select * from demur.events',
      'truncate demur.events',
    ]) {
      for (const pool of [database.web, database.worker])
        expect(await refused(pool.query(statement)), statement).toContain('permission denied');
      if (!statement.startsWith('insert'))
        expect(await refused(database.owner.query(statement)), statement).toMatch(
          /never changed or removed|truncate a table referenced/,
        );
    }
  });

  it('an event binds only tables that are sealed by rule, and only rows that are there', async () => {
    const admin = await signedIn(world.adminId);
    for (const row of [
      { table: 'sessions', id: world.adminId },
      { table: 'messages', id: world.adminId },
    ])
      expect(await refused(append(admin, { rows: [row] }))).toMatch(/not bound to events|no row/);
  });
});

describe('what the entries of a whole world give away', () => {
  it('no name, no address, no free text', async () => {
    const demo = await demoDatabase();
    try {
      const { rows: events } = await demo.superuser.query<{ text: string }>(
        `select convert_from(content, 'UTF8') as text from demur.events`,
      );
      const log = events.map(({ text }) => text).join('\n');
      const secrets = await sealedTexts(demo);
      expect(secrets.size).toBeGreaterThan(300);
      expect(log).toMatch(/DEM-\d{4}-/);
      const given = [...secrets].filter(([text]) => log.includes(JSON.stringify(text).slice(1, -1)));
      expect(given).toEqual([]);
    } finally {
      await demo.drop();
    }
  });
});

/** Every text of a sealed column, and the vendor's own names, with the column that it stands in. */
async function sealedTexts(demo: TestDatabase): Promise<Map<string, string>> {
  const { rows: tables } = await demo.superuser.query<{ table_name: string; sealed: string[] }>(
    'select table_name, sealed from demur.bound_tables() where cardinality(sealed) > 0',
  );
  const secrets = new Map<string, string>();
  for (const { table_name, sealed } of [
    ...tables,
    { table_name: 'vendor', sealed: ['legal_name', 'privacy_contact'] },
    { table_name: 'closures', sealed: ['name'] },
  ]) {
    for (const column of sealed) {
      const { rows } = await demo.superuser.query(`select to_jsonb("${column}") as value from demur.${table_name}`);
      for (const { value } of rows)
        for (const text of textsIn(value)) if (tells(text)) secrets.set(text, `${table_name}.${column}`);
    }
  }
  return secrets;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Long enough to be about somebody: not a country, a day, a rule, a zone, or a word of a list. */
const tells = (text: string) => text.length >= 5 && !/^[\d:TZ.-]+$|^[a-z_0-9-]+$|^Europe\/\w+$/.test(text);

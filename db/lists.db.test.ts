import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { changeClearance } from '#lib/authorisations/clearance-query.ts';
import { authorisationsOf, authorisationsOfChange } from '#lib/authorisations/queries.ts';
import { newsTypes } from '#lib/bell/news.ts';
import { newsPage } from '#lib/bell/queries.ts';
import { changeCockpit, deskChanges } from '#lib/changes/desk-queries.ts';
import { changeMatrix } from '#lib/changes/matrix-queries.ts';
import { PAGE, writeCursor } from '#lib/command/cursor.ts';
import { type Reader, read } from '#lib/command/read.ts';
import { parseCivilDate } from '#lib/deadlines/instant.ts';
import { companyDiligence, diligenceSummary } from '#lib/diligence/queries.ts';
import { logPage } from '#lib/evidence/queries.ts';
import { caseOf } from '#lib/exports/case-query.ts';
import { chronologyOf } from '#lib/exports/chronology.ts';
import { findCase } from '#lib/exports/find-case.ts';
import type { CaseFilters } from '#lib/exports/inputs.ts';
import { casesList } from '#lib/exports/queries.ts';
import { digestOf } from '#lib/jobs/oblige-digest.ts';
import { lettersOfCase } from '#lib/letters/case-letters.ts';
import { deskLetter } from '#lib/letters/desk-letter.ts';
import { letterCounts } from '#lib/letters/letter-counts.ts';
import { type LetterFilters, letterLists, lettersPage } from '#lib/letters/letters-list.ts';
import { ownLetter, ownLetters } from '#lib/letters/own-letters.ts';
import { changesList } from '#lib/notices/changes-list.ts';
import { noticePage } from '#lib/notices/notice-page.ts';
import { unanswered } from '#lib/notices/oblige-reminders.ts';
import { proofChanges } from '#lib/notices/prove-notices.ts';
import { renewable } from '#lib/notices/renewable.ts';
import { unseenNotices } from '#lib/notices/unseen-notices.ts';
import { deskCase } from '#lib/objections/desk-case.ts';
import { deskOverview } from '#lib/objections/desk-overview.ts';
import { deskQueue } from '#lib/objections/desk-queue.ts';
import { objectionPage } from '#lib/objections/objection-page.ts';
import { objectionsList } from '#lib/objections/objections-list.ts';
import { undecided } from '#lib/objections/oblige-overdue-responses.ts';
import { partyChoices } from '#lib/parties/profiles-query.ts';
import { subscriberShown, subscribersList } from '#lib/parties/queries.ts';
import { settingsShown } from '#lib/parties/settings-query.ts';
import { registerOn } from '#lib/register/queries.ts';
import { dueBy } from '#lib/resolutions/oblige-overdue-actions.ts';
import { servicesPage } from '#lib/services/services-page.ts';
import { takeUpPage } from '#lib/services/take-up-page.ts';
import { webhookDeliveries, webhookOf, webhooksList } from '#lib/webhooks/queries.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { objectionStatuses, outcomes } from './schema/vocabulary.ts';
import { plantMany } from './testing/many.ts';
import { faultsOf } from './testing/plan.ts';
import { type TestDatabase, testDatabase } from './testing/template.ts';
import { asWorker, bySession, type Transaction } from './transaction.ts';

/** 100,000 notices, and what belongs to them. A list that reads all of it, or sorts it, is found here and not by a customer. */
let database: TestDatabase;
let world: Scenario;
let large: Set<string>;
let middling: Set<string>;
/** One subscriber, one live change and one old one, among the many; and a case that is whole. */
let among: { userId: string; live: string; old: string; position: number; letterId: string };
/** A service that nobody uses. */
let offered: string;
let whole: { noticeId: string; reference: string; objection: string; userId: string };

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  const bank = await world.subscriber({ name: 'Aurora Bank' });
  const change = await world.change({ publishedDaysAgo: 12 });
  const noticeId = change.noticeOf(bank);
  const filed = await world.objection({ noticeId, userId: bank.signatoryId });
  const { serviceId } = await world.service();
  await plantMany(database.superuser);
  offered = (await database.superuser.query('select slug from demur.services where id = $1', [serviceId])).rows[0].slug;
  const { rows } = await database.superuser.query(
    `select
    (select user_id from demur.memberships m join demur.subscribers s on s.id = m.subscriber_id where s.slug = 'many-7') as "userId",
    (select id from demur.changes where title = 'Change 1') as live, (select id from demur.changes where title = 'Change 40') as old,
    (select l.id from demur.letters l join demur.subscribers s on s.id = l.subscriber_id where s.slug = 'many-7' and l.composed_at is not null limit 1) as "letterId",
    (select max(position)::integer / 2 from demur.events) as position, (select reference from demur.notices where id = $1) as reference`,
    [noticeId],
  );
  among = rows[0];
  whole = { noticeId, reference: rows[0].reference, objection: filed.reference, userId: bank.signatoryId };
  const sizes = await database.superuser.query<{ name: string; rows: number }>(
    `select relname as name, reltuples as rows from pg_class where relnamespace = 'demur'::regnamespace and relkind = 'r'`,
  );
  const from = (least: number) => new Set(sizes.rows.filter(({ rows: has }) => has >= least).map(({ name }) => name));
  large = from(10_000);
  middling = from(1_000);
}, 120_000);
afterAll(() => database.drop());

async function faults(userId: string, reads: (reader: Reader) => Promise<unknown>): Promise<string[]> {
  const { secretHash } = await world.session(userId);
  return read(bySession(database.web, secretHash), (reader) =>
    faultsOf(reader.tx, { large, middling }, () => reads(reader)),
  );
}

const asSubscriber = (
  reads: (reader: Reader & { actor: SubscriberActor }) => Promise<unknown>,
  userId = among.userId,
) => faults(userId, (reader) => reads({ ...reader, actor: reader.actor as SubscriberActor }));
const asAdmin = (reads: (reader: Reader) => Promise<unknown>) => faults(world.adminId, reads);
const asLegal = (reads: (reader: Reader) => Promise<unknown>) => faults(world.legalId, reads);

/** In the middle of a list of a large vendor's, or of one subscriber's. */
const somewhere = () => ({ asOf: world.now, at: world.daysAgo(300), id: '01900000-0000-7000-8000-000000000000' });
const further = () => writeCursor(somewhere());

it('has many rows to read', () => {
  expect([...large]).toEqual(expect.arrayContaining(['notices', 'events', 'messages', 'readings', 'letters']));
  expect([...middling]).toEqual(
    expect.arrayContaining(['objections', 'resolutions', 'corrective_actions', 'subscribers', 'users']),
  );
});

describe('whoever signs in', () => {
  const news = (userId: string, below: number | null) =>
    faults(userId, ({ tx, actor }) => {
      if (!('userId' in actor)) throw new Error('nobody is signed in');
      return newsPage({ tx, actor }, below);
    });

  it('lists their news', async () => {
    for (const userId of [among.userId, world.adminId, world.legalId])
      for (const below of [null, among.position]) expect(await news(userId, below)).toEqual([]);
  });

  it('is told how much of it is unread by a few entries of the log, whatever their number', async () => {
    for (const [role, userId] of [
      ['subscriber', among.userId],
      ['privacy_admin', world.adminId],
      ['legal', world.legalId],
    ] as const) {
      const { rows } = await database.superuser.query(
        `explain (analyze, buffers, format json) select demur.awaiting($1, $2, (select subscriber_id from demur.memberships where user_id = $2), $3)`,
        [role, userId, newsTypes[role]],
      );
      expect(rows[0]['QUERY PLAN'][0].Plan['Shared Hit Blocks'], role).toBeLessThan(600);
    }
  });
});

describe('a subscriber', () => {
  it('lists its changes', async () => {
    expect(await asSubscriber((reader) => changesList(reader))).toEqual([]);
    expect(await asSubscriber((reader) => changesList(reader, { toAnswer: further() }))).toEqual([]);
    expect(await asSubscriber((reader) => changesList(reader, { rest: further() }))).toEqual([]);
  });

  it('lists its services, and reads one that it may take up', async () => {
    expect(await asSubscriber((reader) => servicesPage(reader))).toEqual([]);
    expect(await asSubscriber((reader) => takeUpPage(reader, { slug: offered }))).toEqual([]);
  });

  it('lists its objections', async () => {
    expect(await asSubscriber((reader) => objectionsList(reader))).toEqual([]);
    expect(await asSubscriber((reader) => objectionsList(reader, further()))).toEqual([]);
  });

  it('lists the letters to it, and those about one change', async () => {
    expect(await asSubscriber((reader) => ownLetters(reader))).toEqual([]);
    expect(await asSubscriber((reader) => ownLetters(reader, { cursor: further() }))).toEqual([]);
    const { noticeId } = whole;
    expect(await asSubscriber((reader) => ownLetters(reader, { noticeId }), whole.userId)).toEqual([]);
    const { letterId } = among;
    expect(await asSubscriber((reader) => ownLetter(reader, letterId))).toEqual([]);
  });

  it('reads one change, and one objection', async () => {
    expect(await asSubscriber((reader) => noticePage(reader, whole.noticeId), whole.userId)).toEqual([]);
    expect(await asSubscriber((reader) => objectionPage(reader, whole.objection), whole.userId)).toEqual([]);
  });
});

describe('a privacy admin', () => {
  it('lists endpoints for webhooks, and what one of them was sent', async () => {
    const { rows } = await database.superuser.query<{ id: string }>('select id from demur.webhook_endpoints limit 1');
    const id = rows[0]?.id ?? '';
    expect(await asAdmin((reader) => webhooksList(reader))).toEqual([]);
    expect(await asAdmin((reader) => webhookOf(reader, id))).toEqual([]);
    for (const cursor of [undefined, `${world.now}_${world.daysAgo(5)}_${somewhere().id}`])
      for (const onlyFailed of [false, true])
        expect(await asAdmin((reader) => webhookDeliveries(reader, id, { cursor, onlyFailed }))).toEqual([]);
  });

  it('reads the overview', async () => expect(await asAdmin((reader) => deskOverview(reader))).toEqual([]));

  it('reads what was accepted unseen, and one notice that may be followed by a fresh one', async () => {
    expect(await asAdmin((reader) => unseenNotices(reader))).toEqual([]);
    expect(await asAdmin(({ tx }) => renewable(tx, whole.noticeId))).toEqual([]);
  });

  it('reads the queue', async () => {
    expect(await asAdmin((reader) => deskQueue(reader))).toEqual([]);
    expect(await asAdmin((reader) => deskQueue(reader, { changeId: among.live }))).toEqual([]);
    expect(await asAdmin((reader) => deskQueue(reader, { ground: 'third_country_transfer' }))).toEqual([]);
    expect(await asAdmin((reader) => deskQueue(reader, {}, `${world.daysAgo(0)}_${somewhere().id}`))).toEqual([]);
  });

  it.each([...objectionStatuses])('reads the queue with the status %s', async (status) => {
    expect(await asAdmin((reader) => deskQueue(reader, { status }))).toEqual([]);
    expect(await asAdmin((reader) => deskQueue(reader, { status, changeId: among.live }))).toEqual([]);
  });

  it('reads one objection', async () => {
    expect(await asAdmin((reader) => deskCase(reader, whole.objection))).toEqual([]);
  });

  it('lists changes, and reads one', async () => {
    expect(await asAdmin((reader) => deskChanges(reader))).toEqual([]);
    expect(
      await asAdmin((reader) => deskChanges(reader, { publishedAt: world.daysAgo(300), changeId: among.live })),
    ).toEqual([]);
    expect(await asAdmin((reader) => changeCockpit(reader, among.live))).toEqual([]);
    expect(await asAdmin(({ tx }) => changeClearance(tx, among.live, []))).toEqual([]);
  });

  it('lists subscribers, and reads one', async () => {
    expect(await asAdmin((reader) => subscribersList(reader))).toEqual([]);
    expect(await asAdmin((reader) => subscribersList(reader, { after: 'many-5' }))).toEqual([]);
    expect(await asAdmin((reader) => subscribersList(reader, { name: 'linden coll', after: 'many-5' }))).toEqual([]);
    const one = async (reader: Reader) => {
      const shown = await subscriberShown(reader, 'many-7');
      if (!shown) throw new Error('the subscriber is not found');
      await authorisationsOf(reader.tx, shown.id);
    };
    expect(await asAdmin(one)).toEqual([]);
    expect(await asAdmin(({ tx }) => partyChoices(tx))).toEqual([]);
  });

  const narrowed: [string, () => LetterFilters][] = [
    ['nothing', () => ({})],
    ['a common kind', () => ({ kind: 'notice' })],
    ['a rare kind', () => ({ kind: 'receipt' })],
    ['an old change and a kind', () => ({ changeId: among.old, kind: 'reminder' })],
    ['subscribers and a kind', () => ({ subscriber: 'linden coll', kind: 'notice' })],
    ['a reference', () => ({ reference: whole.reference })],
  ];
  describe.each(letterLists)('lists the letters: %s,', (list) => {
    it.each(narrowed)('by %s', async (_, filters) => {
      const pages = async (reader: Reader) => {
        await lettersPage(reader, list, filters());
        await lettersPage(reader, list, filters(), further());
      };
      expect(await asAdmin(pages)).toEqual([]);
    });
  });

  it('counts the letters, reads one, and those of a case', async () => {
    expect(await asAdmin((reader) => letterCounts(reader))).toEqual([]);
    expect(await asAdmin((reader) => deskLetter(reader, among.letterId))).toEqual([]);
    expect(await asAdmin(({ tx }) => lettersOfCase(tx, whole.noticeId))).toEqual([]);
  });

  it('reads the settings', async () => expect(await asAdmin(({ tx }) => settingsShown(tx))).toEqual([]));

  it('finds subscribers in a change’s matrix by name', async () => {
    expect(await asAdmin((reader) => changeMatrix(reader, among.live, { name: 'linden coll' }))).toEqual([]);
  });

  it.each([undefined, ...outcomes])('reads a change’s matrix with the outcome %s', async (outcome) => {
    for (const changeId of [among.live, among.old]) {
      expect(await asAdmin((reader) => changeMatrix(reader, changeId, { outcome }))).toEqual([]);
      expect(await asAdmin((reader) => changeMatrix(reader, changeId, { outcome, after: somewhere().id }))).toEqual([]);
    }
  });
});

describe('legal', () => {
  const filters: [string, () => CaseFilters][] = [
    ['nothing', () => ({})],
    ...outcomes.map((outcome): [string, () => CaseFilters] => [`the outcome ${outcome}`, () => ({ outcome })]),
    ['a live change', () => ({ change: among.live })],
    ['an old change', () => ({ change: among.old })],
    ['an old change and an outcome', () => ({ change: among.old, outcome: 'objected' })],
    ['an old change and its silence', () => ({ change: among.old, outcome: 'deemed_accepted' })],
    ['a subscriber', () => ({ subscriber: 'linden college 1' })],
    ['a subscriber and an outcome', () => ({ subscriber: 'aurora', outcome: 'objected' })],
    ['a reference', () => ({ q: whole.reference })],
    ['an objection’s reference', () => ({ q: whole.objection })],
    ['words of an objection', () => ({ q: 'supervisory authority' })],
    ['a subscriber’s name in the search', () => ({ q: 'aurora bank' })],
    ['words that stand nowhere', () => ({ q: 'zyxwvut' })],
    ['days', () => ({ from: '2026-03-01', to: '2026-04-01' })],
    ['days and an outcome', () => ({ to: '2026-04-01', outcome: 'accepted' })],
  ];
  it.each(filters)('lists cases by %s', async (_, filter) => {
    expect(await asLegal((reader) => casesList(reader, filter()))).toEqual([]);
    expect(await asLegal((reader) => casesList(reader, filter(), further()))).toEqual([]);
  });

  it('reads one case', async () => {
    const reads = async ({ tx, actor }: Reader) => {
      const found = await findCase(tx, whole.objection);
      const record = found && (await caseOf(tx, actor, found.noticeId));
      if (!record) throw new Error('the case is not found');
      await chronologyOf(tx, record);
    };
    expect(await asLegal(reads)).toEqual([]);
  });

  it('reads the log', async () => {
    expect(await asLegal(({ tx }) => logPage(tx, null))).toEqual([]);
    expect(await asLegal(({ tx }) => logPage(tx, among.position))).toEqual([]);
  });
});

describe('a privacy admin, of due diligence', () => {
  it('reads what is overdue, and all of one company', async () => {
    expect(await asAdmin((reader) => diligenceSummary(reader))).toEqual([]);
    expect(await asAdmin((reader) => companyDiligence(reader, 'email-server'))).toEqual([]);
  });
});

describe('a program', () => {
  /** As the owner, whose function asks for the page: `api_cases` plans it each time for what is asked. As long as the other lists’. */
  async function page(subscriber: string | null, outcome: string | null, after: boolean): Promise<string[]> {
    const client = await database.owner.connect();
    const place = somewhere();
    const text = 'select * from demur.api_cases_page($1, $2, $3, $4, $5, $6)';
    const values = [world.now, subscriber, outcome, ...(after ? [place.at, place.id] : [null, null]), PAGE];
    try {
      await client.query('begin; set local role demur_owner');
      const { rows } = await client.query(`explain ${text}`, values);
      if (JSON.stringify(rows).includes('Function Scan on api_cases_page')) throw new Error('its plan does not show');
      return await faultsOf({ $client: client }, { large, middling }, () => client.query(text, values));
    } finally {
      client.release(true);
    }
  }

  it.each([null, ...outcomes])('lists cases with the outcome %s', async (outcome) => {
    const { rows } = await database.superuser.query(`select id from demur.subscribers where slug = 'many-7'`);
    for (const subscriber of [null, rows[0].id])
      for (const after of [false, true]) expect(await page(subscriber, outcome, after)).toEqual([]);
  });
});

describe('the worker', () => {
  const sweeping = (reads: (tx: Transaction) => Promise<unknown>) =>
    read(asWorker(database.worker), ({ tx }) => faultsOf(tx, { large, middling }, () => reads(tx)));
  const yesterday = () => ({ at: world.daysAgo(1), id: somewhere().id });

  it('sweeps only what crossed a threshold', async () => {
    expect(await sweeping((tx) => unanswered(tx, yesterday(), world.daysAgo(-7)))).toEqual([]);
    expect(await sweeping((tx) => undecided(tx, yesterday(), world.now))).toEqual([]);
    expect(await sweeping((tx) => dueBy(tx, yesterday(), world.daysAgo(0)))).toEqual([]);
  });

  it('looks up what many letters prove by the letters alone', async () => {
    const { rows } = await database.superuser.query<{ id: string }>(
      'select id from demur.deliveries order by id limit 500',
    );
    const handed = rows.map(({ id }) => id);
    expect(handed.length).toBe(500);
    expect(await sweeping((tx) => proofChanges(tx, { handed, bounced: handed.slice(0, 50) }, world.now))).toEqual([]);
  });

  it('sums a week up', async () => {
    const monday = parseCivilDate('2026-11-23');
    expect(await sweeping((tx) => digestOf(tx, monday, world.now, 'Europe/Madrid'))).toEqual([]);
  });
});

describe('anybody', () => {
  it('reads the register', async () => expect(await asLegal((reader) => registerOn(reader))).toEqual([]));
});

it('and the authorisations of a change for a page of subscribers', async () => {
  const { rows } = await database.superuser.query(
    'select subscriber_id as id from demur.notices where change_id = $1 limit 50',
    [among.live],
  );
  expect(
    await asAdmin(({ tx }) =>
      authorisationsOfChange(
        tx,
        among.live,
        rows.map(({ id }) => id),
      ),
    ),
  ).toEqual([]);
});

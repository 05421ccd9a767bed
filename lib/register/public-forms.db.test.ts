import { createHash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import Parser from 'rss-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession } from '#db/transaction.ts';
import { read } from '#lib/command/read.ts';
import { readCsv } from '#lib/csv/read-csv.ts';
import { parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';
import { publicList } from '#lib/imports/public-list.ts';
import { registerColumns } from '#lib/imports/register-csv.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { feedOf } from './feed.ts';
import { feedEntries } from './feed-queries.ts';
import { registerOn } from './queries.ts';
import { registerJson, registerSchema } from './register-json.ts';
import { frozenSnapshot, version } from './version-queries.ts';

const ADDRESS = 'https://demur.example';

let database: TestDatabase;
let world: Scenario;
beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner, { now: parseInstant('2026-11-24T12:00:00Z') });
  await world.subscriber();
  await world.change({
    publishedAt: '2026-01-12T08:00:00Z',
    plannedStartOn: '2026-03-02',
    company: { legalName: 'Tarn Mail' },
  });
});
afterAll(() => database.drop());

const asPublic = () => bySession(database.web, null);
const listOn = (on: string | null) =>
  read(asPublic(), (reader) => registerOn(reader, on === null ? null : parseCivilDate(on)));

const feed = async () => {
  const entries = await read(asPublic(), (reader) => feedEntries(reader));
  return (await new Parser().parseString(feedOf('A vendor', ADDRESS, entries))).items.map(({ id, title, pubDate }) => ({
    id,
    title,
    pubDate,
  }));
};

test('the JSON of now, of a day before the first version, of one past and of one to come is as its schema says', async () => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, discriminator: false });
  addFormats.default(ajv);
  const valid = ajv.compile(registerSchema(ADDRESS));
  for (const on of [null, '2020-01-01', '2026-03-01', '2026-03-02', '2199-01-01']) {
    const json = registerJson(await listOn(on), on === null ? null : parseCivilDate(on), ADDRESS);
    expect(valid(JSON.parse(JSON.stringify(json))), `${on}: ${ajv.errorsText(valid.errors)}`).toBe(true);
  }
  const { canonical } = (await read(asPublic(), (reader) => frozenSnapshot(reader, 2))) ?? { canonical: 'null' };
  expect(valid(JSON.parse(canonical)), ajv.errorsText(valid.errors)).toBe(true);
  const broken = { ...registerJson(await listOn(null), null, ADDRESS), version: 'two' };
  expect(valid(broken)).toBe(false);
});

test('of a past day it says the same whatever is published and corrected later, and when it was last altered', async () => {
  const said = async (on: string) => registerJson(await listOn(on), parseCivilDate(on), ADDRESS);
  const before = await said('2026-04-01');
  expect(before.changedAt).toBe('2026-03-01T23:00:00.000000Z');
  const { subprocessorId } = await world.change({
    publishedAt: '2026-05-04T08:00:00Z',
    plannedStartOn: '2026-07-01',
    company: { legalName: 'Bora Mail' },
  });
  await database.superuser.query(
    `INSERT INTO demur.company_amendments (subprocessor_id, differences, reason, amended_by, amended_at)
     SELECT id, '[{"field": "legalName", "before": "Tarn Mail", "after": "Tarn Post"}]', 'A slip', $1, '2026-08-01T08:00:00Z' FROM demur.subprocessors WHERE slug = 'tarn-mail'`,
    [world.adminId],
  );
  await database.superuser.query(`UPDATE demur.subprocessors SET legal_name = 'Tarn Post' WHERE slug = 'tarn-mail'`);
  expect(subprocessorId).toBeDefined();
  expect(await said('2026-04-01')).toEqual(before);
  const after = await said('2026-09-01');
  expect(after.entries.map(({ legalName }) => legalName)).toEqual(expect.arrayContaining(['Bora Mail', 'Tarn Post']));
  expect(after.changedAt).toBe('2026-08-01T08:00:00.000000Z');
});

test('the CSV has a row for each, and a cell for whatever is said, none of which a spreadsheet runs', async () => {
  const list = await listOn('2026-04-01');
  const [first] = list.entries;
  if (!first) throw new Error('the register has entries');
  first.company = { ...first.company, legalName: '=cmd|"/c calc"!A1', address: 'Calle Mayor 1\n28013 Madrid; ES' };
  first.terms = { ...first.terms, customerData: ['Name', 'A | B', 'back\\slash'] };
  const csv = publicList(list);
  expect(csv).not.toMatch(/(^|[,"])=/m);
  const columns = Object.keys(registerColumns) as (keyof typeof registerColumns)[];
  const { rows, errors } = readCsv(Buffer.from(csv), { required: [...columns, 'in_force_since'] });
  expect(errors).toEqual([]);
  expect(rows).toHaveLength(list.entries.length);
  expect(rows.find(({ cells }) => cells.slug === first.slug)?.cells).toMatchObject({
    legal_name: '=cmd|"/c calc"!A1',
    address: 'Calle Mayor 1\n28013 Madrid; ES',
    customer_data: 'Name | A \\| B | back\\\\slash',
    in_force_since: first.since,
  });
  expect(rows.find(({ cells }) => cells.slug === 'tarn-mail')?.cells.locations).toMatch(
    /^[A-Z]{2} .+ \((primary|secondary)\)/,
  );
});

test('a snapshot is downloaded byte by byte as it was hashed', async () => {
  const page = await read(asPublic(), (reader) => version(reader, 2));
  const { canonical } = (await read(asPublic(), (reader) => frozenSnapshot(reader, 2))) ?? { canonical: '' };
  expect(createHash('sha256').update(canonical).digest('hex')).toBe(page?.sha256);
  expect(await read(asPublic(), (reader) => frozenSnapshot(reader, 99))).toBeUndefined();
});

test('a further publication adds an entry to the feed, and leaves the others as they were', async () => {
  const before = await feed();
  expect(before.length).toBeGreaterThan(1);
  await world.change({ publishedAt: '2026-10-05T08:00:00Z', title: 'One more company' });
  const after = await feed();
  expect(after[0]?.title).toBe('One more company');
  expect(after.slice(1)).toEqual(before);
});

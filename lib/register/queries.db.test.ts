import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession } from '#db/transaction.ts';
import { read } from '#lib/command/read.ts';
import { parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';
import type { PublishedChange } from '#lib/world/change.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { registerEntry, registerOn } from './queries.ts';
import { version, versions } from './version-queries.ts';

let database: TestDatabase;
let world: Scenario;
let added: PublishedChange;
let moved: PublishedChange;
let replaced: PublishedChange;

const terms = {
  description: 'Delivers messages to users.',
  purpose: 'To deliver messages that the platform sends.',
  locations: [{ country: 'DE', place: 'Hamburg' }],
  customerData: ['E-mail address'],
};
const asPublic = () => bySession(database.web, null);
const on = (day: string) => read(asPublic(), (reader) => registerOn(reader, parseCivilDate(day)));

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner, { now: parseInstant('2026-11-24T12:00:00Z') });
  await world.subscriber();
  added = await world.change({
    publishedAt: '2026-01-12T08:00:00Z',
    plannedStartOn: '2026-03-02',
    company: { legalName: 'Tarn Mail' },
    terms,
  });
  moved = await world.change({
    publishedAt: '2026-04-13T08:00:00Z',
    plannedStartOn: '2026-06-01',
    kind: 'location',
    title: 'Tarn Mail adds Ohio',
    subprocessorId: added.subprocessorId,
    terms: { ...terms, locations: [...terms.locations, { country: 'US', place: 'Ohio', role: 'secondary' }] },
  });
  replaced = await world.change({
    publishedAt: '2026-07-06T08:00:00Z',
    plannedStartOn: '2026-09-01',
    kind: 'replacement',
    company: { legalName: 'Bora Mail' },
    replacesId: added.subprocessorId,
    terms,
  });
});
afterAll(() => database.drop());

test('the list stands as of the end of a day: before the start, from it on, and after a replacement', async () => {
  const slugs = async (day: string) => (await on(day)).entries.map(({ slug }) => slug);
  expect(await slugs('2026-03-01')).not.toContain('tarn-mail');
  expect(await slugs('2026-03-02')).toContain('tarn-mail');
  expect(await slugs('2026-08-31')).toEqual(expect.arrayContaining(['tarn-mail']));
  const later = await slugs('2026-09-01');
  expect(later).toContain('bora-mail');
  expect(later).not.toContain('tarn-mail');

  const winter = await on('2026-02-01');
  expect(winter.at).toBe('2026-02-01T22:59:59.999999Z');
  expect(winter.version?.number).toBe(added.version);
  expect(winter.planned).toMatchObject([{ slug: 'tarn-mail', kind: 'addition', plannedStartOn: '2026-03-02' }]);
  expect((await on('2026-06-01')).entries.find(({ slug }) => slug === 'tarn-mail')?.terms.locations).toHaveLength(2);
  expect((await on('2020-01-01')).entries).toEqual([]);
});

test('an entry tells its history, the latest first, and whose place was taken', async () => {
  const entry = await read(asPublic(), (reader) => registerEntry(reader, 'tarn-mail'));
  expect(entry?.company.legalName).toBe('Tarn Mail');
  expect(entry?.inForce).toBeNull();
  expect(entry?.baseline).toBeNull();
  expect(entry?.changes.map(({ version: number }) => number)).toEqual([replaced.version, moved.version, added.version]);
  const [by, location] = entry?.changes ?? [];
  expect(by?.replacedBy).toEqual({ slug: 'bora-mail', legalName: 'Bora Mail' });
  expect(location?.difference).toEqual([
    { field: 'locations', form: 'list', kept: ['Hamburg, DE'], added: ['Ohio, US (secondary)'], removed: [] },
    { field: 'transfers', form: 'list', kept: [], added: ['US: not stated'], removed: [] },
  ]);
  const successor = await read(asPublic(), (reader) => registerEntry(reader, 'bora-mail'));
  expect(successor?.changes[0]?.replaced).toEqual({ slug: 'tarn-mail', legalName: 'Tarn Mail' });
  const first = await read(asPublic(), (reader) => registerEntry(reader, 'amazon'));
  expect(first).toMatchObject({ baseline: { version: 1 }, changes: [] });
  expect(first?.inForce).not.toBeNull();
  expect(await read(asPublic(), (reader) => registerEntry(reader, 'nobody'))).toBeUndefined();
});

test('versions go backwards by pages; one shows what it proposes and what has come since the one before', async () => {
  const list = await read(asPublic(), (reader) => versions(reader));
  expect(list.versions.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  expect(list.next).toBeNull();
  const rest = await read(asPublic(), (reader) => versions(reader, 3));
  expect(rest.versions.map(({ number }) => number)).toEqual([2, 1]);

  const page = await read(asPublic(), (reader) => version(reader, moved.version));
  expect(page).toMatchObject({
    previous: added.version,
    next: replaced.version,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(page?.proposed).toMatchObject([{ title: 'Tarn Mail adds Ohio', kind: 'location' }]);
  expect(page?.proposed[0]?.difference.map(({ field }) => field)).toEqual(['locations', 'transfers']);
  expect(page?.since).toMatchObject([{ slug: 'tarn-mail', moved: 'came' }]);
  expect(await read(asPublic(), (reader) => version(reader, 99))).toBeUndefined();
});

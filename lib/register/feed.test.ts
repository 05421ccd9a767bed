import Parser from 'rss-parser';
import { expect, test } from 'vitest';
import { parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';
import { type FeedEntry, feedOf } from './feed.ts';
import type { Terms } from './register.ts';

const terms: Terms = {
  description: 'Delivers messages.',
  purpose: 'To deliver messages.',
  services: ['chat'],
  locations: [{ country: 'DE', place: 'Hamburg', role: 'primary' }],
  customerData: ['E-mail address'],
  platformData: [],
  dataSubjects: [],
  transfers: [],
  retention: null,
  encryption: null,
  keyHolder: null,
};

const imported: FeedEntry = {
  id: '0193a1b2-0000-7000-8000-000000000001',
  version: 1,
  title: 'The register as it was kept.',
  publishedAt: parseInstant('2026-01-12T08:00:00Z'),
  updatedAt: parseInstant('2026-01-12T08:00:00Z'),
  change: null,
};

const changed = (title: string, withdrawn = false): FeedEntry => ({
  id: '0193a1b2-0000-7000-8000-000000000002',
  version: 2,
  title,
  publishedAt: parseInstant('2026-04-13T08:00:00Z'),
  updatedAt: parseInstant(withdrawn ? '2026-04-20T08:00:00Z' : '2026-04-13T08:00:00Z'),
  change: {
    kind: 'location',
    slug: 'tarn-mail',
    legalName: 'Tarn & Töchter <Mail>',
    reason: 'Closer to our users.',
    plannedStartOn: parseCivilDate('2026-06-01'),
    withdrawn,
    superseded: false,
    from: terms,
    to: { ...terms, locations: [...terms.locations, { country: 'US', place: 'Ohio', role: 'secondary' }] },
  },
});

const read = (entries: FeedEntry[], vendor = 'Tramontana Learning, S.L.') =>
  new Parser({ customFields: { item: ['updated'] } }).parseString(feedOf(vendor, 'https://demur.example', entries));

test('another parser reads what each change alters, with links to where it is said', async () => {
  const feed = await read([changed('Tarn adds Ohio'), imported]);
  expect(feed).toMatchObject({
    title: 'Sub-processors of Tramontana Learning, S.L.',
    feedUrl: 'https://demur.example/register/feed.xml',
    link: 'https://demur.example/register',
  });
  const [change, first] = feed.items;
  expect(change).toMatchObject({
    id: 'urn:uuid:0193a1b2-0000-7000-8000-000000000002',
    title: 'Tarn adds Ohio',
    link: 'https://demur.example/register/tarn-mail',
    pubDate: '2026-04-13T08:00:00.000Z',
  });
  expect(change?.content).toContain('Change of location: Tarn & Töchter <Mail>\nPlanned from 1 June 2026.');
  expect(change?.content).toContain('Where: added Ohio, US (secondary)');
  expect(first).toMatchObject({ link: 'https://demur.example/register/versions/1' });
});

test('an entry that is withdrawn is the same entry, updated', async () => {
  const [item] = (await read([changed('Tarn adds Ohio', true)])).items;
  expect(item).toMatchObject({
    id: 'urn:uuid:0193a1b2-0000-7000-8000-000000000002',
    pubDate: '2026-04-13T08:00:00.000Z',
    updated: '2026-04-20T08:00:00.000Z',
  });
  expect(item?.content).toContain('Withdrawn before it started.');
});

test('whatever a title holds, the feed can be read and says it as it is', async () => {
  for (const title of ['a < b & c > d', ']]>', '</title><script>alert(1)</script>', '&amp; &lt;', '“Ñandú” 🦤'])
    expect((await read([changed(title)], title)).items[0]?.title).toBe(title);
  expect((await read([changed('bell\u0007, half \ud83e')])).items[0]?.title).toBe('bell\ufffd, half \ufffd');
});

test('an empty feed is one', async () => {
  expect((await read([])).items).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner } from '#db/transaction.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { recordParties } from './parties-file.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const file = {
  vendor: {
    legalName: 'Brisa',
    privacyContact: 'Privacy@Brisa.example',
    zone: 'Europe/Madrid',
    country: 'ES',
    region: 'MD',
  },
  services: [{ name: 'Chat' }, { name: 'Platform', core: true }],
  profiles: [{ name: 'Standard', length: 30, objectionClause: 'clause 6.3' }],
  subscribers: [
    {
      name: 'North Bank',
      country: 'ES',
      dpa: { profile: 'Standard', reference: 'DPA 1', version: '1', executedAt: '2026-01-15T10:00:00+01:00' },
      services: [{ service: 'Chat', dora: true }],
    },
    { name: 'South School', country: 'PT' },
  ],
};

async function record(content: unknown) {
  const lines: string[] = [];
  const outcome = await recordParties(asOwner(database.owner), content, (line) => lines.push(line));
  return { outcome, lines };
}

test('a mistake anywhere in the file is named by its path, and nothing of it is recorded', async () => {
  const [first, second] = file.subscribers;
  const wrong = await record({
    ...file,
    subscribers: [{ ...first, dpa: { ...first?.dpa, profile: 'Other' } }, second],
  });
  expect(wrong.outcome).toMatchObject({
    code: 'invalid_input',
    fields: { 'subscribers.0.dpa.profile': expect.stringContaining('Other') },
  });
  const unread = await record({ ...file, profiles: [{ name: 'Standard', length: 0 }] });
  expect(unread.outcome).toMatchObject({ fields: { 'profiles.0.length': expect.any(String) } });
  const { rows } = await database.superuser.query('SELECT FROM demur.vendor');
  expect([rows.length, wrong.lines, unread.lines]).toEqual([0, [], []]);
});

test('a file is recorded once, however often it is given, and goes on where it stopped', async () => {
  const first = await record({ ...file, subscribers: file.subscribers.slice(0, 1) });
  expect(first.outcome).toMatchObject({ ok: true });
  expect(first.lines).toHaveLength(7);
  const again = await record(file);
  expect(again.lines).toEqual(['The vendor is Brisa.', 'Subscriber South School is recorded.']);
  const { rows } = await database.superuser.query(
    `SELECT s.name, d.reference, demur.iso(d.executed_at) AS executed, u.dora FROM demur.subscribers s
     LEFT JOIN demur.dpa_records d ON d.subscriber_id = s.id LEFT JOIN demur.services_in_use u ON u.subscriber_id = s.id ORDER BY s.name`,
  );
  expect(rows).toEqual([
    { name: 'North Bank', reference: 'DPA 1', executed: '2026-01-15T09:00:00.000000Z', dora: true },
    { name: 'South School', reference: null, executed: null, dora: null },
  ]);
  expect((await inspectLog(asOwner(database.owner))).difference).toBeNull();
});

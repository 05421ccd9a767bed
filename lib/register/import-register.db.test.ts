import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, bySession } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { importRegister } from './import-register.ts';
import { registerOn } from './queries.ts';
import reference from './reference-register.json' with { type: 'json' };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const broken = (alter: (file: typeof reference) => void) => {
  const file = structuredClone(reference);
  alter(file);
  return run(importRegister, asOwner(database.owner), file);
};

test('a file with a mistake is refused by path, and nothing is imported', async () => {
  const unnamed = await broken(({ subprocessors: [first] }) => first && Object.assign(first, { legalName: ' ' }));
  expect(unnamed).toMatchObject({ code: 'invalid_input', fields: { 'subprocessors.0.legalName': expect.any(String) } });
  const unknown = await broken(({ subprocessors }) =>
    Object.assign(subprocessors[3]?.terms ?? {}, { services: ['telegraph'] }),
  );
  expect(unknown).toMatchObject({
    code: 'invalid_input',
    fields: { 'subprocessors.3.terms.services.0': expect.stringContaining('telegraph') },
  });
  const twice = await broken(({ subprocessors }) => Object.assign(subprocessors[1] ?? {}, { slug: 'amazon' }));
  expect(twice).toMatchObject({ fields: { 'subprocessors.1.slug': expect.stringContaining('twice') } });
  const serves = await broken(({ subprocessors: [first] }) =>
    Object.assign(first?.terms ?? {}, { services: ['platform'] }),
  );
  expect(serves).toMatchObject({ fields: { 'subprocessors.0.terms.services': expect.any(String) } });
  const { rows } = await database.superuser.query('SELECT FROM demur.policy_versions');
  expect(rows).toHaveLength(0);
});

test('of two imports at once one becomes version 1; what nobody signed in reads is the whole register', async () => {
  const outcomes = await Promise.all([1, 2, 3].map(() => run(importRegister, asOwner(database.owner), reference)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  for (const outcome of outcomes) if (!outcome.ok) expect(outcome.code).toBe('already_done');

  const list = await read(bySession(database.web, null), (reader) => registerOn(reader));
  expect(list.version?.number).toBe(1);
  const shown = Object.fromEntries(list.entries.map(({ slug, terms }) => [slug, terms]));
  expect(Object.keys(shown).sort()).toEqual(
    ['amazon', 'auth0', 'email-server', 'google', 'heroku', 'microsoft-azure-ad', 'papertrail'].sort(),
  );
  expect(shown['email-server']).toMatchObject({
    services: ['email-simulation'],
    locations: [
      { country: 'US', role: 'primary' },
      { country: 'AR', role: 'secondary' },
    ],
    transfers: [
      { country: 'US', mechanism: 'not_stated' },
      { country: 'AR', mechanism: 'not_stated' },
    ],
  });
  expect(shown.auth0?.locations.map(({ country, role }) => `${country} ${role}`)).toEqual([
    'DE primary',
    'IE secondary',
  ]);
  expect(shown.amazon?.customerData).toHaveLength(13);
  expect(shown.papertrail?.platformData).toEqual([]);
  expect((await inspectLog(asOwner(database.owner))).difference).toBeNull();
});

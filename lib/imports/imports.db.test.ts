import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, bySession, type Opening } from '#db/transaction.ts';
import { publishVersion } from '#lib/changes/publish-version.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { amendSubprocessor } from '#lib/register/amend-subprocessor.ts';
import { importRegister } from '#lib/register/import-register.ts';
import { registerOn } from '#lib/register/queries.ts';
import reference from '#lib/register/reference-register.json' with { type: 'json' };
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { correctCompanies, factsHash } from './correct-companies.ts';
import { draftRegister } from './draft-register.ts';
import { keepRegisterFile } from './keep-register-file.ts';
import { importShown, writtenRegister } from './queries.ts';
import { type ReadRegister, readRegister } from './read-register.ts';
import { registerAsTable } from './register-csv.ts';
import { standingRegister } from './standing-register.ts';

let database: TestDatabase;
let world: Scenario;
let admin: Opening;
beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  admin = bySession(database.web, (await world.session(world.adminId)).secretHash);
});
afterAll(() => database.drop());

/** Sends a file as the desk does. */
async function upload({ file, problems, remarks, lines }: ReadRegister) {
  const content = { file: JSON.parse(JSON.stringify(file)), problems, wrong: problems.length, remarks, lines };
  const kept = await keep(keepRegisterFile, admin, { name: 'register', sha256: 'ab'.repeat(32), content });
  if (!kept.ok) throw new Error(kept.sentence);
  const { uploadId } = kept.value;
  return { uploadId, shown: () => read(admin, (reader) => importShown(reader, uploadId)) };
}

const fromJson = (content: unknown) => readRegister(Buffer.from(JSON.stringify(content)), { note: '' });
const altered = (alter: (file: typeof reference) => void) => {
  const file = structuredClone(reference);
  alter(file);
  return fromJson(file);
};
const written = () =>
  read(admin, (reader) => writtenRegister(reader)).then((register) => register ?? expect.fail('no register'));
const rows = async () =>
  (
    await database.superuser.query(
      `select (select count(*) from demur.change_drafts) || ' ' || (select count from demur.log_head) || ' ' || (select count(*) from demur.terms) as said`,
    )
  ).rows[0]?.said;

test('what is exported and imported again, as JSON and as a table, is what stands', async () => {
  const register = await written();
  for (const found of [fromJson(register), readRegister(Buffer.from(registerAsTable(register)), { note: 'x' })]) {
    expect(found.problems).toEqual([]);
    const { comparison } = (await (await upload(found)).shown()) ?? {};
    expect(comparison?.entries.map(({ state }) => state)).toEqual(register.subprocessors.map(() => 'same'));
  }
});

test('a file is shown by its difference and writes nothing; confirmed, it is a draft that can be published', async () => {
  const found = altered(({ subprocessors }) => {
    const [amazon, heroku, papertrail] = subprocessors;
    amazon?.terms.locations.push({ country: 'US', place: 'Ohio', role: 'secondary' });
    Object.assign(heroku ?? {}, { contact: 'privacy@heroku.example' });
    papertrail?.terms.customerData.push('Time of use');
    subprocessors.splice(4, 1);
    subprocessors.push({
      ...structuredClone(heroku ?? expect.fail()),
      slug: 'estela',
      legalName: 'Estela Cloud, S.L.',
    });
  });
  const before = await rows();
  const { uploadId, shown } = await upload(found);
  const { comparison, latest } = (await shown()) ?? expect.fail('not kept');
  expect(await rows()).toBe(before);
  expect(comparison?.problems).toEqual([]);
  expect(comparison?.entries.filter(({ state }) => state !== 'same')).toMatchObject([
    { slug: 'amazon', state: 'changed', kind: 'location', unstated: ['US'] },
    { slug: 'heroku', state: 'changed', kind: null, company: [{ field: 'contact', before: null }] },
    { slug: 'papertrail', state: 'changed', kind: 'data_categories' },
    { slug: 'estela', state: 'added', kind: 'addition' },
    { slug: 'google', state: 'removed', kind: 'removal' },
  ]);

  const said = { uploadId, against: latest, note: 'As filed.', reason: 'As agreed.', plannedStartOn: '2199-01-01' };
  expect(await keep(draftRegister, admin, { ...said, against: latest + 1 })).toMatchObject({ code: 'stale_draft' });
  const drafted = await keep(draftRegister, admin, said);
  expect(drafted).toMatchObject({ ok: true, value: { changes: 4 } });
  expect(await keep(draftRegister, admin, said)).toMatchObject({ code: 'not_found' });

  const [draftId] = drafted.ok ? drafted.value.draftIds : [];
  const standing = await read(admin, (reader) => registerOn(reader));
  expect(await run(publishVersion, admin, { draftId, despite: true })).toMatchObject({ ok: true });
  const after = await read(admin, (reader) => registerOn(reader));
  expect(after.entries.map(({ terms }) => terms)).toEqual(standing.entries.map(({ terms }) => terms));
  expect(after.planned.map(({ slug, kind }) => `${kind} ${slug}`).sort()).toEqual([
    'addition estela',
    'data_categories papertrail',
    'location amazon',
    'removal google',
  ]);
});

test('the facts of companies are taken over one by one, on the record, and by a privacy admin only', async () => {
  const found = altered(({ subprocessors: [amazon, heroku] }) => {
    Object.assign(amazon ?? {}, { contact: 'privacy@amazon.example' });
    Object.assign(heroku ?? {}, { group: 'A group', tier: 2 });
  });
  const { uploadId, shown } = await upload(found);
  const legal = bySession(database.web, (await world.session(world.legalId)).secretHash);
  const seen = async () => factsHash((await shown())?.comparison?.entries ?? []);
  const correct = (by: Opening, difference: string, reason = 'As told.') =>
    correctCompanies(by, { uploadId, shown: difference, reason });
  const first = await seen();
  expect(await correct(legal, first)).toMatchObject({ code: 'not_found' });
  expect(await correct(admin, first, ' ')).toMatchObject({ code: 'invalid_input' });
  // another privacy admin corrects one of them while the difference is looked at
  const { known } = await read(admin, ({ tx }) => standingRegister(tx, null));
  const [amazon] = known.filter(({ company: { slug } }) => slug === 'amazon');
  const { subprocessorId, company } = amazon ?? expect.fail('no such company');
  const { legalName, group, address, contact, website, tier } = company;
  const stood = { legalName, group, address, contact, website, tier };
  const meanwhile = { ...stood, subprocessorId, contact: 'dpo@amazon.example', reason: 'They wrote.' };
  expect(await run(amendSubprocessor, admin, { ...meanwhile, stood })).toMatchObject({ ok: true });
  expect(await run(amendSubprocessor, admin, { ...meanwhile, group: 'Another', stood })).toMatchObject({
    code: 'register_moved',
  });
  expect(await correct(admin, first)).toMatchObject({ code: 'stale_draft' });
  expect(await correct(admin, await seen())).toMatchObject({ value: { corrected: 2 } });
  expect((await shown())?.comparison?.entries.flatMap(({ company }) => company)).toEqual([]);
  expect((await inspectLog(asOwner(database.owner))).difference).toBeNull();
});

test('what no change can bring about is told by its place, and so is nothing to do', async () => {
  const found = altered(({ subprocessors: [amazon, , , server] }) => {
    Object.assign(amazon ?? {}, { category: 'service_specific' });
    Object.assign(amazon?.terms ?? {}, { services: ['telegraph'] });
    Object.assign(server?.terms ?? {}, { services: ['email-simulation', 'fax'] });
  });
  const { shown } = await upload(found);
  expect((await shown())?.comparison?.problems.map(({ where }) => where)).toEqual([
    'subprocessors.0.category',
    'subprocessors.0.terms.services',
    'subprocessors.3.terms.services',
  ]);
  const { latest } = (await shown()) ?? expect.fail();
  const same = { content: JSON.parse(JSON.stringify(await written())), against: latest, note: 'x', reason: 'x' };
  const by = { by: `admin-${world.mark}@vendor.example` };
  expect(await keep(draftRegister, asOwner(database.owner), { ...same, ...by })).toMatchObject({ code: 'empty_draft' });
  const nobody = { ...same, by: 'dpo@elsewhere.example' };
  expect(await keep(draftRegister, asOwner(database.owner), nobody)).toMatchObject({ code: 'invalid_input' });
});

test('a file of more changes than a version holds makes several drafts', async () => {
  const many = altered(({ subprocessors }) => {
    const [one] = subprocessors;
    for (let index = 0; index < 60; index += 1)
      subprocessors.push({
        ...structuredClone(one ?? expect.fail()),
        slug: `more-${index}`,
        legalName: `More ${index}`,
      });
  });
  const { uploadId, shown } = await upload(many);
  const { latest } = (await shown()) ?? expect.fail();
  const drafted = await keep(draftRegister, admin, { uploadId, against: latest, note: 'x', reason: 'x' });
  expect(drafted).toMatchObject({ ok: true, value: { draftIds: [expect.any(String), expect.any(String)] } });
});

test('a table is the first register of an installation that has none', async () => {
  const empty = await testDatabase();
  const table = registerAsTable(await written());
  const { file, problems } = readRegister(Buffer.from(table), { note: 'From a table.' });
  expect(problems).toEqual([]);
  expect(await run(importRegister, asOwner(empty.owner), file)).toMatchObject({ ok: true, value: { number: 1 } });
  const shown = await read(bySession(empty.web, null), (reader) => registerOn(reader));
  const stands = await read(bySession(database.web, null), (reader) => registerOn(reader));
  expect(shown.entries.map(({ company, terms }) => ({ company, terms }))).toEqual(
    stands.entries.map(({ company, terms }) => ({ company, terms })),
  );
  await empty.drop();
});

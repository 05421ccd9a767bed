import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { addClosure } from './add-closure.ts';
import { configureVendor } from './configure-vendor.ts';
import { logoShown } from './logo.ts';
import { removeClosure } from './remove-closure.ts';
import { setLogo } from './set-logo.ts';
import { settingsShown } from './settings-query.ts';

let database: TestDatabase;
let world: Scenario;
let admin: Opening;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  admin = bySession(database.web, (await world.session(world.adminId)).secretHash);
});
afterAll(() => database.drop());

const vendor = {
  legalName: 'Tramontana Learning, S.L.',
  privacyContact: 'privacy@vendor.example',
  zone: 'Europe/Madrid',
  country: 'ES',
  region: 'MD',
};
const settings = () => read(admin, ({ tx }) => settingsShown(tx));

async function windowOf(changeId: string) {
  const { rows } = await database.superuser.query(
    `SELECT demur.iso(n.closes_at) AS closes, w.working FROM demur.notices n JOIN demur.windows w ON w.id = n.window_id WHERE n.change_id = $1`,
    [changeId],
  );
  return rows[0];
}

test('another zone, calendar and closure move no date that stands, and count for the next publication', async () => {
  await world.subscriber();
  const before = await world.change({ publishedDaysAgo: 3 });
  const stood = await windowOf(before.changeId);
  expect(stood.working.zone).toBe('Europe/Madrid');
  const closure = stood.working.finalLastDay;

  const moved = { ...vendor, zone: 'pacific/auckland', country: 'NZ', region: null };
  expect(await run(addClosure, admin, { day: closure, name: 'Inventory' })).toMatchObject({ ok: true });
  expect(await run(configureVendor, admin, moved)).toMatchObject({ ok: true });
  expect(await windowOf(before.changeId)).toEqual(stood);

  const after = await windowOf((await world.change({ publishedDaysAgo: 3 })).changeId);
  expect(after.working).toMatchObject({ zone: 'Pacific/Auckland' });
  expect(after.working.calendars[0].hash).not.toBe(stood.working.calendars[0].hash);
  expect(after.closes).not.toBe(stood.closes);
  expect(JSON.stringify(after.working)).toContain('Inventory');
  await run(configureVendor, admin, vendor);
  expect(await settings()).toMatchObject({ zone: 'Europe/Madrid', open: { notices: 2, last: expect.any(String) } });
});

test('what a form leaves out stays as it was, and each change is one event', async () => {
  const events = async () =>
    (await database.superuser.query(`SELECT FROM demur.events WHERE type = 'vendor.configured'`)).rowCount ?? 0;
  const before = await events();
  const given = { reminderDays: [1, 14, 7, 7], accent: '#AB1234', fourEyes: true, responseTargetDays: null };
  expect(await run(configureVendor, admin, { ...vendor, ...given })).toMatchObject({ ok: true });
  expect(await run(configureVendor, admin, { ...vendor, defaultLength: 45 })).toMatchObject({ ok: true });
  expect(await settings()).toMatchObject({
    reminderDays: [14, 7, 1],
    accent: '#ab1234',
    fourEyes: true,
    defaultLength: 45,
  });
  expect(await events()).toBe(before + 2);
});

test.each([
  ['zone', { zone: '+02:00' }],
  ['country', { country: 'XX' }],
  ['region', { region: 'QQ' }],
  ['accent', { accent: 'red' }],
  ['reminderDays.0', { reminderDays: [0] }],
  ['privacyContact', { privacyContact: 'nobody' }],
  ['defaultLength', { defaultLength: '30 days' }],
])('a wrong %s is refused by its name', async (field, wrong) => {
  expect(await run(configureVendor, admin, { ...vendor, ...wrong })).toMatchObject({
    ok: false,
    code: 'invalid_input',
    fields: { [field]: expect.any(String) },
  });
});

test('a closure is added once and for a day to come, and taken away while it is to come', async () => {
  const add = (day: string) => run(addClosure, admin, { day, name: 'Inventory' });
  const remove = (day: string) => run(removeClosure, admin, { day });
  expect(await add('2199-05-04')).toMatchObject({ ok: true });
  expect(await add('2199-05-04')).toMatchObject({ code: 'already_done', fields: { day: expect.any(String) } });
  expect(await add('2020-05-04')).toMatchObject({ code: 'invalid_input' });
  expect((await settings())?.closures.map(({ day }) => day)).toContain('2199-05-04');
  expect(await remove('2199-05-04')).toMatchObject({ ok: true });
  expect(await remove('2199-05-04')).toMatchObject({ code: 'not_found' });
  await database.superuser.query(`INSERT INTO demur.closures VALUES ('2020-05-04', 'Then')`);
  expect(await remove('2020-05-04')).toMatchObject({ code: 'wrong_status' });
});

test('a picture is what its first bytes say, and never a script', async () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(200)]);
  const webp = Buffer.concat([Buffer.from('RIFF0000WEBP'), Buffer.alloc(9)]);
  const set = (content: Buffer | null) => run(setLogo, admin, { content });
  for (const wrong of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', '', 'RIFF0000WAVE'])
    expect(await set(Buffer.from(wrong))).toMatchObject({ code: 'file_type' });
  expect(await set(Buffer.concat([png, Buffer.alloc(204_800)]))).toMatchObject({ code: 'invalid_input' });
  expect(await set(png)).toMatchObject({ ok: true });
  expect(await set(webp)).toMatchObject({ ok: true });
  const logo = (await settings())?.logo ?? '';
  const { shown, installation } = await read(bySession(database.web, null), async ({ tx, installation }) => ({
    shown: await logoShown(tx, logo),
    installation,
  }));
  expect(shown).toEqual({ mediaType: 'image/webp', content: webp });
  expect(installation).toMatchObject({ logo, accent: '#ab1234' });
  expect(await set(null)).toMatchObject({ ok: true });
  expect((await settings())?.logo).toBeNull();
});

test('who saves the form of an earlier time is told, and undoes nothing that another has set meanwhile', async () => {
  const { seen } = (await settings()) ?? {};
  expect(await run(configureVendor, admin, { ...vendor, fourEyes: true, seen })).toMatchObject({ ok: true });
  const late = await run(configureVendor, admin, { ...vendor, fourEyes: false, accent: '#123456', seen });
  expect(late).toMatchObject({ code: 'register_moved' });
  expect(await settings()).toMatchObject({ fourEyes: true });
  const now = (await settings())?.seen;
  expect(await run(configureVendor, admin, { ...vendor, fourEyes: false, seen: now })).toMatchObject({ ok: true });
});

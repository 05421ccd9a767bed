import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, bySession, type Opening } from '#db/transaction.ts';
import { initialPassword } from '#lib/auth/initial-password.ts';
import { passwordFits } from '#lib/auth/password.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { changeSubscriber } from './change-subscriber.ts';
import { changeUser } from './change-user.ts';
import { configureVendor } from './configure-vendor.ts';
import { endDpa } from './end-dpa.ts';
import { endMembership } from './end-membership.ts';
import { endUser } from './end-user.ts';
import { formerUser } from './former-user.ts';
import { grantRight } from './grant-right.ts';
import { subscriberShown } from './queries.ts';
import { recordDpa } from './record-dpa.ts';
import { recordSubscriber } from './record-subscriber.ts';
import { recordUser } from './record-user.ts';

let database: TestDatabase;
let world: Scenario;
let admin: Opening;
let bank: Subscriber;
let slug: string;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  admin = bySession(database.web, (await world.session(world.adminId)).secretHash);
  bank = await world.subscriber();
  slug = (await database.superuser.query('SELECT slug FROM demur.subscribers WHERE id = $1', [bank.subscriberId]))
    .rows[0].slug;
});
afterAll(async () => {
  const { difference } = await inspectLog(asOwner(database.owner));
  await database.drop();
  expect(difference).toBeNull();
});

const shown = async () => {
  const found = await read(admin, (reader) => subscriberShown(reader, slug));
  if (!found) throw new Error('the subscriber is not found');
  return found;
};
const rightOf = async (userId: string) => {
  const session = bySession(database.web, (await world.session(userId)).secretHash);
  return read(session, async ({ actor }) => (actor.role === 'subscriber' ? actor.right : actor.role));
};

test('a subscriber is called otherwise, at the same address', async () => {
  const change = { subscriberId: bank.subscriberId, name: 'Aurora Bank, S.A.', country: 'PT' };
  expect(await run(changeSubscriber, admin, change)).toMatchObject({ ok: true });
  expect(await shown()).toMatchObject({ slug, name: 'Aurora Bank, S.A.', country: 'PT' });
});

test('an address of the desk’s own is nobody’s', async () => {
  for (const name of ['Import', 'New', 'Profiles'])
    expect(await run(recordSubscriber, admin, { name, country: 'ES' })).toMatchObject({
      value: { slug: `${name.toLowerCase()}-2` },
    });
});

test('another right counts at the next request, ends the former, and says who gave it', async () => {
  const { subscriberId, contactId: userId } = bank;
  expect(await rightOf(userId)).toBe('contact');
  expect(await run(grantRight, admin, { subscriberId, userId, right: 'signatory' })).toMatchObject({ ok: true });
  expect(await rightOf(userId)).toBe('signatory');
  const member = (await shown()).users.find((one) => one.userId === userId);
  expect(member).toMatchObject({ right: 'signatory', grantedBy: 'Inés Robles' });

  const other = await world.subscriber();
  const elsewhere = { subscriberId: other.subscriberId, userId, right: 'signatory' };
  expect(await run(grantRight, admin, elsewhere)).toMatchObject({ ok: false, code: 'already_done' });
  const ofVendor = { subscriberId, userId: world.legalId, right: 'signatory' };
  expect(await run(grantRight, admin, ofVendor)).toMatchObject({ ok: false, code: 'already_done' });

  expect(await run(endMembership, admin, { membershipId: member?.membershipId })).toMatchObject({ ok: true });
  expect(await rightOf(userId)).toBe('public');
  const known = (await database.superuser.query('SELECT email FROM demur.users WHERE id = $1', [userId])).rows[0];
  const former = (email: string) => read(admin, ({ tx }) => formerUser(tx, email));
  expect(await former(known.email.toUpperCase())).toBe(userId);
  expect(await run(endMembership, admin, { membershipId: member?.membershipId })).toMatchObject({
    code: 'already_done',
  });
  expect(await run(grantRight, admin, { subscriberId, userId, right: 'contact' })).toMatchObject({ ok: true });
  expect(await rightOf(userId)).toBe('contact');
  expect(await former(known.email)).toBeUndefined();
});

test('two admins who give different rights at once leave one', async () => {
  const { subscriberId, contactId: userId } = bank;
  const give = (right: string) => run(grantRight, admin, { subscriberId, userId, right });
  const outcomes = await Promise.all([give('signatory'), give('contact'), give('signatory'), give('contact')]);
  expect(outcomes.every(({ ok }) => ok)).toBe(true);
  const { rows } = await database.superuser.query(
    'SELECT FROM demur.memberships WHERE user_id = $1 AND ended_at IS NULL',
    [userId],
  );
  expect(rows).toHaveLength(1);
});

test('a password is made, fits, and is kept as its hash only; the vendor’s own people are not changed so', async () => {
  const { password, passwordHash } = await initialPassword();
  expect(password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  expect((await initialPassword()).password).not.toBe(password);
  const { signatoryId: userId } = bank;
  expect(await run(changeUser, admin, { userId, passwordHash })).toMatchObject({
    ok: true,
    value: { email: expect.any(String) },
  });
  const stored = (await database.superuser.query('SELECT password_hash FROM demur.users WHERE id = $1', [userId]))
    .rows[0];
  expect(await passwordFits(password, stored.password_hash)).toBe(true);
  const { rows } = await database.superuser.query(
    `SELECT convert_from(content, 'UTF8') AS content FROM demur.events WHERE type = 'user.changed'`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].content).not.toContain('argon2');
  expect(await run(changeUser, admin, { userId: world.legalId, passwordHash })).toMatchObject({ code: 'forbidden' });
  const email = 'gone@bank.example';
  const gone = await world.member({ subscriberId: bank.subscriberId, right: 'contact', email });
  await run(endUser, admin, { email });
  expect(await run(changeUser, admin, { userId: gone, passwordHash })).toMatchObject({ code: 'already_done' });
});

test('nobody at the desk makes another of the vendor’s own people', async () => {
  const self = { email: 'second@vendor.example', name: 'Myself Again', vendorRole: 'privacy_admin' as const };
  expect(await run(recordUser, admin, self)).toMatchObject({ code: 'forbidden' });
});

test('a new password ends what was opened by the former one, and a new name does not', async () => {
  const userId = await world.member({ subscriberId: bank.subscriberId, right: 'contact', email: 'lost@bank.example' });
  const { secretHash } = await world.session(userId);
  const roleThere = () => read(bySession(database.web, secretHash), async ({ actor }) => actor.role);
  await run(changeUser, admin, { userId, name: 'Ana Lost' });
  expect(await roleThere()).toBe('subscriber');
  const { passwordHash } = await initialPassword();
  expect(await run(changeUser, admin, { userId, passwordHash })).toMatchObject({ ok: true });
  expect(await roleThere()).toBe('public');
  expect(await rightOf(userId)).toBe('contact');
});

test('a DPA that names no profile has the policy’s terms, as the settings say, and keeps them', async () => {
  const dpa = { subscriberId: bank.subscriberId, reference: 'DPA 9', executedAt: world.daysAgo(3) };
  const before = (await shown()).dpa;
  expect(await run(recordDpa, admin, { ...dpa, version: '1' })).toMatchObject({ ok: true });
  expect((await shown()).dpa).toMatchObject({ profile: 'Policy terms, 30 days', length: 30, rule: 'eu-1182-71' });
  const settings = {
    legalName: 'V',
    privacyContact: 'p@v.example',
    zone: 'Europe/Madrid',
    country: 'ES',
    region: 'MD',
  };
  await run(configureVendor, admin, { ...settings, defaultLength: 45 });
  const [one, other] = await Promise.all([
    run(recordDpa, admin, {
      ...dpa,
      subscriberId: (await world.subscriber({ dpa: false })).subscriberId,
      version: '2',
    }),
    run(recordDpa, admin, { ...dpa, version: '2' }),
  ]);
  expect([one.ok, other.ok]).toEqual([true, true]);
  const after = (await shown()).dpa;
  expect(after).toMatchObject({ profile: 'Policy terms, 45 days', length: 45 });
  expect(before?.id).not.toBe(after?.id);
});

test('a DPA ends once, and its open notices keep their dates', async () => {
  const { noticeOf, changeId } = await world.change({ publishedDaysAgo: 2 });
  const closes = async () =>
    (await database.superuser.query('SELECT answer, closes_at FROM demur.notices WHERE id = $1', [noticeOf(bank)]))
      .rows[0];
  const before = await closes();
  const dpaId = (await shown()).dpa?.id;
  expect(await run(endDpa, admin, { dpaId })).toMatchObject({ ok: true });
  expect(await run(endDpa, admin, { dpaId })).toMatchObject({ code: 'already_done' });
  expect((await shown()).dpa).toBeNull();
  expect(await closes()).toEqual(before);
  const later = await world.change({ publishedDaysAgo: 0 });
  expect(later.changeId).not.toBe(changeId);
  const { rows } = await database.superuser.query(
    'SELECT FROM demur.notices WHERE change_id = $1 AND subscriber_id = $2',
    [later.changeId, bank.subscriberId],
  );
  expect(rows).toHaveLength(0);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { counted } from '#db/testing/statements.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import { authorisationsOf } from '#lib/authorisations/queries.ts';
import { type Reader, read } from '#lib/command/read.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { by, done } from '#lib/world/world.ts';
import { subscriberShown, subscribersList } from './queries.ts';
import { recordUser } from './record-user.ts';

let database: TestDatabase;
let world: Scenario;
let desk: Opening;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  desk = bySession(database.web, (await world.session(world.adminId)).secretHash);
});
afterAll(() => database.drop());

/** Reads as the desk; a page may take three statements beside the one that opens it. */
async function page<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
  const watched = counted(desk);
  const result = await read(watched.opening, work);
  expect(watched.statements()).toBeLessThanOrEqual(4);
  return result;
}

async function slugOf({ subscriberId }: { subscriberId: string }): Promise<string> {
  const { rows } = await database.superuser.query('SELECT slug FROM demur.subscribers WHERE id = $1', [subscriberId]);
  return rows[0].slug;
}

describe('the list', () => {
  test('says of each what it uses, under which DPA, and what waits', async () => {
    const chat = await world.service({ name: 'Halyard Chat' });
    const bank = await world.subscriber({
      name: 'Halyard Bank',
      services: [{ serviceId: chat.serviceId, dora: true }],
      dpa: { reference: 'HB-7' },
    });
    const without = await world.subscriber({ name: 'Halyard City', dpa: false });
    const [first, second] = [
      await world.change({ publishedDaysAgo: 20 }),
      await world.change({ publishedDaysAgo: 10 }),
    ];
    await world.change({ publishedDaysAgo: 90 });
    const { objectionId } = await world.objection({ noticeId: first.noticeOf(bank), userId: bank.signatoryId });

    const listed = () => page((reader) => subscribersList(reader, { name: 'hALYard' }));
    const [profile] = (
      await database.superuser.query('SELECT name FROM demur.dpa_profiles WHERE id = $1', [world.profileId])
    ).rows;
    expect(await listed()).toEqual({
      rows: [
        {
          slug: await slugOf(bank),
          name: 'Halyard Bank',
          country: 'ES',
          dpa: { reference: 'HB-7', profile: profile.name },
          services: [{ name: 'Halyard Chat', dora: true }],
          openNotices: 1,
          undecidedObjections: 1,
        },
        {
          slug: await slugOf(without),
          name: 'Halyard City',
          country: 'ES',
          dpa: null,
          services: [],
          openNotices: 0,
          undecidedObjections: 0,
        },
      ],
      next: null,
    });
    // neither what is answered, decided or closed waits
    await world.resolution({ objectionId, option: 'cease' });
    await world.acceptance({ noticeId: second.noticeOf(bank), userId: bank.signatoryId });
    expect((await listed()).rows[0]).toMatchObject({ openNotices: 0, undecidedObjections: 0 });
  });

  test('page by page, in order and nothing twice; what fits no name gives none', async () => {
    for (let i = 0; i < 33; i++) await world.subscriber({ name: `Levanter ${i}`, dpa: false });
    const first = await page((reader) => subscribersList(reader, { name: 'levanter' }));
    const rest = await page((reader) => subscribersList(reader, { name: 'levanter', after: first.next ?? '' }));
    expect([first.rows.length, rest.rows.length, rest.next]).toEqual([30, 3, null]);
    const slugs = [...first.rows, ...rest.rows].map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(33);
    expect(slugs).toEqual([...slugs].sort());
    for (const name of ['levanter nowhere', "levanter' | 'b", 'vanter'])
      expect((await page((reader) => subscribersList(reader, { name }))).rows, name).toEqual([]);
  });

  test('under a subscriber’s role it holds that subscriber alone', async () => {
    const [own, other] = [await world.subscriber(), await world.subscriber()];
    const opening = bySession(database.web, (await world.session(own.contactId)).secretHash);
    const { rows } = await read(opening, (reader) => subscribersList(reader));
    expect(rows.map(({ name }) => name)).toEqual([own.name]);
    const slug = await slugOf(other);
    expect(await read(opening, (reader) => subscriberShown(reader, slug))).toBeUndefined();
  });
});

describe('one subscriber', () => {
  test('with its DPA, its services, who may sign in and by whose grant, and its authorisations', async () => {
    const chat = await world.service({ name: 'Sirocco Chat' });
    await world.service({ name: 'Sirocco Core', core: true });
    const { profileId } = await world.profile({
      name: 'Sirocco profile',
      length: 20,
      unit: 'working',
      rule: 'working-days',
      country: 'FR',
      objectionClause: '9.2',
      emergencyClause: '9.4',
      authorisation: 'specific',
      noticeRequired: true,
      standstill: false,
      incorporatesScc: true,
    });
    const bank = await world.subscriber({
      services: [chat.serviceId],
      profile: profileId,
      dpa: { reference: 'S-1', version: '3' },
    });
    await done(recordUser, by(world, world.adminId, world.daysAgo(3)), {
      email: `granted-${world.mark}@subscriber.example`,
      name: 'Nerea Soto',
      membership: { subscriberId: bank.subscriberId, right: 'signatory' },
    });
    await database.superuser.query('UPDATE demur.memberships SET ended_at = now() WHERE user_id = $1', [
      bank.contactId,
    ]);
    const change = await world.change({ publishedDaysAgo: 20 });
    const { reference } = await world.objection({ noticeId: change.noticeOf(bank), userId: bank.signatoryId });

    const slug = await slugOf(bank);
    const { shown, terms } = await page(async (reader) => {
      const found = await subscriberShown(reader, slug);
      if (!found) throw new Error('the subscriber is not found');
      return { shown: found, ...(await authorisationsOf(reader.tx, found.id)) };
    });
    expect(shown).toMatchObject({
      id: bank.subscriberId,
      name: bank.name,
      openNotices: 0,
      undecidedObjections: 1,
      dpa: {
        reference: 'S-1',
        version: '3',
        executedAt: world.daysAgo(400),
        profile: 'Sirocco profile',
        length: 20,
        unit: 'working',
        rule: 'working-days',
        country: 'FR',
        objectionClause: '9.2',
        emergencyClause: '9.4',
        authorisation: 'specific',
        noticeRequired: true,
        standstill: false,
        incorporatesScc: true,
      },
    });
    expect(shown.services.filter(({ name }) => name.startsWith('Sirocco'))).toEqual([
      {
        id: expect.any(String),
        name: 'Sirocco Chat',
        core: false,
        dora: false,
        takenUpAt: world.daysAgo(400),
        takenUpBy: null,
        authorised: 0,
        instruction: null,
      },
      {
        id: expect.any(String),
        name: 'Sirocco Core',
        core: true,
        dora: false,
        takenUpAt: null,
        takenUpBy: null,
        authorised: 0,
        instruction: null,
      },
    ]);
    const admin = (await database.superuser.query('SELECT name FROM demur.users WHERE id = $1', [world.adminId]))
      .rows[0];
    expect(shown.users.map(({ name, right, grantedBy }) => ({ name, right, grantedBy }))).toEqual([
      { name: 'Marta Quintero', right: 'signatory', grantedBy: null },
      { name: 'Nerea Soto', right: 'signatory', grantedBy: admin.name },
    ]);
    expect(terms.find(({ change: of }) => of?.id === change.changeId)).toMatchObject({
      state: 'on_hold',
      warningOnly: true,
      objection: { reference, status: 'filed' },
    });
  });

  test('that is not there is none', async () => {
    expect(await page((reader) => subscriberShown(reader, 'nobody-of-this-name'))).toBeUndefined();
  });
});

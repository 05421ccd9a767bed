import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { allCommands, type Found, samples } from '#db/testing/command-samples.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, asWorker, bySession, type Opening } from '#db/transaction.ts';
import { type Capability, permissions } from '#lib/access/policy.ts';
import { run } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import type { Outcome } from '#lib/command/refusal.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';

const commands = await allCommands();

let database: TestDatabase;
let world: Scenario;
let bank: Subscriber;
let openings: Record<Capability | 'public' | 'stranger', Opening>;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  bank = await world.subscriber();
  const stranger = await world.subscriber();
  const as = async (userId: string) => bySession(database.web, (await world.session(userId)).secretHash);
  openings = {
    public: bySession(database.web, null),
    contact: await as(bank.contactId),
    signatory: await as(bank.signatoryId),
    stranger: await as(stranger.signatoryId),
    privacy_admin: await as(world.adminId),
    legal: await as(world.legalId),
    worker: asWorker(database.worker),
    owner: asOwner(database.owner),
  };
  await watchRows(database.superuser);
});
afterAll(() => database.drop());

function send({ command }: Found, who: keyof typeof openings, input: unknown): Promise<Outcome<unknown>> {
  return 'work' in command ? keep(command, openings[who], input) : run(command, openings[who], input);
}

/** Every published change is public, and takes a concern from whoever has no notice of it; a service is offered to all; and everybody has an account of their own. */
const forAnySubscriber = [
  ...['leaveConcern', 'authoriseService'],
  ...['changePreferences', 'changePassword', 'makeCalendarFeed'],
];
/** The register is imported once, and every scenario has it. Another password ends the session that a test goes on with. */
const onceOnly = ['importRegister', 'changePassword'];
/** The sample's file is the subscriber's, and belongs to the side that uploaded it. */
const ofTheUploader = ['attachPiece', 'finishFile', 'removeFile'];
/** What changes several states: a change or an agreement, and the notices that it gives or ends. */
const severalEvents = ['publishVersion', 'withdrawChange', 'recordDpa', 'endWithdrawal', 'extendForOutage'];

const inputFor = async ({ exported }: Found) => (await samples[exported]?.({ world, bank })) ?? {};
const permitted = ({ name }: Found): readonly Capability[] => permissions[name];
const isSubscribers = (found: Found) => permitted(found).some((one) => one === 'contact' || one === 'signatory');

/** The same input about records that do not exist. */
function aboutNothing(input: unknown, key = ''): unknown {
  if (Array.isArray(input)) return input.map((one) => aboutNothing(one, key));
  if (typeof input === 'string') return /Ids?$/.test(key) ? newId() : input;
  if (typeof input !== 'object' || input === null || Buffer.isBuffer(input)) return input;
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, aboutNothing(value, name)]));
}
const namesRecords = (input: object) => JSON.stringify(input) !== JSON.stringify(aboutNothing(input));

async function entries(): Promise<number> {
  const { rows } = await database.superuser.query('SELECT count(*)::integer AS count FROM demur.events');
  return rows[0].count;
}

test('every permission has its command, and every command a sample', () => {
  expect([...new Set(commands.map(({ name }) => name))].sort()).toEqual(Object.keys(permissions).sort());
  expect(commands.map(({ exported }) => exported)).toEqual(Object.keys(samples).sort());
});

describe.each(commands)('$exported', (found) => {
  const roles = ['public', 'contact', 'signatory', 'privacy_admin', 'legal', 'worker', 'owner'] as const;
  const mayDo = (role: (typeof roles)[number]) =>
    permitted(found).some((one) => one === role || (one === 'contact' && role === 'signatory'));

  test('is refused to every role that the table does not name, and changes nothing', async () => {
    const input = await inputFor(found);
    const before = await entries();
    for (const role of roles.filter((each) => !mayDo(each)))
      expect(await send(found, role, input), role).toMatchObject({
        ok: false,
        code: role === 'public' ? 'not_signed_in' : 'forbidden',
      });
    expect(await entries()).toBe(before);
  });

  if (isSubscribers(found) && !forAnySubscriber.includes(found.exported))
    test('is for another subscriber about no record, as for one that does not exist, and changes nothing', async () => {
      const input = await inputFor(found);
      const before = await entries();
      const foreign = await send(found, 'stranger', input);
      expect(foreign).toMatchObject({ ok: false, code: 'not_found' });
      expect(await send(found, 'stranger', aboutNothing(input))).toEqual(foreign);
      expect(await entries()).toBe(before);
    });

  test('about records that do not exist is refused, and no fault', async () => {
    const input = await inputFor(found);
    if (!namesRecords(input)) return;
    const role = roles.filter(mayDo).at(-1) ?? 'owner';
    expect(await send(found, role, aboutNothing(input))).toMatchObject({ ok: false });
  });

  if (!onceOnly.includes(found.exported))
    test('is carried out for each role that may, and is one event', async () => {
      for (const role of roles.filter(mayDo)) {
        if (ofTheUploader.includes(found.exported) && role === 'privacy_admin') continue;
        const input = await inputFor(found);
        const before = await entries();
        expect(await send(found, role, input), role).toMatchObject({ ok: true });
        const made = (await entries()) - before;
        if (severalEvents.includes(found.exported)) expect(made).toBeGreaterThan(1);
        else expect(made).toBe('work' in found.command ? 0 : 1);
      }
    });
});

test('every row that changed is named by the events of its transaction, and no other', async () => {
  expect(await unaccounted(database.superuser)).toEqual([]);
});

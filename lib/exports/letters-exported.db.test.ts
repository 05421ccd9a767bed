import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrittenLetter, writtenLetter } from '#db/testing/letters.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { type CaseFile, caseFile } from './case-shape.ts';
import { takeCase } from './export-case.ts';

let database: TestDatabase;
let world: Scenario;
beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

async function fileFor(userId: string, reference: string, format: 'json' | 'pdf' = 'json'): Promise<Buffer> {
  const opening: Opening = bySession(database.web, (await world.session(userId)).secretHash);
  const taken = await takeCase(opening, reference, format);
  if (!taken.ok) throw new Error(taken.sentence);
  return taken.value.bytes;
}
const parsed = (bytes: Buffer): CaseFile => caseFile.parse(JSON.parse(bytes.toString('utf8')));

test('a case file holds each letter with its text, its hash and what became of every delivery, for legal and for its subscriber', async () => {
  const bank = await world.subscriber();
  const other = await world.subscriber();
  const change = await world.change({ publishedDaysAgo: 20 });
  const noticeId = change.noticeOf(bank);
  const { subscriberId, contactId, signatoryId } = bank;
  const at = world.daysAgo(19);
  const { letterId, deliveryIds } = await writtenLetter(database.owner, {
    ...{ noticeId, subscriberId, at, languages: ['en', 'es'] },
    to: [
      { userId: contactId, became: 'accepted' },
      { userId: signatoryId, became: 'bounced' },
      { userId: signatoryId, became: 'failed' },
      { userId: contactId, became: 'waiting' },
    ],
  });
  await database.superuser.query(
    `INSERT INTO demur.delivery_tries (delivery_id, subscriber_id, tried_at, host, code, answer) VALUES ($1, $2, $3, 'relay.example', 451, 'Try again later')`,
    [deliveryIds[3], subscriberId, at],
  );
  const lapsed = await unwrittenLetter(database.owner, {
    ...{ kind: 'reminder', noticeId, subscriberId, at: world.daysAgo(5), because: 'no_longer_due' },
  });
  const failed = await unwrittenLetter(database.owner, {
    ...{ kind: 'message', noticeId, subscriberId, at: world.daysAgo(4), because: 'failed' },
  });
  // somebody else's letter is on no case but its own
  const foreign = change.noticeOf(other);
  await writtenLetter(database.owner, { noticeId: foreign, subscriberId: other.subscriberId, at, to: [] });
  const [{ reference } = { reference: '' }] = (
    await database.superuser.query<{ reference: string }>('SELECT reference FROM demur.notices WHERE id = $1', [
      noticeId,
    ])
  ).rows;

  const whole = parsed(await fileFor(world.legalId, reference));
  expect(whole.format).toBe('demur.case-file.2');
  // the publication itself owes one too, which nobody has written here
  const letters = whole.letters.filter(({ id }) => [letterId, lapsed.letterId, failed.letterId].includes(id));
  expect(
    letters.map(({ kind, lapsedBecause, failure, texts }) => [kind, lapsedBecause, failure, texts.length]),
  ).toEqual([
    ['notice', null, null, 2],
    ['reminder', 'no_longer_due', null, 0],
    ['message', null, 'notice: TypeError in lede', 0],
  ]);
  const [written] = letters;
  expect(written?.texts[0]).toMatchObject({
    ...{ language: 'en', subject: 'A change to object to', composedAt: at, enclosures: [] },
    text: 'You may object until the end of 2 December 2026 (Madrid).',
  });
  expect(JSON.stringify(whole)).not.toContain('<h1>');
  const grades = (file: CaseFile) =>
    deliveryIds.map((id) => file.letters.flatMap(({ deliveries }) => deliveries).find((each) => each.id === id));
  const [accepted, bounced, gaveUp, waiting] = grades(whole);
  expect(accepted).toMatchObject({
    ...{ handedOver: { at, host: 'relay.example', code: 250 }, accepted: { at, host: 'mx.bank.example' } },
    ...{ bounced: null, failed: null, tries: [] },
  });
  expect(bounced).toMatchObject({ bounced: { at, code: 550, answer: '5.1.1 unknown user' }, accepted: null });
  expect(gaveUp).toMatchObject({ failed: { at, reason: 'no server took it in two days' }, handedOver: null });
  expect(waiting?.tries).toEqual([{ at, host: 'relay.example', code: 451, answer: 'Try again later' }]);
  expect(whole.chronology.find(({ type }) => type === 'letter.composed')?.sentence).toMatch(
    /: notice of the change\.$/,
  );

  const own = parsed(await fileFor(contactId, reference));
  expect(own.letters.map(({ id }) => id)).toEqual(whole.letters.map(({ id }) => id));
  expect(grades(own).map((each) => each && { ...each, tries: [] })).toEqual(
    grades(whole).map((each) => each && { ...each, tries: [] }),
  );
  expect(own.letters.flatMap(({ deliveries }) => deliveries.flatMap(({ tries }) => tries))).toEqual([]);
  expect((await fileFor(world.legalId, reference, 'pdf')).length).toBeGreaterThan(10_000);
});

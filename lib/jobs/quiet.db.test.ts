import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asWorker } from '#db/transaction.ts';
import { demoCarrier } from '#lib/post/demo-carrier.ts';
import { postRound } from '#lib/post/round.ts';
import { scenario } from '#lib/world/scenario.ts';
import { closing } from './closing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await scenario(database.owner);
});
afterAll(() => database.drop());

test('where no window is open and no letter waits, nothing is looked at again at once', async () => {
  const [opening, log] = [asWorker(database.worker), pino({ enabled: false })];
  expect(await postRound({ opening, log, carrier: demoCarrier })).toEqual({ nextIn: 3_600_000 });
  expect(await closing(opening, log)).toEqual({ nextIn: 5_000 });
});

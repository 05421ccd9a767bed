import { type BrowserContext, test as base, type Page } from '@playwright/test';
import type pg from 'pg';
import { connect } from '#db/client.ts';
import { cookieName, seal } from '#lib/auth/envelope.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { Watch } from './watch.ts';

export { expect, type Page } from '@playwright/test';

interface Worker {
  /** The served database, under the owner's login. */
  pool: pg.Pool;
  /** The scenario builder on the served database, with an admin and a legal counsel of this process's own. */
  world: Scenario;
  /**
   * Work that publishes, alone: a draft that is compared with the register must not be overtaken by the change that
   * another test publishes beside it.
   */
  publishing<T>(work: () => Promise<T>): Promise<T>;
}

interface Stage {
  /** What pages said on their console, and what came without a policy: nothing, or the test fails. */
  watch: Watch;
  /** A browser of its own, with the session of a user, at a path. */
  signedIn(userId: string, path: string): Promise<Page>;
}

export const test = base.extend<Stage, Worker>({
  pool: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this pattern which fixtures are needed
    async ({}, use) => {
      const pool = connect(fromRunner('E2E_OWNER_URL'), 3, 'demur journeys');
      await use(pool);
      await pool.end();
    },
    { scope: 'worker' },
  ],

  publishing: [
    async ({ pool }, use) => {
      await use((work) => alone(pool, work));
    },
    { scope: 'worker' },
  ],

  world: [
    async ({ pool, publishing }, use) => {
      const world = await publishing(() => scenario(pool));
      await use({
        ...world,
        change: (options) => publishing(() => world.change(options)),
        version: (changes, options) => publishing(() => world.version(changes, options)),
      });
    },
    { scope: 'worker' },
  ],

  watch: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const watch = new Watch();
      await use(watch);
      base.expect(watch.seen).toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, watch }, use) => {
    watch.follow(context);
    await use(context);
  },

  signedIn: async ({ browser, contextOptions, baseURL, world, watch }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (userId, path) => {
      const context = await browser.newContext(contextOptions);
      opened.push(context);
      watch.follow(context);
      const { secret } = await world.session(userId);
      await context.addCookies([{ name: cookieName(), value: await seal(secret), url: baseURL, httpOnly: true }]);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    });
    for (const context of opened) await context.close();
  },
});

/** A lock of the tests' own: publishing takes one too, and would wait for this one for ever. */
const LOCK = "hashtextextended('demur journeys publish', 0)";

async function alone<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${LOCK})`);
    return await work();
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${LOCK})`);
    client.release();
  }
}

/** @throws {Error} when the variable is not set: `npm run test:e2e` sets it */
export function fromRunner(name: 'E2E_BASE_URL' | 'E2E_OWNER_URL'): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the journeys by \`npm run test:e2e\`, which serves a product.`);
  return value;
}

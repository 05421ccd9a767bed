import { freePort } from '#db/free-port.ts';
import { countingBefore } from '#e2e/counting.ts';
import { everyPage, unlisted } from '#e2e/every-page.ts';
import { expect, fromRunner, test } from '#e2e/stage.ts';
import { cookieName, seal } from '#lib/auth/envelope.ts';
import { loginsOn } from '#lib/web/database.ts';
import { environmentOf } from '#lib/web/environment.ts';
import { supervise } from '#lib/web/supervise.ts';

test.describe.configure({ timeout: 120_000 });

/** Besides BEGIN and COMMIT; who asks is one of them. */
const MOST = 4;

/** Of a page that is kept for all readers: asked for when it is made anew, whoever is being answered meanwhile. */
const isPublic = (statements: string[]) => statements.some((statement) => /public_version\(\)/.test(statement));

test('every page is one transaction of at most four statements, and none where it is kept', async ({
  world,
  pool,
  playwright,
}) => {
  const logins = loginsOn(fromRunner('E2E_OWNER_URL'));
  const counting = await countingBefore(logins.webUrl);
  const port = await freePort();
  const baseURL = `http://localhost:${port}`;
  const web = await supervise('web', 'lib/web/serve.ts', {
    ...environmentOf({ embedded: true, ...logins }),
    ...{ DATABASE_WEB_URL: counting.url, PORT: String(port), NEXTAUTH_URL: baseURL, WEB_PROCESSES: '1' },
  });
  try {
    const pages = await everyPage(world, pool);
    expect(unlisted(pages)).toEqual([]);
    for (const [userId, paths] of pages) {
      const cookie = userId && `${cookieName()}=${await seal((await world.session(userId)).secret)}`;
      const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders: cookie ? { cookie } : {} });
      for (const path of paths) {
        // the first reading of a notice is put on record, which is no longer reading
        const first = await request.get(path);
        const made = counting.transactions().filter(isPublic);
        const answer = await request.get(path);
        expect(answer.status(), path).toBe(200);
        const asked = counting.transactions().filter((statements) => !isPublic(statements));
        const kept = first.headers()['x-nextjs-cache'] !== undefined;
        if (kept) expect.soft(asked, path).toEqual([]);
        else expect.soft(asked, path).toHaveLength(1);
        for (const [begin, ...statements] of [...made.filter(({ length }) => length > 1), ...asked]) {
          const commit = statements.pop();
          const told = `${path} asked:\n${statements.join('\n\n')}\n`;
          expect.soft(begin, told).toMatch(/^BEGIN (READ ONLY|ISOLATION LEVEL REPEATABLE READ READ ONLY)$/);
          expect.soft(commit, told).toBe('COMMIT');
          expect.soft(statements.length, told).toBeLessThanOrEqual(MOST);
        }
      }
      await request.dispose();
    }
  } finally {
    await web.stop();
    await counting.close();
  }
});

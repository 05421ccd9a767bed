import { freePort } from '#db/free-port.ts';
import { countingBefore } from '#e2e/counting.ts';
import { expect, fromRunner, test } from '#e2e/stage.ts';
import {
  changesInEveryState,
  noticesInEveryState,
  objectionsInEveryState,
  openNotice,
  subscribersInEveryState,
} from '#e2e/states.ts';
import { cookieName, seal } from '#lib/auth/envelope.ts';
import { loginsOn } from '#lib/web/database.ts';
import { environmentOf } from '#lib/web/environment.ts';
import { supervise } from '#lib/web/supervise.ts';

test.describe.configure({ timeout: 120_000 });

/** Besides BEGIN and COMMIT; who asks is one of them. */
const MOST = 4;

test('every page is one transaction of at most four statements', async ({ world, pool, playwright }) => {
  const logins = loginsOn(fromRunner('E2E_OWNER_URL'));
  const counting = await countingBefore(logins.webUrl);
  const port = await freePort();
  const baseURL = `http://localhost:${port}`;
  const web = await supervise('web', 'lib/web/serve.ts', {
    ...environmentOf({ embedded: true, ...logins }),
    ...{ DATABASE_WEB_URL: counting.url, PORT: String(port), NEXTAUTH_URL: baseURL, WEB_PROCESSES: '1' },
  });
  try {
    for (const [userId, paths] of await pagesOf(world, pool)) {
      const cookie = userId && `${cookieName()}=${await seal((await world.session(userId)).secret)}`;
      const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders: cookie ? { cookie } : {} });
      for (const path of paths) {
        // the first reading of a notice is put on record, which is no longer reading
        await request.get(path);
        counting.statements();
        const answer = await request.get(path);
        expect(answer.status(), path).toBe(200);
        const [begin, ...statements] = counting.statements();
        const commit = statements.pop();
        const told = `${path} asked:\n${statements.join('\n\n')}\n`;
        expect.soft(begin, told).toMatch(/^BEGIN (READ ONLY|ISOLATION LEVEL REPEATABLE READ READ ONLY)$/);
        expect.soft(commit, told).toBe('COMMIT');
        expect
          .soft(
            statements.filter((statement) => /^(BEGIN|COMMIT|ROLLBACK)/.test(statement)),
            told,
          )
          .toEqual([]);
        expect.soft(statements.length, told).toBeLessThanOrEqual(MOST);
      }
      await request.dispose();
    }
  } finally {
    await web.stop();
    await counting.close();
  }
});

type Fixtures = Parameters<Parameters<typeof test>[2]>[0];

/** Every page that can be asked for, in its main states, with the user who may; null: nobody is signed in. */
async function pagesOf(
  world: Fixtures['world'],
  pool: Fixtures['pool'],
): Promise<[userId: string | null, paths: string[]][]> {
  const notices = await noticesInEveryState(pool);
  const objections = await objectionsInEveryState(pool);
  const changes = await changesInEveryState(pool);
  const [{ slug, version } = { slug: '', version: '' }] = changes;
  const open = await openNotice(pool);
  const subscribers = await subscribersInEveryState(pool);
  const withoutDpa = await world.subscriber({ dpa: false });
  const forNotice = ['', '/objection', '/question', '/more-time', '/early-start'];
  const forObjection = ['', '/retract', '/supplement', '/disagreement', '/dispute-instant'];
  return [
    [
      null,
      [
        ...[
          '/',
          '/sign-in',
          '/register',
          '/register?on=2026-01-01',
          '/register/versions',
          `/register/versions/${version}`,
        ],
        `/register/${slug}`,
      ],
    ],
    ...notices.map(({ userId, noticeId }): [string, string[]] => [userId, ['/changes', `/changes/${noticeId}`]]),
    [open.userId, forNotice.map((rest) => `/changes/${open.noticeId}${rest}`)],
    ...objections.map(({ userId, reference }): [string, string[]] => [
      userId,
      ['/objections', ...forObjection.map((rest) => `/objections/${reference}${rest}`)],
    ]),
    [withoutDpa.contactId, ['/changes', `/changes/concern/${changes.at(-1)?.changeId}`]],
    [
      world.adminId,
      [
        ...['/desk', '/desk/objections', '/desk/objections?status=late', '/desk/changes', '/desk/changes/new'],
        ...['/desk/objections/record', `/desk/objections/record?notice=${open.noticeId}`],
        ...['/desk/subscribers', '/desk/subscribers?name=bank'],
        ...subscribers.map((slug) => `/desk/subscribers/${slug}`),
        ...objections.flatMap(({ reference }) => [
          `/desk/objections/${reference}`,
          `/desk/objections/${reference}/propose`,
        ]),
        ...changes.flatMap(({ changeId, noticeId }) => [
          `/desk/changes/${changeId}`,
          ...(noticeId
            ? [`/desk/changes/${changeId}/withdraw`, `/desk/changes/${changeId}/extend?notice=${noticeId}`]
            : []),
        ]),
      ],
    ],
    [
      world.legalId,
      [
        ...['/cases', '/cases?q=transfer&outcome=objected', '/log', '/log?below=20'],
        ...objections.map(({ reference }) => `/cases/${reference}`),
        ...notices.map(({ reference }) => `/cases/${reference}`),
      ],
    ],
  ];
}

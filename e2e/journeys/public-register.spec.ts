import { once } from 'node:events';
import net from 'node:net';
import { freePort } from '#db/free-port.ts';
import { expect, fromRunner, test } from '#e2e/stage.ts';
import { loginsOn } from '#lib/web/database.ts';
import { environmentOf } from '#lib/web/environment.ts';
import { type Supervised, supervise } from '#lib/web/supervise.ts';

test.describe.configure({ timeout: 120_000 });

/** Stands between a program and its database; closed, nothing passes, and what was under way is lost. */
async function gateBefore(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  let open = true;
  const server = net.createServer((client) => {
    if (!open) return client.destroy();
    const database = net.connect(Number(port), hostname);
    client.pipe(database).pipe(client);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => client.destroy() && database.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = new URL(databaseUrl);
  if (address && typeof address === 'object') url.host = `127.0.0.1:${address.port}`;
  const shut = () => {
    open = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    shut,
    reopen: () => {
      open = true;
    },
    close: () => {
      shut();
      server.close();
    },
  };
}

test('a publication and its withdrawal show on every machine, also on one whose database was away', async ({
  world,
}) => {
  const logins = loginsOn(fromRunner('E2E_OWNER_URL'));
  const gate = await gateBefore(logins.webUrl);
  const machines: (Supervised & { address: string })[] = [];
  try {
    for (const webUrl of [logins.webUrl, gate.url]) {
      const address = `http://localhost:${await freePort()}`;
      const web = await supervise('web', 'lib/web/serve.ts', {
        ...environmentOf({ embedded: true, ...logins, webUrl }),
        ...{ PORT: new URL(address).port, NEXTAUTH_URL: address, WEB_PROCESSES: '1' },
      });
      machines.push({ ...web, address });
    }
    const text = async (path: string) =>
      Promise.all(machines.map(async ({ address }) => (await fetch(`${address}${path}`)).text()));
    const states = async (path: string) =>
      Promise.all(machines.map(async ({ address }) => (await fetch(`${address}${path}`)).status));
    const shown = async (path: string, words: string) => (await text(path)).map((page) => page.includes(words));

    expect((await fetch(`${machines[0]?.address}/register`)).headers.get('x-nextjs-cache')).toBe('HIT');
    const title = `Levanter ${world.mark} keeps the archives`;
    expect(await shown('/register', title)).toEqual([false, false]);
    const { changeId, version } = await world.change({ title, publishedDaysAgo: 0 });
    await expect.poll(() => shown('/register', title), { timeout: 20_000 }).toEqual([true, true]);
    expect(await shown(`/register/versions/${version}`, title)).toEqual([true, true]);

    gate.shut();
    await expect.poll(() => states('/readyz'), { timeout: 20_000 }).toEqual([200, 503]);
    await expect
      .poll(() => shown('/register', title), { message: 'the register can be read all the same', timeout: 20_000 })
      .toEqual([true, true]);
    await world.withdrawal({ changeId, daysAgo: 0 });
    await expect.poll(() => shown('/register', title), { timeout: 20_000 }).toEqual([false, true]);
    gate.reopen();
    await expect.poll(() => shown('/register', title), { timeout: 20_000 }).toEqual([false, false]);
    expect(await states('/readyz')).toEqual([200, 200]);
    for (let again = 0; again < 10; again += 1) expect(await shown('/register', title)).toEqual([false, false]);
  } finally {
    for (const machine of machines) await machine.stop();
    gate.close();
  }
});

test('what is kept for all says nothing of who asked first', async ({ world, signedIn, request }) => {
  const { version } = await world.change({ publishedDaysAgo: 0 });
  const page = await signedIn(world.adminId, '/desk');
  await expect(page.getByRole('banner').getByRole('button', { name: 'Sign out' })).toBeVisible();
  const path = `/register/versions/${version}`;
  const admins = await page.request.get(path, {
    headers: { 'content-security-policy': "script-src 'nonce-planted'" },
  });
  const strangers = await request.get(path);
  expect(await strangers.text()).toBe(await admins.text());
  expect(await admins.text()).not.toMatch(/planted|Sign out/);
  expect(admins.headers()['set-cookie']).toBeUndefined();
  for (const answer of [admins, strangers]) {
    expect(answer.headers()['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect(answer.headers()['content-security-policy']).toMatch(/script-src 'self'( 'sha256-[\w+/=]{44}')+;/);
  }

  await page.goto('/register');
  await page.getByRole('link', { name: 'Your work' }).click();
  await expect(page).toHaveURL('/desk');
});

for (const scripts of [true, false])
  test(`a reader’s theme stands on a page that is kept for all, ${scripts ? 'with' : 'without'} scripts`, async ({
    browser,
    contextOptions,
    watch,
  }) => {
    const context = await browser.newContext({ ...contextOptions, javaScriptEnabled: scripts, colorScheme: 'light' });
    watch.follow(context);
    const page = await context.newPage();
    const ground = () => page.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor);
    const [light, dark] = ['rgb(251, 250, 247)', 'rgb(20, 22, 26)'];
    await page.goto('/register');
    expect(await ground()).toBe(light);
    for (const [name, expected] of [
      ['Dark', dark],
      ['Light', light],
      ['System', light],
    ] as const) {
      await page.getByRole('button', { name }).click();
      await expect.poll(ground).toBe(expected);
      await page.goto('/register/versions');
      expect(await ground()).toBe(expected);
      if (scripts) await expect(page.getByRole('button', { name })).toHaveAttribute('aria-pressed', 'true');
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground()).toBe(dark);
    await context.close();
  });

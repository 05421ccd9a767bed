import { expect, test } from '#e2e/stage.ts';
import { newId } from '#lib/command/new-id.ts';

test('a reader follows the register, confirms, is owed a letter by the next version, and stops; no script is needed', async ({
  browser,
  contextOptions,
  watch,
  pool,
  world,
}) => {
  const context = await browser.newContext({ ...contextOptions, javaScriptEnabled: false });
  watch.follow(context);
  const page = await context.newPage();
  const email = `${newId()}@reader.example`;
  const owed = async () => {
    const { rows } = await pool.query(
      `SELECT l.kind FROM demur.letters l JOIN demur.followers f ON f.id = l.follower_id WHERE f.id = $1 ORDER BY l.id`,
      [followerId],
    );
    return rows.map(({ kind }) => kind);
  };

  await page.goto('/register');
  await page.getByLabel('E-mail address').fill('nobody');
  await page.getByRole('button', { name: 'Follow by e-mail' }).click();
  await expect(page.getByText('This is not an e-mail address.')).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue('nobody');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Follow by e-mail' }).click();
  await expect(page.getByText('Look into your mailbox')).toBeVisible();

  await page.getByRole('link', { name: /^The link that the letter would hold/ }).click();
  const token = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const [followerId] = token.split('.');
  await expect(page.getByText(`then goes to ${email}.`)).toBeVisible();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('You follow the register')).toBeVisible();
  await world.change({ publishedDaysAgo: 0 });
  expect(await owed()).toEqual(['follow_confirmation', 'register_published']);

  await page.goto(`/follow/stop/${token}`);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('You no longer follow the register')).toBeVisible();
  await page.goto(`/follow/confirm/${token}`);
  await expect(page.getByText('Nobody follows the register by this link')).toBeVisible();
  const { rows } = await pool.query('SELECT FROM demur.followers WHERE email = $1', [email]);
  expect(rows).toEqual([]);
  await context.close();
});

test('a mail program stops it with one POST from anywhere; a GET asks, and another site can’t ask for anybody', async ({
  request,
}) => {
  const form = { email: `${newId()}@reader.example` };
  const send = (site: string) =>
    request.post('/follow/ask', { form, headers: { 'sec-fetch-site': site }, maxRedirects: 0 });
  expect((await send('cross-site')).status()).toBe(403);
  const asked = await send('same-origin');
  expect(asked.status()).toBe(303);
  const link = new URL(asked.headers().location ?? '', 'http://here').searchParams.get('link') ?? '';

  const oneClick = `/follow/stop/${link}/one-click`;
  const opened = await request.get(oneClick, { maxRedirects: 0 });
  expect([opened.status(), opened.headers().location]).toEqual([303, `/follow/stop/${link}`]);
  for (let times = 0; times < 2; times += 1) {
    const stopped = await request.post(oneClick, {
      form: { 'List-Unsubscribe': 'One-Click' },
      headers: { 'sec-fetch-site': 'cross-site', origin: 'https://mail.example' },
    });
    expect(stopped.status()).toBe(200);
  }
  expect((await request.post(`/follow/stop/${link}x/one-click`)).status()).toBe(404);
});

test('programs are given the register, told when it has not changed, and by any site', async ({ request }) => {
  for (const path of ['/register.json', '/register.csv', '/register/feed.xml']) {
    const first = await request.get(path);
    expect(first.status(), path).toBe(200);
    const { etag = '', 'last-modified': changed = '', ...headers } = first.headers();
    expect(headers, path).toMatchObject({ 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff' });
    expect(headers['content-security-policy'], path).toContain("default-src 'none'");
    const held: Record<string, string>[] = [{ 'if-none-match': `W/${etag}` }, { 'if-modified-since': changed }];
    for (const sent of held) expect((await request.get(path, { headers: sent })).status(), path).toBe(304);
    const stale = { 'if-none-match': '"another"', 'if-modified-since': changed };
    expect((await request.get(path, { headers: stale })).status(), path).toBe(200);
    const head = await request.head(path);
    expect([head.status(), head.headers().etag, (await head.body()).length], path).toEqual([200, etag, 0]);
    expect((await request.fetch(path, { method: 'OPTIONS' })).headers(), path).toMatchObject({
      'access-control-allow-methods': 'GET, HEAD',
    });
  }
  expect((await (await request.get('/register.json?on=2000-01-01')).json()).entries).toEqual([]);
  for (const path of ['/register.json', '/register.csv'])
    expect((await request.get(`${path}?on=2026-02-30`)).status()).toBe(422);
});

import { look } from '#e2e/looking.ts';
import { ownCase } from '#e2e/own-case.ts';
import { expect, test } from '#e2e/stage.ts';

test('a privacy admin makes a token, a program asks with it, and revoking it ends that at once', async ({
  world,
  pool,
  signedIn,
  playwright,
  baseURL,
}) => {
  const { noticeId } = await ownCase(world);
  const { rows } = await pool.query<{ subscriber: string; subprocessor: string; reference: string }>(
    `SELECT s.slug AS subscriber, p.slug AS subprocessor, n.reference FROM demur.notices n JOIN demur.subscribers s ON s.id = n.subscriber_id
     JOIN demur.changes c ON c.id = n.change_id JOIN demur.subprocessors p ON p.id = c.subprocessor_id WHERE n.id = $1`,
    [noticeId],
  );
  const [asked] = rows;
  if (!asked) throw new Error('the case is there');

  const page = await signedIn(world.adminId, '/desk/settings');
  await page.getByRole('link', { name: 'Make or revoke tokens' }).click();
  await expect(page.getByRole('heading', { name: 'API tokens', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Make token' }).click();
  await expect(page.getByRole('alert').first()).toContainText('The name is missing.');
  const name = `Mail gateway ${asked.reference}`;
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Ask whether data may be sent').check();
  await page.getByRole('button', { name: 'Make token' }).click();
  const shown = page.getByText(/^demur_[\w-]{51}$/);
  await expect(shown).toBeVisible();
  const token = await shown.innerText();
  await look(page);
  await page.reload();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Until it is revoked');
  await expect(page.getByText(/demur_[\w-]{51}/)).toHaveCount(0);

  // a program: no cookie, and its own
  const program = await playwright.request.newContext({ baseURL });
  const path = `/api/v1/authorisations?subscriber=${asked.subscriber}&subprocessor=${asked.subprocessor}`;
  const ask = (headers: Record<string, string> = {}) =>
    program.get(path, { headers: { authorization: `Bearer ${token}`, ...headers } });
  const answer = await ask();
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ allowed: false, terms: [{ case: { reference: asked.reference } }] });
  const headers = answer.headers();
  expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['ratelimit-policy']).toMatch(/^"token";q=\d+;w=60$/);
  expect((await ask({ 'if-none-match': headers.etag ?? '' })).status()).toBe(304);
  expect((await program.head(path, { headers: { authorization: `Bearer ${token}` } })).status()).toBe(200);

  // neither a session nor another method opens anything
  expect((await page.request.get(path)).status()).toBe(401);
  const posted = await program.post(path, { headers: { authorization: `Bearer ${token}` } });
  expect([posted.status(), posted.headers()['content-type']]).toEqual([405, 'application/problem+json']);
  const offered = await program.fetch(path, { method: 'OPTIONS' });
  expect([offered.status(), offered.headers().allow]).toEqual([204, 'GET, HEAD, OPTIONS']);
  expect((await program.get('/api/v1/nothing')).headers()['content-type']).toBe('application/problem+json');
  for (const other of ['cases', 'register'])
    expect((await program.get(`/api/v1/${other}`, { headers: { authorization: `Bearer ${token}` } })).status()).toBe(
      403,
    );
  expect((await program.get('/api/v1/openapi.json')).status()).toBe(200);

  await page.getByRole('link', { name: `Revoke ${name}` }).click();
  await expect(page.getByRole('heading', { name: `Revoke “${name}”` })).toBeVisible();
  await look(page);
  await page.getByRole('button', { name: 'Revoke token' }).click();
  await expect(page.getByText('The token is revoked.')).toBeVisible();
  expect(await (await ask()).json()).toMatchObject({ status: 401, code: 'token_revoked' });
  await program.dispose();
});

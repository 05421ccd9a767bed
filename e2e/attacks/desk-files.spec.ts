import { ownCase } from '#e2e/own-case.ts';
import { expect, type Page, test } from '#e2e/stage.ts';

const PDF = Buffer.from('%PDF-1.7 of the year');
const own = { 'sec-fetch-site': 'same-origin' };

test('evidence and registers come from the desk’s own pages, and evidence goes to the desk alone', async ({
  world,
  pool,
  signedIn,
}) => {
  const { subscriber } = await ownCase(world);
  const { rows } = await pool.query(`SELECT id FROM demur.subprocessors WHERE slug = 'amazon'`);
  const stored = async () => (await pool.query('SELECT FROM demur.evidence_files')).rowCount;
  const send = async (page: Page, headers: Record<string, string>, back = '/desk/register/amazon') => {
    const file = { name: 'report.pdf', mimeType: 'application/pdf', buffer: PDF };
    const multipart = { subprocessorId: String(rows[0]?.id), back, file };
    const answer = await page.request.post('/files/evidence', { multipart, headers, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
    return answer.headers().location ?? '';
  };
  const desk = await signedIn(world.adminId, '/desk');
  const others = await Promise.all([signedIn(subscriber.signatoryId, '/changes'), signedIn(world.legalId, '/cases')]);
  const before = await stored();
  expect(await send(desk, { 'sec-fetch-site': 'cross-site' })).toBe('/desk/register?file=forbidden');
  for (const page of others) expect(await send(page, own)).toBe('/desk/register?file=forbidden');
  expect(await stored()).toBe(before);

  // no page elsewhere is where it leads back to
  expect(await send(desk, own, 'https://elsewhere.example/')).toMatch(/^\/desk\/register\?file=[0-9a-f-]{36}$/);
  const fileId = (await send(desk, own)).split('=').at(-1);
  const answer = await desk.request.get(`/files/evidence/${fileId}`);
  expect(await answer.body()).toEqual(PDF);
  expect(answer.headers()).toMatchObject({
    'content-disposition': expect.stringMatching(/^attachment;/),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': 'private, no-store',
  });
  for (const page of others) {
    expect((await page.request.get(`/files/evidence/${fileId}`)).status()).toBe(404);
    expect((await page.request.get('/desk/register/export.json')).status()).toBe(403);
    const register = { file: { name: 'r.json', mimeType: 'application/json', buffer: Buffer.from('{}') } };
    const sent = await page.request.post('/files/register', { multipart: register, headers: own, maxRedirects: 0 });
    expect(sent.headers().location).toBe('/desk/register/import?wrong=forbidden');
  }
});

import { ownCase } from '#e2e/own-case.ts';
import { expect, test } from '#e2e/stage.ts';

test('a file is a download of its own kind, whatever a browser would make of it', async ({ world, pool, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const { objectionId } = await world.objection({
    noticeId,
    userId: subscriber.signatoryId,
    files: [{ name: 'notes of "us"\r\nX-Evil: 1.txt', content: 'Why: <script>alert(1)</script>' }],
  });
  const { rows } = await pool.query('SELECT file_id AS id FROM demur.objection_files WHERE objection_id = $1', [
    objectionId,
  ]);
  const page = await signedIn(subscriber.contactId, '/changes');
  const answer = await page.request.get(`/files/${rows[0]?.id}`);
  expect(answer.status()).toBe(200);
  expect(answer.headers()).toMatchObject({
    'content-disposition': expect.stringMatching(/^attachment;/),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  });
  expect(answer.headers()).not.toHaveProperty('x-evil');
  expect(await answer.text()).toBe('Why: <script>alert(1)</script>');
});

test('what is exported is a download, to those who may have it and from this site alone', async ({
  world,
  signedIn,
}) => {
  const { subscriber, noticeId } = await ownCase(world, { subscriber: { name: `=HYPERLINK("x") ${world.mark}` } });
  const { reference } = await world.objection({ noticeId, userId: subscriber.signatoryId });
  const legal = await signedIn(world.legalId, `/cases/${reference}`);
  const own = await signedIn(subscriber.contactId, `/objections/${reference}`);
  for (const [page, path, type] of [
    [legal, `/cases/${reference}/dossier.pdf`, 'application/pdf'],
    [legal, `/cases/${reference}/case-file.json`, 'application/json'],
    [legal, '/cases/export.csv', 'text/csv'],
    [own, `/objections/${reference}/dossier.pdf`, 'application/pdf'],
    [own, `/objections/${reference}/case-file.json`, 'application/json'],
  ] as const) {
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()['content-disposition'], path).toMatch(/^attachment; filename="[\w.-]+"$/);
    expect(answer.headers()['content-type'], path).toContain(type);
    expect(answer.headers()['x-content-type-options'], path).toBe('nosniff');
    expect(answer.headers()['cache-control'], path).toContain('no-store');
    const elsewhere = await page.request.get(path, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(elsewhere.status(), path).toBe(403);
  }
  const csv = await (await legal.request.get(`/cases/export.csv?q=${reference}`)).text();
  expect(csv).toContain(`'=HYPERLINK(""x"") ${world.mark}`);
  const other = await ownCase(world);
  const stranger = await signedIn(other.subscriber.signatoryId, '/objections');
  expect((await stranger.request.get(`/cases/${reference}/dossier.pdf`)).status()).toBe(404);
  expect((await own.request.get('/cases/export.csv')).status()).toBe(403);
});

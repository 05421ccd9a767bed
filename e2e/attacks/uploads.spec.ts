import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import type pg from 'pg';
import { ownCase } from '#e2e/own-case.ts';
import { expect, fromRunner, test } from '#e2e/stage.ts';
import { write } from '#e2e/steps/objecting.ts';

const MB = 1_048_576;
const PDF = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const attached = 'Attached files';

test('what cannot be attached is refused in words, and the form goes on', async ({
  world,
  pool,
  signedIn,
}, testInfo) => {
  const { subscriber, noticeId } = await ownCase(world);
  const page = await signedIn(subscriber.signatoryId, `/changes/${noticeId}/objection`);
  await write(page);
  const files = page.getByRole('list', { name: attached });
  const refusals = [
    ['scan.pdf', Buffer.alloc(25 * MB, '%PDF-1.7 '), 'Not attached: It is larger than 20 MB'],
    ['report.pdf', Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04\x00 a program'), 'is a program, whatever its name says'],
    ['tool.pdf', Buffer.from('\x7fELF\x02\x01\x01\x00 another'), 'is a program, whatever its name says'],
    ['page.html', Buffer.from('<!doctype html><script>alert(1)</script>'), 'could run scripts'],
    ['empty.pdf', Buffer.alloc(0), 'is empty'],
    ['letter.txt', PDF, 'its content is that of a .pdf file'],
  ] as const;
  for (const [name, content, sentence] of refusals) {
    fs.writeFileSync(testInfo.outputPath(name), content);
    await page.getByLabel('Attach files').setInputFiles(testInfo.outputPath(name));
    await expect(files.getByRole('listitem').filter({ hasText: name })).toContainText(sentence);
  }
  expect(await filesOn(pool, noticeId)).toBe(0);
  await expect(page.getByLabel('Your name')).toHaveValue('Marta Quintero');

  await page
    .getByLabel('Attach files')
    .setInputFiles({ name: 'opinion.pdf', mimeType: 'application/pdf', buffer: PDF });
  await expect(files.getByRole('listitem')).toHaveCount(1);
  await expect(files.getByRole('link', { name: 'opinion.pdf' })).toBeVisible();
});

test('25 MB sent past the form are refused in words', async ({ world, pool, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const page = await signedIn(subscriber.signatoryId, '/changes');
  const answer = await page.request.post(`/changes/${noticeId}/files?name=scan.pdf`, {
    data: Buffer.alloc(25 * MB, '%PDF-1.7 '),
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream' },
  });
  expect(answer.status()).toBe(413);
  expect(await answer.json()).toMatchObject({ code: 'too_large', title: expect.stringContaining('20 MB') });
  expect(await filesOn(pool, noticeId)).toBe(0);
});

test('a connection cut in the middle of an upload leaves nothing', async ({ world, pool, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const page = await signedIn(subscriber.signatoryId, `/changes/${noticeId}/objection`);
  const [cookie] = await page.context().cookies();
  const { hostname, port } = new URL(fromRunner('E2E_BASE_URL'));

  const socket = net.connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(
    [
      `POST /changes/${noticeId}/files?name=opinion.pdf HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      `Cookie: ${cookie?.name}=${cookie?.value}`,
      'Sec-Fetch-Site: same-origin',
      'Content-Type: application/octet-stream',
      `Content-Length: ${5 * MB}`,
      '\r\n',
    ].join('\r\n'),
  );
  socket.write(Buffer.concat([PDF, Buffer.alloc(2 * MB)]));
  // it has begun to be stored, and so it must go again
  await expect.poll(() => filesOn(pool, noticeId)).toBe(1);
  await page.reload();
  await expect(page.getByRole('list', { name: attached })).toHaveCount(0);
  socket.destroy();
  await expect.poll(() => filesOn(pool, noticeId)).toBe(0);
  await page.reload();
  await expect(page.getByRole('list', { name: attached })).toHaveCount(0);
});

test('a page of another site cannot attach a file', async ({ world, pool, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const page = await signedIn(subscriber.signatoryId, '/changes');
  const senders: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://elsewhere.example' },
    {},
  ];
  for (const headers of senders) {
    const answer = await page.request.post(`/changes/${noticeId}/files?name=opinion.pdf`, { data: PDF, headers });
    expect(answer.status()).toBe(403);
  }
  expect(await filesOn(pool, noticeId)).toBe(0);
});

async function filesOn(pool: pg.Pool, noticeId: string): Promise<number | null> {
  return (await pool.query('SELECT FROM demur.files WHERE notice_id = $1', [noticeId])).rowCount;
}

import { ownCase } from '#e2e/own-case.ts';
import { expect, type Page, test } from '#e2e/stage.ts';
import { signIn } from '#e2e/steps/signing-in.ts';
import { hashPassword } from '#lib/auth/password.ts';
import { newId } from '#lib/command/new-id.ts';

const PASSWORD = 'nine lanterns at the quay';

test('someone else’s record and none at all are the same 404', async ({ world, signedIn }) => {
  const theirs = await ownCase(world);
  const { reference, objectionId } = await world.objection({
    noticeId: theirs.noticeId,
    userId: theirs.subscriber.signatoryId,
    files: [{}],
  });
  const [fileId] = await filesOf(world.pool, objectionId);
  const own = await ownCase(world);
  const page = await signedIn(own.subscriber.signatoryId, '/changes');
  for (const path of ['', '/objection', '/question', '/more-time', '/early-start'])
    await same404(page, (id) => `/changes/${id}${path}`, theirs.noticeId, newId());
  for (const path of ['', '/case-file.json', '/dossier.pdf'])
    await same404(page, (id) => `/objections/${id}${path}`, reference, 'OBJ-2026-00000A');
  await same404(page, (id) => `/files/${id}`, fileId ?? '', newId());
  await same404(page, (id) => `/changes/${id}`, 'not-an-id', newId());
});

test('an attempt on someone else’s notice is answered as on none, and does nothing', async ({
  world,
  pool,
  signedIn,
}) => {
  const theirs = await ownCase(world);
  const own = await ownCase(world);
  const page = await signedIn(own.subscriber.signatoryId, '/changes');
  const send = (noticeId: string) =>
    page.request.post(`/changes/${noticeId}/files?name=note.txt`, {
      data: 'a note',
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream' },
    });
  const [foreign, none] = [await send(theirs.noticeId), await send(newId())];
  expect(foreign.status()).toBe(404);
  expect(await foreign.json()).toEqual(await none.json());

  // a form of an own page, turned on another's notice
  await page.goto(`/changes/${own.noticeId}`);
  await page
    .locator('input[name=noticeId]')
    .first()
    .evaluate((input, id) => {
      if (input instanceof HTMLInputElement) input.value = id;
    }, theirs.noticeId);
  await page.getByRole('button', { name: 'Record no objection' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'There is no such record, or it is not yours to see.',
  );
  const { rowCount } = await pool.query('SELECT FROM demur.acceptances WHERE notice_id = $1', [theirs.noticeId]);
  expect(rowCount).toBe(0);
});

test('signed in without the role: 403, and which role is needed', async ({ world, signedIn }) => {
  const { subscriber } = await ownCase(world);
  const rooms = {
    subscriber: ['/changes', '/objections'],
    'privacy admin': ['/desk', '/desk/objections', '/desk/changes', '/desk/changes/new', '/desk/subscribers'],
    legal: ['/cases', '/log'],
  };
  const people = { subscriber: subscriber.contactId, 'privacy admin': world.adminId, legal: world.legalId };
  for (const [role, userId] of Object.entries(people)) {
    const page = await signedIn(userId, '/register');
    for (const [needed, paths] of Object.entries(rooms))
      for (const path of needed === role ? [] : paths) {
        const answer = await page.goto(path);
        expect(answer?.status(), `${role} at ${path}`).toBe(403);
        await expect(page.getByRole('heading', { level: 1 })).toContainText(/^This page is for /);
        await expect(page.getByText(`the role “${needed}”`)).toBeVisible();
      }
  }
});

test('not signed in: to the sign-in, and then to where one wanted to go', async ({ world, page }) => {
  const email = `signatory-${world.mark}-${Date.now()}@halyard.example`;
  const signatory = { email, passwordHash: await hashPassword(PASSWORD) };
  const { noticeId, title } = await ownCase(world, { subscriber: { signatory } });
  for (const path of ['/changes', '/objections', '/desk', '/desk/objections', '/desk/changes/new', '/cases', '/log']) {
    await page.goto(path);
    await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  await page.goto(`/changes/${noticeId}?from=letter`);
  await signIn(page, email, PASSWORD);
  await expect(page).toHaveURL(`/changes/${noticeId}?from=letter`);
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await page.goto('/changes');
  await expect(page).toHaveURL(/^[^?]*\/sign-in\?/);
});

test('a wrong password says no more than that it does not fit', async ({ page }) => {
  await page.goto('/sign-in');
  for (const email of ['dpo@kite-health.example', 'nobody@kite-health.example']) {
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('do not belong together');
    await expect(page.getByLabel('Email')).toHaveValue(email);
  }
});

test('signing in leads to no other site', async ({ world, page, baseURL }) => {
  const passwordHash = await hashPassword(PASSWORD);
  const email = `open-${world.mark}@halyard.example`;
  await ownCase(world, { subscriber: { signatory: { email, passwordHash } } });
  for (const next of [
    '//elsewhere.example/',
    '/\\elsewhere.example',
    'https://elsewhere.example/',
    '/\t/elsewhere.example',
  ]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    // nor where the form itself was changed
    await page.locator('input[name=next]').evaluate((input, value) => {
      if (input instanceof HTMLInputElement) input.value = value;
    }, next);
    await signIn(page, email, PASSWORD);
    await page.waitForURL(`${baseURL}/changes`);
    await page.context().clearCookies();
  }
});

/** Both are 404, and what comes differs in nothing but what is made anew for each request. */
async function same404(page: Page, path: (id: string) => string, foreign: string, none: string): Promise<void> {
  const told = async (id: string) => {
    const answer = await page.request.get(path(id));
    expect(answer.status(), path(id)).toBe(404);
    const { date: _date, ...headers } = answer.headers();
    const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1] ?? 'no nonce';
    const alike = (text: string) => text.replaceAll(nonce, '').replaceAll(id, '');
    // the stream is cut, and its rows are numbered, as the server comes to them
    const rows = alike(await answer.text())
      .replaceAll(/"\]\)<\/script><script nonce="">self\.__next_f\.push\(\[1,"/g, '')
      .replaceAll(/\$L[0-9a-f]+/g, '$')
      .split('\\n')
      .map((row) => row.replace(/^[0-9a-f]+:/, ''));
    return { headers: alike(JSON.stringify(headers)), rows: rows.toSorted() };
  };
  expect(await told(foreign)).toEqual(await told(none));
}

async function filesOf(
  pool: { query: (sql: string, values: string[]) => Promise<{ rows: { id: string }[] }> },
  objectionId: string,
) {
  const { rows } = await pool.query('SELECT file_id AS id FROM demur.objection_files WHERE objection_id = $1', [
    objectionId,
  ]);
  return rows.map(({ id }) => id);
}

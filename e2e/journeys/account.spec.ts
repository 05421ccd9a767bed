import ICAL from 'ical.js';
import { look } from '#e2e/looking.ts';
import { ownCase } from '#e2e/own-case.ts';
import { expect, test } from '#e2e/stage.ts';

const closeOf = (text: string) => {
  const events = new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent');
  return events.map((event) => String(event.getFirstPropertyValue('dtend')));
};

test('a deadline is put into a calendar, alone and by an address that ends when it is revoked', async ({
  world,
  signedIn,
  pool,
}) => {
  const { subscriber, noticeId } = await ownCase(world);
  const page = await signedIn(subscriber.contactId, `/changes/${noticeId}`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Add the deadline to your calendar' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^DEM-.*\.ics$/);
  const { rows } = await pool.query<{ at: string }>(
    `SELECT to_char(closes_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at FROM demur.notices WHERE id = $1`,
    [noticeId],
  );
  const own = `/changes/${noticeId}/deadline.ics`;
  const file = await page.request.get(own);
  expect(file.headers()).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'cache-control': 'private, no-cache',
  });
  expect(closeOf(await file.text())).toEqual([rows[0]?.at]);
  const again = await page.request.get(own, { headers: { 'if-none-match': file.headers().etag ?? '' } });
  expect(again.status()).toBe(304);

  await page.goto('/account');
  await look(page);
  await page.getByRole('button', { name: 'Make an address' }).click();
  const address = await page.getByText(/\/calendar\/[\w-]{43}\/deadlines\.ics$/).innerText();
  await look(page, 'an address that is shown once');
  const anybody = await page.context().browser()?.newContext();
  const feed = await anybody?.request.get(address);
  expect(feed?.status()).toBe(200);
  expect(closeOf((await feed?.text()) ?? '')).toContain(rows[0]?.at);
  await page.goto('/account');
  await expect(page.getByText(/An address works now/)).toBeVisible();
  await page.getByRole('button', { name: 'Revoke the address' }).click();
  await expect(page.getByText('The address is revoked.')).toBeVisible();
  expect((await anybody?.request.get(address))?.status()).toBe(404);
  await anybody?.close();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the bell tells what happened, and letters are chosen', async ({ world, signedIn }) => {
    const { subscriber, noticeId } = await ownCase(world);
    const { objectionId, reference } = await world.objection({ noticeId, userId: subscriber.signatoryId });
    await world.informationRequest({ objectionId });
    const page = await signedIn(subscriber.contactId, '/changes');
    await page.getByRole('link', { name: 'News: 2 unread' }).click();
    await page.getByRole('link', { name: /asked for information/ }).click();
    await expect(page).toHaveURL(new RegExp(`/objections/${reference}$`));
    await page.getByRole('link', { name: 'News: 1 unread' }).click();
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await expect(page.getByRole('link', { name: 'News: nothing unread' })).toBeVisible();

    await page.getByRole('link', { name: /^Your account/ }).click();
    await page.getByLabel('Español').check();
    await page.getByLabel('Reminders').uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await expect(page.getByLabel('Español')).toBeChecked();
    await expect(page.getByLabel('Reminders')).not.toBeChecked();
  });
});

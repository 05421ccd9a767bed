import ICAL from 'ical.js';
import { ownCase } from '#e2e/own-case.ts';
import { expect, type Page, test } from '#e2e/stage.ts';
import { file, review, write } from '#e2e/steps/objecting.ts';
import { BOUNCING_DOMAIN } from '#lib/post/demo-carrier.ts';

test.describe.configure({ mode: 'parallel', timeout: 120_000 });

/** The worker writes and sends in its own time: loads the page again until what it leaves behind is there. */
async function soon(page: Page, seen: () => Promise<void>, timeout = 30_000): Promise<void> {
  await expect(async () => {
    await page.reload();
    await seen();
  }).toPass({ timeout, intervals: [500, 1000, 2000] });
}

/** What a link gives to keep. */
const taken = async (page: Page, link: string | RegExp) => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  return { name: download.suggestedFilename(), content: Buffer.concat(chunks) };
};

test('a notice reaches its subscriber’s letters, with its deadline in the first line and in the calendar', async ({
  world,
  signedIn,
}) => {
  const { subscriber, noticeId, title } = await ownCase(world);
  const page = await signedIn(subscriber.signatoryId, `/changes/${noticeId}`);
  const { content } = await taken(page, 'Add the deadline to your calendar');
  const event = new ICAL.Component(ICAL.parse(content.toString('utf8'))).getFirstSubcomponent('vevent');
  const ends = String(event?.getFirstPropertyValue('dtend'));
  const closes = await page
    .getByRole('main')
    .locator('time')
    .evaluateAll((times) => times.map((time) => time.getAttribute('datetime')));
  expect(closes.map((at) => at?.replace(/\.0+Z$/, 'Z'))).toContain(ends);

  await page.goto(`/letters?notice=${noticeId}`);
  await soon(page, () => expect(page.getByText('Notice of a change')).toBeVisible({ timeout: 500 }));
  await page
    .getByRole('link', { name: new RegExp(title) })
    .last()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Notice of a change' })).toBeVisible();
  await soon(page, () => expect(page.getByText('Kept here').first()).toBeVisible({ timeout: 500 }));
});

test('whoever objects gets a receipt, with the objection as a document', async ({ world, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const page = await signedIn(subscriber.signatoryId, `/changes/${noticeId}/objection`);
  await write(page, { actions: ['Keep it in the European Union'] });
  await review(page);
  const reference = await file(page);
  await page.goto(`/letters?notice=${noticeId}`);
  const receipt = page.getByRole('listitem').filter({ hasText: 'Receipt of an objection' });
  await soon(page, () => expect(receipt).toContainText('1 enclosure', { timeout: 500 }));
  await receipt.getByRole('link').click();
  const { name, content } = await taken(page, /\.pdf$/);
  expect(name).toContain(reference);
  expect(content.subarray(0, 5).toString()).toBe('%PDF-');
});

test('a notice that bounced is sent to another contact', async ({ world, signedIn }) => {
  const away = (who: string) => ({ email: `${who}-${world.mark}@${BOUNCING_DOMAIN}` });
  const { subscriber, change } = await ownCase(world, {
    subscriber: { signatory: away('dpo'), contact: away('office') },
  });
  const page = await signedIn(world.adminId, `/desk/letters?list=bounced&change=${change.changeId}`);
  const bounced = page
    .getByRole('main')
    .getByRole('link', { name: /Notice of a change/ })
    .first();
  await soon(page, () => expect(bounced).toBeVisible({ timeout: 500 }));
  await page.goto('/desk');
  await expect(page.getByRole('main')).toContainText(subscriber.name);

  await world.member({ subscriberId: subscriber.subscriberId, right: 'contact', name: 'Iria Bouzas' });
  await page.goto(`/desk/letters?list=bounced&change=${change.changeId}`);
  await bounced.click();
  await expect(page.getByRole('heading', { name: 'Choose another contact' })).toBeVisible();
  await page.getByRole('button', { name: 'Send to Iria Bouzas' }).click();
  const delivery = page.getByRole('row').filter({ hasText: 'Iria Bouzas' });
  await soon(page, () => expect(delivery).toContainText('Kept here', { timeout: 500 }));
});

test('a window that nobody answered closes by itself, and the record of that is with everybody', async ({
  world,
  signedIn,
}) => {
  const { subscriber, noticeId, change } = await ownCase(world, { change: { publishedDaysAgo: 45 } });
  const RECORD = 'Record that no objection was received';
  const page = await signedIn(subscriber.contactId, `/letters?notice=${noticeId}`);
  const record = page.getByRole('listitem').filter({ hasText: RECORD });
  await soon(page, () => expect(record).toContainText('1 enclosure', { timeout: 500 }), 75_000);
  await record.getByRole('link').click();
  const { content } = await taken(page, /\.pdf$/);
  expect(content.subarray(0, 5).toString()).toBe('%PDF-');

  const desk = await signedIn(world.adminId, `/desk/letters?kind=no_objection_record&change=${change.changeId}`);
  await expect(desk.getByRole('main').getByRole('link', { name: new RegExp(RECORD) })).toBeVisible();
  const legal = await signedIn(world.legalId, `/cases?q=${encodeURIComponent(subscriber.name)}`);
  await legal.getByRole('main').getByRole('link', { name: /DEM-/ }).first().click();
  await expect(legal.getByRole('main')).toContainText(RECORD);
});

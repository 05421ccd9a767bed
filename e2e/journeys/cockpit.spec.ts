import { look } from '#e2e/looking.ts';
import { ownCase } from '#e2e/own-case.ts';
import { expect, type Page, test } from '#e2e/stage.ts';

/** The numbers beside the words of a list of bars. */
async function counts(page: Page, label: RegExp): Promise<string> {
  return (await page.getByLabel(label).first().innerText()).replaceAll(/\s+/g, ' ').trim();
}

test('a change is followed from its desk: who answered what, what stands in the way, and from when it is safe to start', async ({
  world,
  signedIn,
}) => {
  const { subscriber, others, change, title } = await ownCase(world, { others: 2 });
  const [accepting] = others as [(typeof others)[number]];
  await world.acceptance({ noticeId: change.noticeOf(accepting), userId: accepting.signatoryId, daysAgo: 1 });
  const objection = { noticeId: change.noticeOf(subscriber), userId: subscriber.signatoryId, daysAgo: 1 };
  const { objectionId } = await world.objection(objection);

  const page = await signedIn(world.adminId, `/desk/changes/${change.changeId}`);
  await expect(page.getByRole('heading', { name: 'Not safe to start for everyone: 1 case on hold' })).toBeVisible();
  await expect(page.getByText('0 of 3 subscribers', { exact: true })).toBeVisible();
  expect(await counts(page, /^Outcomes of 3 notices/)).toContain('Open 1 Objected 1 Accepted 1');
  await expect(page.getByRole('img', { name: /^Accepted a day, .*: 1/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Objected a day, .*: 1/ })).toBeVisible();
  // two contacts each; the worker writes and keeps them meanwhile
  await expect(
    page.getByRole('link', { name: /^(3 waiting to be written|\d waiting to be sent|\d kept here)$/ }).first(),
  ).toBeVisible();
  await page.getByText('Proof', { exact: true }).last().click();
  await expect(page.getByText('Text of the notice, SHA-256')).toBeVisible();
  await look(page);

  // its rows, by outcome and by name
  const rows = page.getByRole('table', { name: 'Subscribers and outcomes' }).getByRole('row');
  await expect(rows).toHaveCount(4);
  await page.getByLabel('Outcome', { exact: true }).selectOption({ label: 'Objected (1)' });
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText(subscriber.name);
  await page.getByRole('link', { name: 'Clear' }).click();
  await page.getByLabel('Name').fill('library halyard');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText(subscriber.name);

  // the first page counts the same
  await page.goto('/desk');
  const card = page
    .locator('section')
    .filter({ has: page.getByRole('link', { name: title }) })
    .last();
  expect((await card.innerText()).replaceAll(/\s+/g, ' ')).toContain('Open 1 Objected 1 Accepted 1');

  await world.resolution({ objectionId, option: 'cease', daysAgo: 0 });
  await page.goto(`/desk/changes/${change.changeId}`);
  await expect(page.getByRole('heading', { name: /^Safe to start for everyone from / })).toBeVisible();
  await expect(page.getByText('For 1 subscriber it never starts')).toBeVisible();
  await look(page, 'a change that somebody is spared');
});

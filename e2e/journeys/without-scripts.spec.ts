import { ownCase } from '#e2e/own-case.ts';
import { expect, test } from '#e2e/stage.ts';
import { choose, dayAhead } from '#e2e/steps/deciding.ts';
import { GROUNDS } from '#e2e/steps/objecting.ts';

test.use({ javaScriptEnabled: false });

test('an objection is filed and decided in a browser that runs no scripts', async ({ world, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const page = await signedIn(subscriber.signatoryId, `/changes/${noticeId}/objection`);
  await page.getByLabel('Attach files').setInputFiles({
    name: 'opinion.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Our opinion, in full.'),
  });
  await page.getByRole('button', { name: 'Attach', exact: true }).click();
  await expect(page.getByText('The file is attached.')).toBeVisible();

  await page.getByRole('checkbox', { name: 'Transfer to a third country' }).check();
  await page.getByLabel('Requested action 1').fill('Keep the texts in the European Union');
  await page.getByRole('button', { name: 'Add an action' }).click();
  await page.getByLabel('Requested action 2').fill('Delete the logs after a month');
  await page.getByLabel('Your name').fill('Marta Quintero');
  await page.getByRole('checkbox', { name: /^I am authorised/ }).check();
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByText('The description of your grounds is missing.').first()).toBeVisible();
  await expect(page.getByLabel('Requested action 2')).toHaveValue('Delete the logs after a month');
  await page.getByLabel('Describe your grounds').fill(GROUNDS);
  await page.getByRole('checkbox', { name: /^I am authorised/ }).check();
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByRole('article', { name: 'Objection, as it will stand' })).toContainText('opinion.txt');
  await page.getByRole('button', { name: 'File objection' }).click();
  await expect(page.getByText('Your objection is on record')).toBeVisible();
  const reference = new URL(page.url()).pathname.split('/')[2] ?? '';

  const desk = await signedIn(world.adminId, `/desk/objections/${reference}`);
  await choose(desk, 'Corrective action');
  for (const number of [1, 2]) {
    const action = desk.getByRole('group', { name: `Action ${number}`, exact: true });
    await action.getByLabel('Owner').fill('Platform team');
    await action.getByLabel('Done by').fill(dayAhead(20));
  }
  await desk.getByLabel('Your reasons').fill('Both can be done.');
  await desk.getByRole('button', { name: 'Review and resolve' }).click();
  await expect(desk.getByRole('heading', { name: 'What follows' })).toBeVisible();
  await desk.getByRole('button', { name: 'Resolve', exact: true }).click();
  await expect(desk.getByText('Resolved. The subscriber is written to now')).toBeVisible();

  await page.goto(`/objections/${reference}`);
  await expect(page.getByText('Resolved, 2 actions outstanding')).toBeVisible();
});

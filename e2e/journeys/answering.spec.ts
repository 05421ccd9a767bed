import { expect, test } from '#e2e/stage.ts';

test('a signatory records that it does not object, and takes that back', async ({ world, signedIn }) => {
  const { serviceId } = await world.service();
  const subscriber = await world.subscriber({ services: [serviceId] });
  const { noticeOf } = await world.change({ services: [serviceId], publishedDaysAgo: 3 });
  const page = await signedIn(subscriber.signatoryId, `/changes/${noticeOf(subscriber)}`);
  await page.getByRole('button', { name: 'Record no objection' }).click();
  await page.getByRole('button', { name: 'Take back “no objection”' }).click();
  await expect(page.getByRole('button', { name: 'Record no objection' })).toBeVisible();
});

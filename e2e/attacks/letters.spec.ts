import { writtenLetter } from '#db/testing/letters.ts';
import { ownCase } from '#e2e/own-case.ts';
import { expect, test } from '#e2e/stage.ts';

const HOSTILE = `<html><head></head><body onload="document.title = 'it ran'"><h1>A letter</h1><script>document.title = 'it ran'</script>
<img src="/files/letters/tracked" alt=""><form action="/theme" method="post"><button>Send</button></form></body></html>`;

test('a letter is shown in a frame where nothing runs or is loaded, to those whom it was written to', async ({
  world,
  signedIn,
}) => {
  const { subscriber, noticeId } = await ownCase(world);
  const { letterId, textIds } = await writtenLetter(world.pool, {
    noticeId,
    subscriberId: subscriber.subscriberId,
    at: world.daysAgo(1),
    to: [{ userId: subscriber.contactId, became: 'handed' }],
    html: HOSTILE,
  });
  const page = await signedIn(subscriber.contactId, '/letters');
  const answered: string[] = [];
  page.on('response', (response) => answered.push(new URL(response.url()).pathname));
  await page.goto(`/letters/${letterId}`);
  await expect(page.frameLocator('iframe').getByRole('heading', { name: 'A letter' })).toBeVisible();
  expect(await page.frames()[1]?.title()).toBe('');
  expect(answered).not.toContain('/files/letters/tracked');

  const path = `/files/letters/${textIds[0]}`;
  expect((await page.request.get(path)).headers()).toMatchObject({
    'content-security-policy': expect.stringMatching(/^default-src 'none'; style-src 'unsafe-inline';.* sandbox /),
    'x-frame-options': 'SAMEORIGIN',
    'cache-control': 'private, no-store',
  });
  const stranger = await signedIn((await ownCase(world)).subscriber.signatoryId, '/letters');
  expect((await stranger.request.get(path)).status()).toBe(404);
  expect((await stranger.request.get(`/letters/${letterId}`)).status()).toBe(404);
  expect((await stranger.request.get(`/letters?notice=${noticeId}`)).status()).toBe(404);
  expect((await stranger.request.get(`/desk/letters/${letterId}`)).status()).toBe(403);
  expect((await (await signedIn(world.legalId, '/cases')).request.get(path)).status()).toBe(200);
});

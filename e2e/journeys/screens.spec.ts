import { look } from '#e2e/looking.ts';
import { ownCase } from '#e2e/own-case.ts';
import { expect, type Page, test } from '#e2e/stage.ts';
import {
  changesInEveryState,
  lettersInEveryState,
  noticesInEveryState,
  objectionsInEveryState,
  openNotice,
  subscriberForms,
  subscribersInEveryState,
} from '#e2e/states.ts';
import { choose, dayAhead, reviewDecision } from '#e2e/steps/deciding.ts';
import { review, write } from '#e2e/steps/objecting.ts';
import { newId } from '#lib/command/new-id.ts';

test.describe.configure({ mode: 'parallel', timeout: 120_000 });
// what is wrong is named by rule and element, and a trace of axe at work is long
test.use({ trace: 'off' });

/** Looks at each of these pages, as whoever the page belongs to. */
async function lookAt(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    await look(page, path);
  }
}

test('the public rooms', async ({ page, pool }) => {
  const [{ slug, version } = { slug: '', version: '' }] = await changesInEveryState(pool);
  await lookAt(page, [
    ...['/', '/register', `/register/${slug}`, '/register?on=2026-01-01', '/register/versions', '/register/versions/1'],
    ...[`/register/versions/${version}`, '/sign-in?next=/changes', '/no-such-page'],
    ...[
      '/follow?typed=nobody',
      '/follow?done=confirmed',
      '/follow/confirm/no-token',
      '/follow/stop/no-token',
      '/letters/stop/none',
    ],
  ]);
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill('nobody@halyard.example');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  await look(page, 'a refused sign-in');
});

test('notices in every state', async ({ pool, signedIn }) => {
  for (const { userId, noticeId } of await noticesInEveryState(pool)) {
    const page = await signedIn(userId, `/changes/${noticeId}`);
    await look(page);
    await page.context().close();
  }
});

test('objections in every state, as their subscriber sees them', async ({ pool, signedIn }) => {
  for (const { userId, reference, status } of await objectionsInEveryState(pool)) {
    const page = await signedIn(userId, `/objections/${reference}`);
    await look(page, `${status}: /objections/${reference}`);
    if (status === 'filed')
      await lookAt(page, [
        ...['/changes', '/objections', `/objections/${reference}/retract`, `/objections/${reference}/supplement`],
        ...[`/objections/${newId()}`, '/inbox', '/account/password'],
      ]);
    if (status === 'resolved')
      await lookAt(page, [`/objections/${reference}/disagreement`, `/objections/${reference}?filed=now`]);
    await page.context().close();
  }
});

test('the objection form, and what else can be said to a notice', async ({ pool, world, signedIn }) => {
  const { noticeId, userId } = await openNotice(pool);
  const base = `/changes/${noticeId}`;
  const page = await signedIn(userId, `${base}/question`);
  await look(page);
  await lookAt(page, [`${base}/more-time`, `${base}/objection`]);
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  await look(page, 'the form, refused');
  await write(page, { actions: ['Keep it in the European Union', 'Delete it after a month'] });
  await review(page);
  await look(page, 'the letter as it will stand');

  const withoutDpa = await world.subscriber({ dpa: false });
  const other = await signedIn(withoutDpa.contactId, '/changes');
  await look(other, 'changes without a DPA');
  await other
    .getByRole('link', { name: /^Leave a concern/ })
    .first()
    .click();
  await expect(other.getByLabel('Your concern')).toBeVisible();
  await look(other, 'a concern');
  const nobody = await world.subscriber();
  await look(await signedIn(nobody.contactId, '/changes'), 'nothing to do');
  await look(await signedIn(nobody.contactId, '/objections'), 'no objections');
  await look(await signedIn(nobody.contactId, '/desk'), 'a room of another role');
});

test('the desk, with objections in every state', async ({ pool, world, signedIn }) => {
  const page = await signedIn(world.adminId, '/desk');
  await look(page);
  await lookAt(page, ['/desk/objections', '/desk/objections?status=retracted&ground=other', '/inbox', '/account']);
  for (const { reference, status } of await objectionsInEveryState(pool)) {
    await page.goto(`/desk/objections/${reference}`);
    await look(page, `${status}: /desk/objections/${reference}`);
  }
});

test('a decision being written', async ({ world, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const { reference } = await world.objection({
    noticeId,
    userId: subscriber.signatoryId,
    requestedActions: ['Name the data centre', 'Delete the logs'],
  });
  const page = await signedIn(world.adminId, `/desk/objections/${reference}`);
  await choose(page, 'Corrective action');
  await look(page, 'corrective action');
  await choose(page, 'Feature withdrawal');
  await page.getByRole('radio', { name: 'Until a date' }).check();
  await look(page, 'feature withdrawal');
  await choose(page, 'Cease');
  await page.getByRole('button', { name: 'Review and resolve' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  await look(page, 'a decision, refused');
  await page.getByLabel('Data already there').fill('Nothing has been sent.');
  await reviewDecision(page, 'We can do without.');
  await look(page, 'a decision, looked over');
  await lookAt(page, [`/desk/objections/${reference}/propose`]);
});

test('changes at the desk', async ({ pool, world, signedIn }) => {
  const page = await signedIn(world.adminId, '/desk/changes');
  await look(page);
  for (const { changeId, noticeId } of await changesInEveryState(pool)) {
    await lookAt(page, [`/desk/changes/${changeId}`]);
    if (!noticeId) continue;
    await lookAt(page, [
      `/desk/changes/${changeId}/extend?notice=${noticeId}`,
      `/desk/changes/${changeId}/withdraw`,
      `/desk/objections/record?notice=${noticeId}`,
    ]);
  }
  await lookAt(page, ['/desk/objections/record']);
});

test('subscribers at the desk', async ({ pool, world, signedIn }) => {
  const page = await signedIn(world.adminId, '/desk/subscribers');
  await look(page);
  await lookAt(page, ['/desk/subscribers?name=nothing-like-this', '/desk/subscribers?name=!']);
  for (const slug of await subscribersInEveryState(pool)) await lookAt(page, [`/desk/subscribers/${slug}`]);
  await lookAt(page, [
    ...(await subscriberForms(pool)),
    '/desk/settings',
    '/desk/settings/tokens',
    '/desk/settings/webhooks',
    '/desk/settings/webhooks/events',
  ]);
});

test('letters at the desk, and as their subscriber reads them', async ({ pool, world, signedIn }) => {
  const page = await signedIn(world.adminId, '/desk/letters');
  await look(page);
  await lookAt(page, [
    ...['waiting', 'sent', 'bounced', 'failed', 'lapsed'].map((list) => `/desk/letters?list=${list}`),
    '/desk/letters?list=sent&subscriber=nothing-like-this&reference=DEM',
  ]);
  for (const { letterId, state, userId, noticeId } of await lettersInEveryState(pool)) {
    await page.goto(`/desk/letters/${letterId}`);
    await look(page, `${state}: /desk/letters/[id]`);
    if (!userId || state !== 'with_enclosure') continue;
    const own = await signedIn(userId, '/letters');
    await look(own);
    await lookAt(own, [`/letters/${letterId}`, ...(noticeId ? [`/letters?notice=${noticeId}`] : [])]);
    await own.context().close();
  }
  const nobody = await world.subscriber();
  await look(await signedIn(nobody.contactId, '/letters'), 'no letters');
});

test('a change being drafted', async ({ world, signedIn }) => {
  const page = await signedIn(world.adminId, '/desk/changes/new');
  await look(page);
  await page.getByRole('radio', { name: 'A replacement' }).check();
  await page.getByLabel('Sub-processor that it replaces').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Start the draft' }).click();
  await expect(page.getByLabel('Legal name')).toBeVisible();
  await look(page, 'the draft of a replacement');
  await page.getByRole('button', { name: 'Continue to audience' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  await look(page, 'a draft, refused');

  await page.getByLabel('Legal name').fill(`Levanter ${world.mark}`);
  await page.getByLabel('Country', { exact: true }).selectOption('DE');
  await page.getByLabel('Place', { exact: true }).fill('Kiel');
  await page.getByLabel('Title').fill('Levanter takes over');
  await page.getByRole('textbox', { name: 'Reason' }).fill('It is nearer.');
  await page.getByLabel('Planned start').fill(dayAhead(80));
  await page.getByLabel('Note of the policy version').fill('Levanter');
  await page.getByRole('button', { name: 'Continue to audience' }).click();
  await expect(page.getByRole('link', { name: 'Continue to dates' })).toBeVisible();
  await look(page, 'the audience');
  await page.getByRole('link', { name: 'Continue to dates' }).click();
  await expect(page.getByRole('link', { name: 'Continue to publish' })).toBeVisible();
  await look(page, 'the dates');
  await page.getByRole('link', { name: 'Continue to publish' }).click();
  await expect(page.getByText('What publishing does')).toBeVisible();
  await look(page, 'before publishing');
});

test('legal’s rooms', async ({ pool, world, signedIn }) => {
  const page = await signedIn(world.legalId, '/cases');
  await look(page);
  await lookAt(page, ['/cases?q=nothing-like-this', '/cases?from=2026-13-40', '/log', '/log?below=20']);
  for (const { reference, status } of await objectionsInEveryState(pool)) {
    if (status !== 'resolved' && status !== 'late') continue;
    await page.goto(`/cases/${reference}`);
    await look(page, `${status}: /cases/${reference}`);
  }
  const [withoutObjection] = await noticesInEveryState(pool);
  await lookAt(page, [`/cases/${withoutObjection?.reference}`, '/changes']);
});

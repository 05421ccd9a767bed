import { ownCase } from '#e2e/own-case.ts';
import { expect, test } from '#e2e/stage.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { newMark } from '#lib/world/world.ts';

test('a corrected change: an undecided objection stands on under the new notice, for all who deal with it', async ({
  pool,
  world,
  signedIn,
}) => {
  const { subscriber, others, change, noticeId, serviceId } = await ownCase(world, { others: 1 });
  const { signatoryId } = subscriber;
  const filed = await world.objection({
    ...{ noticeId, userId: signatoryId, daysAgo: 2 },
    groundsText: 'Riga is no place of ours.',
    requestedActions: ['Name the data centre.'],
  });
  const [agreed] = others;
  if (!agreed) throw new Error('one other was asked for');
  await world.acceptance({ noticeId: change.noticeOf(agreed), userId: agreed.signatoryId, daysAgo: 2 });
  await world.change({
    title: 'The same, from the right place',
    services: [serviceId],
    subprocessorId: change.subprocessorId,
    supersedes: change.changeId,
  });

  const page = await signedIn(signatoryId, `/changes/${noticeId}`);
  await expect(page.getByText('Your objection stands on there as it is: nobody has to file it again.')).toBeVisible();
  await page.getByRole('link', { name: 'Read the corrected notice' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The same, from the right place');
  await expect(page.getByText('Your objection stands on')).toBeVisible();
  await expect(page.getByText(`Carried over from ${filed.reference}.`)).toBeVisible();
  await page.getByRole('link', { name: 'Read your objection' }).click();
  await expect(page.getByText(`Carried over from ${filed.reference}`, { exact: true })).toBeVisible();
  await expect(page.getByText('Riga is no place of ours.')).toBeVisible();
  await expect(page.getByText('Name the data centre.')).toBeVisible();
  const own = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expect(own).not.toBe(filed.reference);
  await page.goto(`/objections/${filed.reference}`);
  await page.getByRole('link', { name: `Go on with ${own}` }).click();
  await expect(page).toHaveURL(new RegExp(own));

  const other = await signedIn(agreed.signatoryId, `/changes/${change.noticeOf(agreed)}`);
  await expect(other.getByText('What was answered here fell with it.')).toBeVisible();
  await other.getByRole('link', { name: 'Read the corrected notice' }).click();
  await expect(other.getByRole('link', { name: 'Object to this change' })).toBeVisible();

  const desk = await signedIn(world.adminId, `/desk/objections/${filed.reference}`);
  await expect(desk.getByText(`It stands on as ${own}`)).toBeVisible();
  await desk.getByRole('link', { name: `Go on with ${own}` }).click();
  await expect(desk.getByText(`Carried over from ${filed.reference}`)).toBeVisible();
  await desk.getByRole('button', { name: 'Start review' }).click();
  await expect(desk.getByRole('button', { name: 'Start review' })).toBeHidden();

  // the button is another one as soon as it is pressed
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('We are reviewing it.')).toBeVisible({ timeout: 2000 });
  }).toPass();

  const [{ reference }] = (
    await pool.query(
      'SELECT n.reference FROM demur.notices n JOIN demur.objections o ON o.notice_id = n.id WHERE o.reference = $1',
      [own],
    )
  ).rows;
  const legal = await signedIn(world.legalId, `/cases/${reference}`);
  await expect(legal.getByText('Carried over from').first()).toBeVisible();
  await expect(legal.getByText(filed.reference).first()).toBeVisible();
});

test('an urgent replacement says to each what it means for them', async ({ world, signedIn }) => {
  const mark = newMark();
  const { serviceId } = await world.service({ name: `Letters ${mark}` });
  const { profileId } = await world.profile({ emergencyClause: 'clause 9.4' });
  const allowed = await world.subscriber({ services: [serviceId], profile: profileId });
  const waiting = await world.subscriber({ services: [serviceId] });
  const former = await world.change({
    company: { legalName: `Avocet Post ${mark}` },
    services: [serviceId],
    publishedDaysAgo: 90,
  });
  for (const one of [allowed, waiting])
    await world.acceptance({ noticeId: former.noticeOf(one), userId: one.signatoryId, daysAgo: 80 });
  const change = await world.change({
    kind: 'replacement',
    company: { legalName: `Linnet Post ${mark}` },
    services: [serviceId],
    replacesId: former.subprocessorId,
    urgent: { reason: 'The company before it stops at the end of the week.' },
    publishedDaysAgo: 4,
    plannedStartOn: addDays(civilDayIn(world.now, 'Europe/Madrid'), -1),
  });

  const page = await signedIn(allowed.signatoryId, `/changes/${change.noticeOf(allowed)}`);
  await expect(page.getByText('This replacement is urgent: it may start on')).toBeVisible();
  await expect(page.getByText('The company before it stops at the end of the week.').first()).toBeVisible();
  await expect(page.getByText(/: clause 9\.4 of your DPA allows that\./)).toBeVisible();
  await expect(page.getByText('They may be used for your organisation.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Object to this change' })).toBeVisible();

  const other = await signedIn(waiting.signatoryId, `/changes/${change.noticeOf(waiting)}`);
  await expect(other.getByText('This replacement is urgent, and waits for your window all the same')).toBeVisible();
  await expect(
    other.getByText(`until your window is over Avocet Post ${mark} goes on`, { exact: false }),
  ).toBeVisible();
  await expect(other.getByText('They may not be used for your organisation now.')).toBeVisible();
});

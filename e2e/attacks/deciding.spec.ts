import { ownCase } from '#e2e/own-case.ts';
import { expect, type Page, test } from '#e2e/stage.ts';
import { choose, openCase, reviewDecision } from '#e2e/steps/deciding.ts';

test('two admins resolve at once: one wins, the other is told what happened and keeps what it wrote', async ({
  world,
  pool,
  signedIn,
}) => {
  const { subscriber, noticeId } = await ownCase(world);
  const { reference, objectionId } = await world.objection({ noticeId, userId: subscriber.signatoryId });
  const written = async (reasons: string): Promise<Page> => {
    const desk = await signedIn(world.adminId, '/desk');
    await openCase(desk, reference);
    await choose(desk, 'Cease');
    await desk.getByLabel('Data already there').fill('Nothing has been sent.');
    await reviewDecision(desk, reasons);
    return desk;
  };
  const reasons = ['The first reasons.', 'The second reasons.'] as const;
  const desks = [await written(reasons[0]), await written(reasons[1])] as const;
  await Promise.all(desks.map((desk) => desk.getByRole('button', { name: 'Resolve', exact: true }).click()));

  const WON = 'Resolved. The subscriber is written to';
  for (const desk of desks)
    await expect(desk.getByText(WON).or(desk.getByText('Nothing of what you wrote was sent.'))).toBeVisible();
  const firstWon = (await desks[0].getByText(WON).count()) === 1;
  const loser = firstWon ? desks[1] : desks[0];
  await expect(loser.getByText('Nothing of what you wrote was sent.')).toBeVisible();
  // what it wrote, and the decision that stands
  for (const said of reasons) await expect(loser.getByText(said)).toBeVisible();
  const { rowCount } = await pool.query('SELECT FROM demur.resolutions WHERE objection_id = $1', [objectionId]);
  expect(rowCount).toBe(1);
});

test('an option without its fields, and corrective action where none was requested, are refused', async ({
  world,
  signedIn,
}) => {
  const { subscriber, noticeId } = await ownCase(world);
  const { reference } = await world.objection({ noticeId, userId: subscriber.signatoryId });
  const desk = await signedIn(world.adminId, '/desk');
  await openCase(desk, reference);
  const refused = desk.getByRole('main').getByRole('alert');
  await desk.getByLabel('Your reasons').fill('Reasons, typed first.');
  await desk.getByRole('button', { name: 'Review and resolve' }).click();
  await expect(refused).toContainText('Choose one of the three options.');

  await choose(desk, 'Cease');
  await desk.getByLabel('Ceases on').fill('');
  await desk.getByRole('button', { name: 'Review and resolve' }).click();
  await expect(refused).toContainText('The day on which it ceases');
  await expect(refused).toContainText('What happens to data already there is missing.');
  await expect(desk.getByRole('radio', { name: 'Cease', exact: true })).toBeChecked();

  // past the card that cannot be chosen
  await desk.getByRole('radio', { name: 'Corrective action' }).evaluate((radio) => radio.removeAttribute('disabled'));
  await choose(desk, 'Corrective action');
  await desk.getByRole('button', { name: 'Review and resolve' }).click();
  await expect(refused).toContainText(/requested no|none was requested|ask/i);
  await expect(desk.getByLabel('Your reasons')).toHaveValue('Reasons, typed first.');
});

test('a retraction and a decision at once: one wins, and the other is told', async ({ world, pool, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const { reference, objectionId } = await world.objection({ noticeId, userId: subscriber.signatoryId });
  const desk = await signedIn(world.adminId, '/desk');
  await openCase(desk, reference);
  await choose(desk, 'Cease');
  await desk.getByLabel('Data already there').fill('Nothing has been sent.');
  await reviewDecision(desk, 'We can do without.');
  const page = await signedIn(subscriber.signatoryId, `/objections/${reference}/retract`);
  await Promise.all([
    desk.getByRole('button', { name: 'Resolve', exact: true }).click(),
    page.getByRole('button', { name: 'Retract objection' }).click(),
  ]);
  await expect(
    desk.getByText(/^Resolved\. The subscriber is written to|Nothing of what you wrote was sent/),
  ).toBeVisible();
  await page.goto(`/objections/${reference}`);
  const status = await pool.query('SELECT status FROM demur.objection_progress WHERE id = $1', [objectionId]);
  expect(['resolved', 'retracted']).toContain(status.rows[0]?.status);
  const decisions = await pool.query('SELECT FROM demur.resolutions WHERE objection_id = $1', [objectionId]);
  const retractions = await pool.query('SELECT FROM demur.retractions WHERE objection_id = $1', [objectionId]);
  expect((decisions.rowCount ?? 0) + (retractions.rowCount ?? 0)).toBe(1);
});

test('a session that ends while a decision is written loses nothing', async ({ world, pool, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const { reference } = await world.objection({ noticeId, userId: subscriber.signatoryId });
  const desk = await signedIn(world.adminId, '/desk');
  await openCase(desk, reference);
  await choose(desk, 'Cease');
  await desk.getByLabel('Data already there').fill('Nothing has been sent.');
  await desk.getByLabel('Your reasons').fill('Reasons that took an hour.');
  await pool.query('UPDATE demur.sessions SET revoked_at = clock_timestamp() WHERE user_id = $1', [world.adminId]);
  await desk.getByRole('button', { name: 'Review and resolve' }).click();
  await expect(desk.getByRole('main').getByRole('alert')).toContainText('Sign in first.');
  await expect(desk.getByLabel('Your reasons')).toHaveValue('Reasons that took an hour.');
});

import { ownCase } from '#e2e/own-case.ts';
import { expect, type Page, test } from '#e2e/stage.ts';
import { file, GROUNDS, receipt, review, write } from '#e2e/steps/objecting.ts';
import { signIn } from '#e2e/steps/signing-in.ts';
import { hashPassword } from '#lib/auth/password.ts';

const form = (noticeId: string) => `/changes/${noticeId}/objection`;

test('grounds that cannot be filed are refused in words, and stay typed', async ({ world, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const page = await signedIn(subscriber.signatoryId, form(noticeId));
  const grounds = page.getByLabel('Describe your grounds');
  const refused = page.getByRole('alert').filter({ hasText: 'The description of your grounds' });
  await write(page);

  for (const [typed, sentence] of [
    [' \n\u00a0\u200b', 'The description of your grounds is missing.'],
    ['x'.repeat(20_001), 'has 20,001 characters. 20,000 characters are the most: shorten it by 1.'],
    ['Before\u0000after', 'contains a character that can’t be kept'],
    ['Half \ud83d of a pair', 'contains a character that can’t be kept'],
  ] as const) {
    await type(page, typed);
    await page.getByRole('button', { name: 'Review' }).click();
    await expect(refused).toContainText(sentence);
    expect(await grounds.inputValue()).toBe(typed);
  }
  await expect(page.getByLabel('Your name')).toHaveValue('Marta Quintero');

  await grounds.fill('x'.repeat(20_000));
  await review(page);
});

test('a form without a ground, a name or the declaration says all that is missing', async ({ world, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const page = await signedIn(subscriber.signatoryId, form(noticeId));
  await page.getByLabel('Describe your grounds').fill(GROUNDS);
  await page.getByRole('button', { name: 'Review' }).click();
  const summary = page.getByRole('alert').filter({ hasText: 'things need a change first' });
  await expect(summary).toContainText('Choose at least one ground.');
  await expect(summary).toContainText('Your name is missing.');
  await expect(summary).toContainText('Confirm that you are authorised to object');
  await summary.getByRole('link', { name: 'Your name is missing.' }).click();
  await expect(page.getByLabel('Your name')).toBeFocused();
});

test('a session that ends in the middle of the form loses nothing that was typed', async ({
  world,
  pool,
  signedIn,
}) => {
  const email = `signatory-${world.mark}@halyard.example`;
  const signatory = { email, passwordHash: await hashPassword('nine lanterns at the quay') };
  const { subscriber, noticeId } = await ownCase(world, { subscriber: { signatory } });
  const page = await signedIn(subscriber.signatoryId, form(noticeId));
  await write(page, { actions: ['Keep the message text in the European Union'] });
  await pool.query('UPDATE demur.sessions SET revoked_at = clock_timestamp() WHERE user_id = $1', [
    subscriber.signatoryId,
  ]);

  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByText('You are signed out')).toBeVisible();
  await expect(page.getByLabel('Describe your grounds')).toHaveValue(GROUNDS);
  await page
    .getByRole('link', { name: /^Sign in again/ })
    .first()
    .click();
  await signIn(page, email, 'nine lanterns at the quay');

  await expect(page).toHaveURL(form(noticeId));
  await expect(page.getByLabel('Describe your grounds')).toHaveValue(GROUNDS);
  await expect(page.getByLabel('Requested action 1')).toHaveValue('Keep the message text in the European Union');
  await expect(page.getByRole('checkbox', { name: 'Transfer to a third country' })).toBeChecked();
  const declaration = page.getByRole('checkbox', { name: /^I am authorised to object/ });
  await expect(declaration).not.toBeChecked();
  await declaration.check();
  await review(page);
  expect(await file(page)).toMatch(/^OBJ-/);
});

test('two clicks at once on “File objection” give one receipt', async ({ world, pool, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const page = await signedIn(subscriber.signatoryId, form(noticeId));
  await write(page);
  await review(page);
  await page.getByRole('button', { name: 'File objection' }).dblclick();
  await receipt(page);
  expect(await filedOn(pool, noticeId)).toBe(1);
});

test('the same form filed from two tabs at once gives one objection, and both its receipt', async ({
  world,
  pool,
  signedIn,
}) => {
  const { subscriber, noticeId } = await ownCase(world);
  const first = await signedIn(subscriber.signatoryId, form(noticeId));
  await write(first);
  await review(first);
  const second = await first.context().newPage();
  await second.goto(form(noticeId));
  await second.getByRole('checkbox', { name: /^I am authorised to object/ }).check();
  await review(second);
  const references = await Promise.all([file(first), file(second)]);
  expect(references[0]).toBe(references[1]);
  expect(await filedOn(pool, noticeId)).toBe(1);
});

test('a change withdrawn while somebody writes is told, with what was typed', async ({ world, signedIn }) => {
  const { subscriber, noticeId, change } = await ownCase(world);
  const page = await signedIn(subscriber.signatoryId, form(noticeId));
  await write(page);
  await review(page);
  await world.withdrawal({ changeId: change.changeId, daysAgo: 0 });
  await page.getByRole('button', { name: 'File objection' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /withdr/ })).toBeVisible();
  await expect(page.getByText(GROUNDS)).toBeVisible();

  await page.reload();
  await expect(page.getByText('No objection can be filed now')).toBeVisible();
  await expect(page.getByText(GROUNDS)).toBeVisible();
});

/** Set as a paste sets it: the driver's own typing would mend what is malformed. */
async function type(page: Page, text: string): Promise<void> {
  await page.getByLabel('Describe your grounds').evaluate(
    (area, codes) => {
      if (!(area instanceof HTMLTextAreaElement)) throw new Error('not a text area');
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(
        area,
        codes.map((code) => String.fromCharCode(code)).join(''),
      );
      area.dispatchEvent(new Event('input', { bubbles: true }));
    },
    [...Array(text.length).keys()].map((index) => text.charCodeAt(index)),
  );
}

async function filedOn(
  pool: { query(sql: string, values: unknown[]): Promise<{ rowCount: number | null }> },
  noticeId: string,
) {
  return (await pool.query('SELECT FROM demur.objections WHERE notice_id = $1', [noticeId])).rowCount;
}

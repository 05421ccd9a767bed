import { look } from '#e2e/looking.ts';
import { expect, test } from '#e2e/stage.ts';
import { signIn } from '#e2e/steps/signing-in.ts';
import { newId } from '#lib/command/new-id.ts';

test('a list is looked at, corrected and recorded; one of its users is given a password and signs in', async ({
  world,
  signedIn,
  browser,
  contextOptions,
  baseURL,
}) => {
  const mark = newId().slice(-8);
  const rows = (right: string) =>
    Buffer.from(
      `\ufeffSubscriber;Country;DPA reference;DPA version;DPA executed at;User email;User name;User right\r\nÑora ${mark};ES;D-${mark};1;2026-01-15;dpo-${mark}@nora.example;Ana Ruiz;${right}\r\n`,
    );
  const page = await signedIn(world.adminId, '/desk/subscribers');
  await page.getByRole('link', { name: 'Import a file', exact: true }).click();
  const send = async (right: string) => {
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: rows(right) });
    await page.getByRole('button', { name: 'Show the difference' }).click();
  };
  await send('boss');
  await expect(page.getByText('line 2, user_right')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Record this list' })).toHaveCount(0);
  await look(page, 'a list with a mistake');

  await page.getByRole('link', { name: 'Send another file' }).click();
  await send('contact');
  const difference = page.getByRole('table', { name: 'What the list would change' });
  await expect(difference).toContainText(`D-${mark}, version 1`);
  await look(page, 'what a list would change');
  await page.getByRole('button', { name: 'Record this list' }).click();
  await expect(page.getByText('The list is recorded: 1 subscriber new')).toBeVisible();

  await page.goto('/desk/subscribers/import');
  await send('contact');
  await expect(page.getByText('All that the file says is recorded already.')).toBeVisible();

  await page.goto(`/desk/subscribers/nora-${mark}`);
  await expect(page.getByText('30 calendar days')).toBeVisible();
  await page.getByRole('link', { name: 'Ana Ruiz' }).click();
  await page.getByLabel('Signatory').check();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('row', { name: /Ana Ruiz/ })).toContainText('signatory');
  await page.getByRole('link', { name: 'Ana Ruiz' }).click();
  await page.getByRole('button', { name: 'Make a new password' }).click();
  const told = await page.getByText('can sign in now').locator('xpath=../..').innerText();
  const password = /[a-z2-9]{5}(-[a-z2-9]{5}){3}/.exec(told)?.[0] ?? '';
  await look(page, 'a password that is shown once');

  const other = await browser.newContext(contextOptions);
  const own = await other.newPage();
  await own.goto(`${baseURL}/sign-in`);
  await signIn(own, `dpo-${mark}@nora.example`, password);
  await expect(own.getByRole('heading', { name: 'Change your password' })).toBeVisible();
  await look(own, 'a password of the desk’s that is due to be changed');
  // nothing else opens before
  await own.goto('/changes');
  await own.getByLabel('Present password').fill(password);
  await own.getByLabel('New password', { exact: true }).fill('nine lanterns at the quay');
  await own.getByLabel('The new password again').fill('nine lanterns at the quay');
  await own.getByRole('button', { name: 'Change password' }).click();
  await expect(own.getByText('Your password is changed.')).toBeVisible();
  await own.goto('/changes');
  await expect(own.getByRole('heading', { name: 'Changes', level: 1 })).toBeVisible();
  await expect(own.getByText(`Ñora ${mark}`).first()).toBeVisible();
  await other.close();
});

test('settings are saved, a wrong one is said, and no date that stands is moved', async ({ world, signedIn, pool }) => {
  const bank = await world.subscriber();
  const { noticeOf } = await world.change({ publishedDaysAgo: 3 });
  const close = async () =>
    (await pool.query('SELECT closes_at FROM demur.notices WHERE id = $1', [noticeOf(bank)])).rows[0].closes_at;
  const before = await close();
  const page = await signedIn(world.adminId, '/desk/settings');
  await page.getByLabel('Accent colour').fill('blue');
  await page.getByLabel('Reminders, in days before the close').fill('14; 2');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Write the colour as');
  await expect(page.getByLabel('Reminders, in days before the close')).toHaveValue('14; 2');
  await page.getByLabel('Accent colour').fill('#ffdd00');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('The settings are saved.')).toBeVisible();
  await expect(page.getByLabel('Reminders, in days before the close')).toHaveValue('14, 2');
  await look(page, 'the settings with a light accent');

  await page.getByLabel('Day', { exact: true }).fill('2197-03-04');
  await page.getByLabel('Why', { exact: true }).fill('Inventory');
  await page.getByRole('button', { name: 'Add closure' }).click();
  const row = page.getByRole('row', { name: /2197/ });
  await expect(row).toContainText('Inventory');
  await row.getByRole('button', { name: /Remove/ }).click();
  await expect(page.getByText('The closure is removed.')).toBeVisible();

  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>');
  await page.getByLabel('Picture').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: svg });
  await page.getByRole('button', { name: 'Set logo' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('An SVG can carry scripts');
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  await page.getByLabel('Picture').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: png });
  await page.getByRole('button', { name: 'Set logo' }).click();
  const logo = page.getByRole('img', { name: 'The logo as it is now' });
  await expect(logo).toBeVisible();
  expect(await logo.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
  await page.getByRole('button', { name: 'Remove logo' }).click();
  await expect(page.getByText('The logo is taken away.')).toBeVisible();
  await page.getByLabel('Accent colour').fill('');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('The settings are saved.')).toBeVisible();
  expect(await close()).toEqual(before);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a subscriber is recorded with a profile of its own, a DPA and a user', async ({ world, signedIn }) => {
    const mark = newId().slice(-8);
    const page = await signedIn(world.adminId, '/desk/subscribers/profiles/new');
    await page.getByLabel('Name', { exact: true }).fill(`Banks ${mark}`);
    await page.getByLabel('Length of the window, in days').fill('20');
    await page.getByLabel('Working days', { exact: true }).check();
    await page.getByLabel('Clause of the right to object').fill('clause 9');
    await page.getByLabel('calendar-days').check();
    await page.getByRole('button', { name: 'Record profile' }).click();
    await expect(page.getByText('The rule calendar-days counts calendar days only.').first()).toBeVisible();
    await page.getByLabel('working-days').check();
    await page.getByRole('button', { name: 'Record profile' }).click();
    await expect(page.getByText('The profile is recorded.')).toBeVisible();
    await expect(page.getByRole('heading', { name: `Banks ${mark}` })).toBeVisible();

    await page.goto('/desk/subscribers/new');
    await page.getByLabel('Name', { exact: true }).fill(`Vela ${mark}`);
    await page.getByLabel('Country').selectOption('PT');
    await page.getByRole('button', { name: 'Record subscriber' }).click();
    await page.getByRole('link', { name: 'Record its DPA' }).click();
    await page.getByLabel('Reference').fill('DPA 3');
    await page.getByLabel('Version', { exact: true }).fill('1');
    await page.getByLabel('Executed on').fill('2026-02-03');
    await page.getByLabel('Profile').selectOption({ label: `Banks ${mark}: 20 working days` });
    await page.getByRole('button', { name: 'Record DPA' }).click();
    await expect(page.getByText('The DPA is recorded.')).toBeVisible();
    await page.getByRole('link', { name: 'Add a user' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Rui Costa');
    await page.getByLabel('Email').fill(`rui-${mark}@vela.example`);
    await page.getByRole('button', { name: 'Add user' }).click();
    await expect(page.getByText('Rui Costa can sign in now')).toBeVisible();
    await page.getByRole('link', { name: `Back to Vela ${mark}` }).click();
    await expect(page.getByRole('row', { name: /Rui Costa/ })).toContainText('contact');
    await expect(page.getByText('20 working days')).toBeVisible();
  });
});

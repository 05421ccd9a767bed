import type pg from 'pg';
import { registerPages } from '#e2e/every-page.ts';
import { look } from '#e2e/looking.ts';
import { expect, type Page, test } from '#e2e/stage.ts';
import type { Scenario } from '#lib/world/scenario.ts';

// one after another: what one corrects is a difference to the file of the next
test.describe.configure({ timeout: 120_000 });

/** A file of a few bytes, for a file field. */
const file = (name: string, mimeType: string, content: string) => ({ name, mimeType, buffer: Buffer.from(content) });

test('due diligence is attested with a file, a certificate runs out, and the overview says so', async ({
  pool,
  world,
  signedIn,
}) => {
  const { slug, name } = await joined(world, pool);
  const page = await signedIn(world.adminId, `/desk/register/${slug}`);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText('It shows no certification. The vendor may audit it instead.')).toBeVisible();
  await page.getByRole('link', { name: 'Attest Notice of breaches' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Attest: Notice of breaches' })).toBeVisible();

  const note = page.getByLabel('What shows it');
  const said = Array.from({ length: 900 }, (_, index) => ((index * 7919) % 40_000).toString(36)).join(' ');
  await note.fill(said);
  await page.getByLabel('Add a file').setInputFiles(file('page.pdf', 'application/pdf', '<html>not a PDF</html>'));
  await page.getByRole('button', { name: 'Add the file' }).click();
  await expect(page.getByText(/That kind of file is not taken/)).toBeVisible();
  await expect(note).toHaveValue(said);
  // one that is too large to go along goes ahead, and nothing is attested yet
  const large = `%PDF-1.7 ${'of the year '.repeat(100_000)}`;
  await page.getByLabel('Add a file').setInputFiles(file('report.pdf', 'application/pdf', large));
  await page.getByRole('button', { name: 'Attest' }).click();
  await expect(page.getByRole('combobox', { name: 'File' })).toContainText('report.pdf');
  await expect(page.getByText('report.pdf is stored and chosen here.')).toBeVisible();
  await expect(note).toHaveValue(said);
  await page.getByLabel('Next review').fill('2020-01-01');
  await page.getByRole('button', { name: 'Attest' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('comes after this one');
  await expect(note).toHaveValue(said);
  await look(page, 'an attestation, refused');
  await page.getByLabel('Next review').fill('2199-01-01');
  await page.getByRole('button', { name: 'Attest' }).click();
  await expect(page).toHaveURL(/#diligence$/);
  await expect(page.getByRole('row', { name: /Notice of breaches/ })).toContainText('In order');
  const downloading = page.waitForEvent('download');
  await page
    .getByRole('row', { name: /Notice of breaches/ })
    .getByRole('link', { name: 'report.pdf' })
    .click();
  expect((await downloading).suggestedFilename()).toBe('report.pdf');

  await page.getByRole('link', { name: 'Record a certification' }).click();
  await page.getByLabel('Name').fill(`ISO ${slug}`);
  await page.getByLabel('Valid to').fill('2026-01-31');
  await page.getByRole('button', { name: 'Record' }).click();
  await expect(page.getByText('A certification of its has run out.')).toBeVisible();
  await look(page, 'a company with what is overdue');
  await page.goto('/desk');
  await expect(page.getByText(/due-diligence items? (is|are) overdue/)).toBeVisible();
  await page.getByRole('link', { name: 'See which, and of whom' }).click();
  await expect(page.getByRole('row', { name: new RegExp(`ISO ${slug}`) }).first()).toContainText(
    'The vendor may audit it',
  );
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('what is typed beside a file of evidence is never lost, and is recorded with it', async ({
    pool,
    world,
    signedIn,
  }) => {
    const { slug } = await joined(world, pool);
    const page = await signedIn(world.adminId, `/desk/register/${slug}/attest/breach_notice`);
    await page.getByLabel('What shows it').fill('Clause 9 & its annex');
    await page.getByLabel('Next review').fill('2199-01-01');
    await page.getByRole('button', { name: 'Add the file' }).click();
    await expect(page.getByText('Choose a file, and let it arrive whole.')).toBeVisible();
    await page.getByLabel('Add a file').setInputFiles(file('report.pdf', 'application/pdf', '%PDF-1.7 of the year'));
    await page.getByRole('button', { name: 'Add the file' }).click();
    await expect(page.getByText('report.pdf is stored and chosen here.')).toBeVisible();
    await expect(page.getByLabel('What shows it')).toHaveValue('Clause 9 & its annex');
    await expect(page.getByLabel('Next review')).toHaveValue('2199-01-01');

    // in one go; what is wrong beside it loses neither the text nor the file
    await page.goto(`/desk/register/${slug}/certification`);
    await page.getByLabel('What shows it').fill('Seen on paper');
    await page.getByLabel('add a file').setInputFiles(file('certificate.pdf', 'application/pdf', '%PDF-1.7 it is'));
    await page.getByRole('button', { name: 'Record' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('The name of the certification is missing');
    await expect(page.getByLabel('What shows it')).toHaveValue('Seen on paper');
    await page.getByLabel('Name', { exact: true }).fill(`ISO ${slug}`);
    await page.getByRole('button', { name: 'Record' }).click();
    await expect(page).toHaveURL(/#diligence$/);
    await expect(page.getByText('Seen on paper').first()).toBeVisible();
    await expect(page.getByRole('row', { name: new RegExp(`ISO ${slug}`) })).toContainText('certificate.pdf');
    await expect(page.getByText('nothing names it yet')).toHaveCount(1);
  });
});

test('a fact of a company is corrected with a reason, and the register says so at once', async ({
  pool,
  world,
  signedIn,
}) => {
  const { slug } = await joined(world, pool);
  const page = await signedIn(world.adminId, `/desk/register/${slug}/amend`);
  await page.getByLabel('Contact').fill('privacy@company.example');
  await page.getByRole('button', { name: 'Correct' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('The reason is missing');
  await expect(page.getByLabel('Contact')).toHaveValue('privacy@company.example');
  await page.getByLabel('Reason').fill('It has a desk for privacy now.');
  await page.getByRole('button', { name: 'Correct' }).click();
  await expect(page.getByRole('list', { name: 'History' })).toContainText('It has a desk for privacy now.');
  await page.goto(`/register/${slug}`);
  await expect(page.getByText('privacy@company.example').first()).toBeVisible();
});

test('a file becomes a draft by its difference', async ({ world, publishing, signedIn }) => {
  const page = await signedIn(world.adminId, '/desk/register');
  await publishing(async () => {
    const csv = await (await page.request.get('/desk/register/export.csv')).text();
    await send(page, csv);
    await expect(page.getByText('The file says what the register says.')).toBeVisible();

    await send(
      page,
      csv.replace(/^(heroku,.*)$/m, (row) => row.replace('eu-west-1 (primary)', 'eu-west-1 | XX Nowhere')),
    );
    await expect(page.getByRole('heading', { name: 'What is wrong' })).toBeVisible();
    await expect(page.getByText(/^line \d+, locations$/)).toBeVisible();
    await look(page, 'a file with a mistake');

    await send(
      page,
      csv.replace(/^(heroku,.*)$/m, (row) =>
        row.replace('eu-west-1 (primary)', 'eu-west-1 | US Ohio (secondary)').replace(/\d(,[^,]*)$/, '2$1'),
      ),
    );
    await expect(page.getByText(/states no transfer mechanism for US/)).toBeVisible();
    await page.getByLabel('Reason of the correction').fill('As Heroku writes it.');
    await page.getByRole('button', { name: 'Correct this company’s facts' }).click();
    await expect(page.getByRole('button', { name: 'Correct this company’s facts' })).toHaveCount(0);
    await look(page, 'the difference that a file makes');
    await page.getByLabel('Reason', { exact: true }).fill('Heroku keeps a copy in Ohio.');
    await page.getByRole('button', { name: 'Draft this change' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Where Heroku processes data');
    await expect(page.getByLabel('Reason')).toHaveValue('Heroku keeps a copy in Ohio.');
  });
});

test('the desk’s register on every screen', async ({ world, signedIn }) => {
  const page = await signedIn(world.adminId, '/desk/register');
  await look(page);
  for (const path of ['/desk/register/import', ...registerPages('amazon')]) {
    await page.goto(path);
    await look(page, path);
  }
});

/** A company of this test's own, in force since some days. */
async function joined(world: Scenario, pool: pg.Pool): Promise<{ slug: string; name: string }> {
  const { subprocessorId } = await world.change({ publishedDaysAgo: 60 });
  const { rows } = await pool.query('SELECT slug, legal_name AS name FROM demur.subprocessors WHERE id = $1', [
    subprocessorId,
  ]);
  return rows[0];
}

async function send(page: Page, csv: string): Promise<void> {
  await page.goto('/desk/register/import');
  await page.getByLabel('File').setInputFiles(file('register.csv', 'text/csv', csv));
  await page.getByRole('button', { name: 'Show the difference' }).click();
  await page.waitForURL(/file=/);
}

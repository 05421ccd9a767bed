import zlib from 'node:zlib';
import type { Download } from '@playwright/test';
import { expect, type Page, test } from '#e2e/stage.ts';
import { choose, dayAhead, resolve, reviewDecision } from '#e2e/steps/deciding.ts';
import { file, review, write } from '#e2e/steps/objecting.ts';
import { signIn } from '#e2e/steps/signing-in.ts';
import { DEMO_PASSWORD } from '#lib/web/demo-accounts.ts';
import { newMark } from '#lib/world/world.ts';

const company = `Ostro Relay ${newMark()}`;
const title = `${company} joins the register to send notifications`;
const actions = ['Keep notification texts within the European Union', 'Delete delivery logs after 30 days'] as const;
const opinion = Buffer.from(
  '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

test('a change is published, the bank objects, the desk resolves, legal takes the case away', async ({
  browser,
  watch,
  publishing,
}) => {
  test.slow();
  const enter = async (email: string): Promise<Page> => {
    const context = await browser.newContext();
    watch.follow(context);
    const page = await context.newPage();
    await page.goto('/sign-in');
    await signIn(page, email, DEMO_PASSWORD);
    return page;
  };

  const admin = await enter('privacy.admin@vendor.example');
  await test.step('the privacy admin drafts, looks at audience and dates, and publishes', () =>
    publishing(() => publish(admin)));

  const bank = await enter('dpo@aurora-bank.example');
  const reference = await test.step('the signatory reads the notice and objects', () => object(bank));

  await test.step('the privacy admin reviews, assesses and resolves by corrective action', () =>
    decide(admin, reference));

  await test.step('the signatory reads the decision', async () => {
    await bank.goto(`/objections/${reference}`);
    await expect(bank.getByText('Resolved, 2 actions outstanding')).toBeVisible();
    await expect(bank.getByText('We moved delivery to Frankfurt')).toBeVisible();
    await expect(
      bank.getByText('This decision does not limit your rights under the DPA or the law.').first(),
    ).toBeVisible();
    await expect(bank.getByText(/^Platform team/)).toHaveCount(2);
  });

  await test.step('the privacy admin records both actions as done', async () => {
    for (const number of [1, 2]) {
      await admin.getByLabel(`Evidence for action ${number}`).fill(`Configuration of the relay, export ${number}.`);
      await admin.getByRole('button', { name: 'Record as done' }).first().click();
      const actions = admin.getByRole('list', { name: 'Corrective actions' });
      await expect(actions.getByText('Done', { exact: true })).toHaveCount(number);
    }
    await expect(admin.getByText('Resolved, nothing outstanding')).toBeVisible();
  });

  await test.step('the signatory sees both actions done', async () => {
    await bank.reload();
    await expect(bank.getByText('Configuration of the relay, export 2.')).toBeVisible();
  });

  const legal = await enter('legal@vendor.example');
  await test.step('legal finds the case by the objection’s reference, and every step in what it takes away', () =>
    takeAway(legal, reference));

  await test.step('legal has the log checked', async () => {
    await legal.goto('/log');
    await legal.getByRole('button', { name: 'Check the log now' }).click();
    await expect(legal.getByText('No difference found')).toBeVisible();
  });
});

async function publish(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Changes' }).click();
  await page
    .getByRole('link', { name: /Publish a change|New change|Draft a change/ })
    .first()
    .click();
  await page.getByRole('radio', { name: 'A new sub-processor' }).check();
  await page.getByRole('button', { name: 'Start the draft' }).click();

  await page.getByLabel('Legal name').fill(company);
  await page.getByRole('radio', { name: 'Infrastructure' }).check();
  await page.getByRole('button', { name: 'Add a certification' }).click();
  await page.getByLabel('Name', { exact: true }).fill('ISO/IEC 27001');
  await page.getByLabel('What it is', { exact: true }).fill('Notification relay');
  await page.getByLabel('Purpose').fill('To hand notifications of the platform to phones.');
  await page.getByLabel('Country', { exact: true }).selectOption('US');
  await page.getByLabel('Place', { exact: true }).fill('Columbus, Ohio');
  await page.getByRole('button', { name: 'Add a transfer' }).click();
  await page.getByLabel('Third country').selectOption('US');
  await page.getByLabel('Mechanism').selectOption('Standard contractual clauses');
  await page.getByLabel('Customer-provided data').fill('Name\nTelephone number');
  await page.getByLabel('Title').fill(title);
  await page.getByRole('textbox', { name: 'Reason' }).fill('So that notifications arrive when a browser is closed.');
  await page.getByLabel('Planned start').fill(dayAhead(2));
  await page.getByLabel('Note of the policy version').fill(`${company}, for notifications`);
  await page.getByRole('button', { name: 'Continue to audience' }).click();

  await expect(page.getByRole('row', { name: /Aurora Bank/ })).toContainText('Reached');
  await expect(page.getByText('without an executed DPA').first()).toBeVisible();
  await page.getByRole('link', { name: 'Continue to dates' }).click();

  await expect(page.getByText('Before that a window is still open.')).toBeVisible();
  await expect(page.getByText('Choose a later start to go on.')).toBeVisible();
  await page.getByLabel('Planned start').fill(dayAhead(80));
  await page.getByRole('button', { name: 'Save the start' }).click();
  await page.getByRole('link', { name: 'Continue to publish' }).click();

  await expect(page.getByText('It can’t be edited afterwards.')).toBeVisible();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.waitForURL(/\/desk\/changes\/[0-9a-f-]{36}/);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

async function object(page: Page): Promise<string> {
  await page.goto('/changes');
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await page.getByRole('link', { name: 'Object to this change' }).click();
  await write(page, {
    grounds: ['Transfer to a third country', 'Rules of our sector'],
    text: 'Telephone numbers of our customers would go to Ohio, and our supervisor has not approved that.',
    actions: [...actions],
    files: [{ name: 'opinion.pdf', mimeType: 'application/pdf', buffer: opinion }],
    name: 'Irene Solano',
  });
  await review(page);
  const letter = page.getByRole('article', { name: 'Objection, as it will stand' });
  for (const part of ['Transfer to a third country', 'Rules of our sector', ...actions, 'opinion.pdf'])
    await expect(letter).toContainText(part);
  const reference = await file(page);
  await expect(page.getByRole('heading', { name: `Receipt ${reference}` })).toBeVisible();
  await expect(page.getByText('Received in time, before the window closed')).toBeVisible();
  return reference;
}

async function decide(page: Page, reference: string): Promise<void> {
  await page.goto('/desk/objections');
  await page.getByText('Nearest deadline first').click();
  await page.getByLabel('Change').selectOption(title);
  await page.getByRole('button', { name: 'Show' }).click();
  await page
    .getByRole('link', { name: /Aurora Bank/ })
    .filter({ hasText: title })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Aurora Bank objects to “${title}”`);
  await expect(page.getByText(reference).first()).toBeVisible();
  await page.getByRole('button', { name: 'Start review' }).click();
  await expect(page.getByText('The review has begun.')).toBeVisible();
  const sector = page.getByRole('group', { name: 'Rules of our sector' });
  await sector.getByRole('radio', { name: 'Shown', exact: true }).check();
  await sector.getByLabel('Note').fill('Their supervisor’s circular says so.');
  await page.getByRole('button', { name: 'Record assessment' }).click();
  await expect(page.getByText('The assessment is on record.')).toBeVisible();

  await choose(page, 'Corrective action');
  for (const [index, text] of actions.entries()) {
    const action = page.getByRole('group', { name: `Action ${index + 1}`, exact: true });
    await expect(action).toContainText(text);
    await action.getByLabel('Owner').fill('Platform team');
    await action.getByLabel('Done by').fill(dayAhead(20 + index));
  }
  await reviewDecision(page, 'We moved delivery to Frankfurt, and shorten the logs.');
  await expect(page.getByText(/stay on hold for Aurora Bank until both actions are recorded as done/)).toBeVisible();
  await expect(page.getByText('A letter with this decision and your reasons goes to Aurora Bank.')).toBeVisible();
  await resolve(page);
}

async function takeAway(page: Page, reference: string): Promise<void> {
  await page.goto('/cases');
  await page.getByRole('searchbox', { name: 'Search' }).fill(reference);
  await page.getByRole('button', { name: /Search|Show|Apply/ }).click();
  await page.getByRole('link', { name: /^DEM-/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await page.goto(`/cases/${reference}`);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();

  const json = await saved(page, 'Case file (JSON)');
  const dossier = await saved(page, 'Dossier (PDF)');
  expect(dossier.name).toMatch(/\.pdf$/);
  expect(dossier.content.subarray(0, 5).toString()).toBe('%PDF-');

  const steps = [
    ...['change.published', 'notice.given', 'notice.read', 'objection.filed', 'review.started', 'grounds.assessed'],
    ...['objection.resolved', 'action.completed', 'action.completed'],
  ];
  for (const [text, exported] of [
    [json.content.toString(), []],
    [carriedBy(dossier.content), ['case.exported']],
  ] as const) {
    const told = JSON.parse(text);
    const types: string[] = told.chronology.map(({ type }: { type: string }) => type);
    // the worker writes and sends letters in its own time
    const byWorker = (type: string) => type.startsWith('letter.') || type === 'notice.shown';
    expect(types.filter((type) => !byWorker(type))).toEqual([...steps, ...exported]);
    expect(types.filter(byWorker)).toEqual(expect.arrayContaining(['letter.composed', 'letter.handed_over']));
    const [objection] = told.objections;
    expect(objection).toMatchObject({ reference });
    expect(JSON.stringify(objection)).toContain('our supervisor has not approved that');
    expect(JSON.stringify(objection)).toContain('opinion.pdf');
    for (const said of [...actions, 'Platform team', 'We moved delivery to Frankfurt', 'relay, export 2.'])
      expect(JSON.stringify(objection)).toContain(said);
    expect(told.authorisations).toEqual(expect.arrayContaining([expect.objectContaining({ terms: 'after' })]));
  }
}

async function saved(page: Page, link: string): Promise<{ name: string; content: Buffer }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: link, exact: true }).click();
  const download: Download = await coming;
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return { name: download.suggestedFilename(), content: Buffer.concat(chunks) };
}

/** The case file within a dossier: its one embedded file. */
function carriedBy(pdf: Buffer): string {
  const at = pdf.indexOf('/EmbeddedFile');
  const start = pdf.indexOf('stream\n', at) + 'stream\n'.length;
  return zlib.inflateSync(pdf.subarray(start, pdf.indexOf('endstream', start))).toString();
}

import { look } from '#e2e/looking.ts';
import { expect, test } from '#e2e/stage.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import type { Scenario } from '#lib/world/scenario.ts';

/** A service of its own with two companies behind it, one of them with a change to come, and who may take it up. */
async function chat(world: Scenario) {
  const mark = `${world.mark} ${++made}`;
  const name = `Chat ${mark}`;
  const { serviceId } = await world.service({ name });
  const day = (daysAgo: number) => civilDayIn(world.daysAgo(daysAgo), 'Europe/Madrid');
  const companies = [`Orza Chat ${mark}`, `Vela Logs ${mark}`] as const;
  for (const legalName of companies)
    await world.change({
      ...{ publishedDaysAgo: 60, plannedStartOn: day(10), services: [serviceId] },
      company: { legalName },
    });
  const title = `Sirena ${mark} will translate chats`;
  await world.change({ publishedDaysAgo: 4, plannedStartOn: day(-40), services: [serviceId], title });
  return { name, serviceId, companies, title, bank: await world.subscriber() };
}
let made = 0;

test('a signatory authorises what is behind a service, each by a tick, before it is activated; and drops it again', async ({
  world,
  signedIn,
}) => {
  const { name, companies, title, bank } = await chat(world);
  const page = await signedIn(bank.signatoryId, '/services');
  await page.getByRole('link', { name: `Take up ${name}` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Take up ${name}`);
  await expect(page.getByText('DE').or(page.getByText('Hamburg')).first()).toBeVisible();
  await look(page);

  // all but one ticked: nothing happens, and what was ticked is still ticked
  const tick = (company: string) => page.getByRole('checkbox', { name: `I authorise ${company} to process our data` });
  await tick(companies[0]).check();
  await page.getByRole('checkbox', { name: /^I am authorised to act/ }).check();
  await page.getByRole('button', { name: `Authorise and take up ${name}` }).click();
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText(`Missing: ${companies[1]}`);
  await expect(tick(companies[0])).toBeChecked();
  await expect(page.getByRole('checkbox', { name: /^I am authorised to act/ })).toBeChecked();
  await look(page, 'a service that is not authorised in full');

  await tick(companies[1]).check();
  await page.getByRole('checkbox', { name: /critical or important function under DORA/ }).check();
  await page.getByRole('button', { name: `Authorise and take up ${name}` }).click();
  await expect(page.getByText(`${name} is taken up`)).toBeVisible();
  const card = page.getByRole('table', { name: `Sub-processors behind ${name}` });
  await expect(card.getByText('Authorised when you took the service up')).toHaveCount(2);
  await expect(card.getByText('Pending: your window is still open')).toBeVisible();
  await expect(page.getByText(/Taken up by Marta Quintero/)).toBeVisible();
  await look(page);

  // what was not ticked waits for an answer
  await page.goto('/changes');
  await page.getByRole('list', { name: 'Changes to answer' }).getByRole('link', { name: title }).click();
  await expect(page.getByRole('link', { name: 'Object to this change' })).toBeVisible();

  await page.goto('/services');
  await page.getByRole('link', { name: `Drop ${name}` }).click();
  await expect(page.getByText('ends without an answer')).toBeVisible();
  await look(page);
  await page.getByRole('button', { name: `Drop ${name}` }).click();
  await expect(page.getByText(`${name} is dropped`)).toBeVisible();
  await expect(page.getByRole('link', { name: `Take up ${name}` })).toBeVisible();
});

test('a contact reads what would be authorised, and authorises nothing', async ({ world, signedIn }) => {
  const { name, companies, bank } = await chat(world);
  const page = await signedIn(bank.contactId, '/services');
  await page.getByRole('link', { name: `Take up ${name}` }).click();
  await expect(page.getByText('A signatory authorises')).toBeVisible();
  await expect(page.getByRole('heading', { name: companies[0] })).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await look(page);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a change to come is ticked, and is on record as not objected to', async ({ world, signedIn }) => {
    const { name, companies, title, bank } = await chat(world);
    const page = await signedIn(bank.signatoryId, '/services');
    await page.getByRole('link', { name: `Take up ${name}` }).click();
    await page.getByRole('button', { name: `Authorise and take up ${name}` }).click();
    await expect(page.getByText('Confirm that you are authorised to act').first()).toBeVisible();
    for (const company of companies)
      await page.getByRole('checkbox', { name: `I authorise ${company} to process our data` }).check();
    await page.getByRole('checkbox', { name: `No objection to “${title}”` }).check();
    await page.getByRole('checkbox', { name: /^I am authorised to act/ }).check();
    await page.getByRole('button', { name: `Authorise and take up ${name}` }).click();
    await expect(page.getByText(`${name} is taken up`)).toBeVisible();
    await page.goto('/changes');
    await page.getByRole('link', { name: title }).click();
    await expect(page.getByRole('button', { name: 'Take back “no objection”' })).toBeVisible();
  });
});

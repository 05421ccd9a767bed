import { look } from '#e2e/looking.ts';
import { expect, type Page, test } from '#e2e/stage.ts';
import { dayAhead } from '#e2e/steps/deciding.ts';
import { secondAdmin } from '#lib/world/approval.ts';

/** A version of two changes, drafted by one privacy admin and approved by another. */
test('two changes are drafted, sent back, approved by a second admin, and published as one version', async ({
  pool,
  world,
  publishing,
  signedIn,
}) => {
  test.slow();
  const { userId: otherId } = await secondAdmin(world);
  const user = await world.subscriber({ name: `Quayside ${world.mark}` });
  const admin = await signedIn(world.adminId, '/desk/changes/new');
  const other = await signedIn(otherId, '/desk');
  const fourEyes = (on: boolean) => pool.query('UPDATE demur.vendor SET four_eyes = $1', [on]);

  await publishing(async () => {
    await fourEyes(true);
    try {
      await draft(admin, world.mark);
      await datesOf(admin);
      await test.step('the second admin sends the draft back, and approves it once it is changed', async () => {
        await admin.getByRole('button', { name: 'Ask for approval' }).click();
        await expect(admin.getByText('It waits for another privacy admin')).toBeVisible();
        await expect(admin.getByRole('button', { name: 'Approve' })).toHaveCount(0);
        await expect(admin.getByRole('button', { name: 'Publish', exact: true })).toHaveCount(0);
        await sendBack(other, world.mark);
        await change(admin);
        await approve(other);
      });
      await publish(admin, world.mark);
    } finally {
      await fourEyes(false);
    }
  });

  await test.step('whoever is reached has a notice of each, and its text is kept', async () => {
    const { rows } = await pool.query<{ id: string }>(
      'SELECT n.id FROM demur.notices n JOIN demur.changes c ON c.id = n.change_id WHERE n.subscriber_id = $1 AND c.title LIKE $2 ORDER BY c.id',
      [user.subscriberId, `%${world.mark}%`],
    );
    expect(rows).toHaveLength(2);
    const reader = await signedIn(user.contactId, `/changes/${rows[0]?.id}`);
    await reader.getByText('Proof', { exact: true }).last().click();
    await reader.getByText('The notice’s text, as it was kept at publication').click();
    await expect(reader.getByText(/No transfer mechanism is stated for the United States\./).last()).toBeVisible();
  });
});

async function draft(page: Page, mark: string): Promise<void> {
  await test.step('the first change goes to a third country without a mechanism', async () => {
    await page.getByRole('radio', { name: 'A new sub-processor' }).check();
    await page.getByRole('button', { name: 'Start the draft' }).click();
    await page.getByLabel('Legal name').fill(`Harmattan Queues ${mark}`);
    await page.getByRole('radio', { name: 'Infrastructure' }).check();
    await page.getByLabel('What it is', { exact: true }).fill('Queues');
    await page.getByLabel('Purpose').fill('To hold work until a machine is free.');
    await page.getByLabel('Country', { exact: true }).selectOption('US');
    await page.getByLabel('Place', { exact: true }).fill('Ohio');
    await told(page, `Harmattan joins ${mark}`);
    await page.getByRole('button', { name: 'Add another change' }).click();
  });
  await test.step('the second is begun beside it', async () => {
    await expect(page.getByRole('group', { name: 'What changes?' })).toBeVisible();
    await page.getByRole('radio', { name: 'A new sub-processor' }).check();
    await page.getByRole('button', { name: 'Start this change' }).click();
    await page.getByRole('button', { name: 'Continue to audience' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
    await page.getByLabel('Legal name').fill(`Khamsin Archive ${mark}`);
    await page.getByRole('radio', { name: 'Infrastructure' }).check();
    await page.getByLabel('What it is', { exact: true }).fill('Archive');
    await page.getByLabel('Purpose').fill('To keep what is seldom read.');
    await page.getByLabel('Country', { exact: true }).selectOption('DE');
    await page.getByLabel('Place', { exact: true }).fill('Kiel');
    await told(page, `Khamsin joins ${mark}`);
    await page.getByRole('button', { name: 'Continue to audience' }).click();
  });
  await test.step('each has an audience of its own', async () => {
    await expect(page.getByRole('link', { name: 'Continue to dates' })).toBeVisible();
    const changes = page.getByRole('navigation', { name: 'Changes of this version' });
    await changes.getByRole('link', { name: `Harmattan joins ${mark}` }).click();
    await expect(changes.locator('[aria-current=true]')).toContainText('Harmattan');
    await page.getByLabel('Name', { exact: true }).fill(mark);
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page.getByRole('row', { name: new RegExp(`Quayside ${mark}`) })).toContainText('infrastructure');
    await look(page, 'the audience of one of two changes');
    await page.getByRole('link', { name: 'Continue to dates' }).click();
  });
}

async function told(page: Page, title: string): Promise<void> {
  await page.getByLabel('Title').fill(title);
  await page.getByRole('textbox', { name: 'Reason' }).fill('The machines are nearer. You have 12 days to object.');
  await page.getByLabel('Planned start').fill(dayAhead(120));
  await page.getByLabel('Note of the policy version').fill('Two companies join');
}

async function datesOf(page: Page): Promise<void> {
  await test.step('a text that contradicts the dates is pointed out, and stands in nobody’s way', async () => {
    await expect(page.getByText('The text says “12 days”').first()).toBeVisible();
    await look(page, 'the dates of two changes');
    await page.getByRole('link', { name: 'Continue to publish' }).click();
    await look(page, 'a version that waits for approval');
  });
}

async function sendBack(page: Page, mark: string): Promise<void> {
  await page.goto('/desk');
  await page.getByRole('link', { name: 'To the drafts' }).click();
  const own = page.getByRole('listitem').filter({ hasText: `Harmattan joins ${mark}` });
  await expect(own).toContainText('Waits for approval');
  await own.getByRole('link').click();
  await look(page, 'a version to approve');
  await page.getByRole('button', { name: 'Send back' }).click();
  await expect(page.getByText('Say what has to change.')).toBeVisible();
  await page.getByLabel('What has to change').fill('Twelve days is wrong.');
  await page.getByRole('button', { name: 'Send back' }).click();
  await expect(page.getByText('Sent back by')).toBeVisible();
}

async function change(page: Page): Promise<void> {
  await page.reload();
  await expect(page.getByText('Twelve days is wrong.')).toBeVisible();
  await page.getByRole('link', { name: 'Draft' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('The machines are nearer.');
  await page.getByRole('button', { name: 'Continue to audience' }).click();
  await page.getByRole('link', { name: 'Continue to dates' }).click();
  await page.getByRole('link', { name: 'Continue to publish' }).click();
  await page.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(page.getByText('It waits for another privacy admin')).toBeVisible();
}

async function approve(page: Page): Promise<void> {
  await page.reload();
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText('Approved by')).toBeVisible();
}

async function publish(page: Page, mark: string): Promise<void> {
  await test.step('it is published, once the missing mechanism is ticked', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByText('A place outside the EEA has no transfer mechanism.')).toBeVisible();
    await page.getByRole('checkbox', { name: /^Publish all the same/ }).check();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByText(/^Published as policy version/)).toBeVisible();
    await expect(page.getByRole('link', { name: `Harmattan joins ${mark}` })).toBeVisible();
    await expect(page.getByRole('link', { name: `Khamsin joins ${mark}` })).toBeVisible();
    await look(page, 'two changes published');
  });
}

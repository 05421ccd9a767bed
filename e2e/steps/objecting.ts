import { expect, type Page } from '#e2e/stage.ts';

export interface Written {
  grounds?: string[];
  text?: string;
  actions?: string[];
  files?: { name: string; mimeType: string; buffer: Buffer }[];
  name?: string;
  capacity?: string;
}

export const GROUNDS = 'Our supervisory authority does not allow these data to leave the European Union.';

/** Fills in the objection form, and ticks the declaration. The page shows the form already. */
export async function write(page: Page, written: Written = {}): Promise<void> {
  const { grounds = ['Transfer to a third country'], text = GROUNDS, actions = [], files = [] } = written;
  for (const ground of grounds) await page.getByRole('checkbox', { name: ground }).check();
  await page.getByLabel('Describe your grounds').fill(text);
  for (const [index, action] of actions.entries()) {
    if (index > 0) await page.getByRole('button', { name: 'Add an action' }).click();
    await page.getByLabel(`Requested action ${index + 1}`).fill(action);
  }
  for (const file of files) {
    await page.getByLabel('Attach files').setInputFiles(file);
    await expect(
      page.getByRole('list', { name: 'Attached files' }).getByRole('link', { name: file.name }),
    ).toBeVisible();
  }
  await page.getByLabel('Your name').fill(written.name ?? 'Marta Quintero');
  await page.getByLabel('Your capacity').fill(written.capacity ?? 'Data protection officer');
  await page.getByRole('checkbox', { name: /^I am authorised to object on behalf of/ }).check();
}

/** From the form to the letter as it will stand. */
export async function review(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByRole('heading', { name: 'The letter as it will stand' })).toBeVisible();
}

/** From the letter to the receipt. @returns the objection's reference */
export async function file(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'File objection' }).click();
  return receipt(page);
}

/** @returns the reference on the receipt that the page shows */
export async function receipt(page: Page): Promise<string> {
  await page.waitForURL(/\/objections\/OBJ-/);
  return new URL(page.url()).pathname.split('/')[2] ?? '';
}

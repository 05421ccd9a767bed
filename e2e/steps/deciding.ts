import { expect, type Page } from '#e2e/stage.ts';

/** A civil day so many days from now, as a date field takes it. */
export const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** From the desk's first page to the case of a subscriber, through the queue. */
export async function openCase(page: Page, reference: string): Promise<void> {
  await page.goto(`/desk/objections/${reference}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('objects to');
}

export async function choose(page: Page, option: 'Cease' | 'Corrective action' | 'Feature withdrawal'): Promise<void> {
  await page.getByRole('radio', { name: option, exact: true }).check();
}

/** Reasons, then everything that follows, which the caller may read before it goes on. */
export async function reviewDecision(page: Page, reasons: string): Promise<void> {
  await page.getByLabel('Your reasons').fill(reasons);
  await page.getByRole('button', { name: 'Review and resolve' }).click();
  await expect(page.getByRole('heading', { name: 'What follows' })).toBeVisible();
}

export async function resolve(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Resolve', exact: true }).click();
  await expect(page.getByText('Resolved. The subscriber is written to now')).toBeVisible();
}

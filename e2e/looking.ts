import axe, { type RunOptions } from 'axe-core';
import { expect, type Page } from './stage.ts';

declare global {
  interface Window {
    axe: Pick<typeof axe, 'run'>;
  }
}

const NARROW = { width: 390, height: 844 };

/**
 * The page as it stands, in the eyes of axe: every rule, and the size of targets; then its contrast in the dark theme;
 * then whether it fits a phone.
 */
export async function look(page: Page, name = new URL(page.url()).pathname): Promise<void> {
  const { width, height } = page.viewportSize() ?? NARROW;
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  // a page that came by a link has its title a moment later
  await page.waitForFunction(() => document.title !== '');
  // once for both looks, and not within a letter's frame, where nothing runs
  await page.evaluate(axe.source);
  expect.soft(await violations(page, { rules: { 'target-size': { enabled: true } } }), name).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect.soft(await violations(page, { runOnly: ['color-contrast'] }), `${name}, dark`).toEqual([]);
  await page.setViewportSize(NARROW);
  expect.soft(await tooWide(page), `${name} on a phone`).toEqual([]);
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Only what is wrong comes back: all that axe found in order is a megabyte. */
async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const found = await page.evaluate(
    async (asked) =>
      (await window.axe.run(document, { ...asked, resultTypes: ['violations'], iframes: false })).violations,
    options,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}

/** What reaches beyond the right edge, where the page as a whole can be moved sideways. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const beyond = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
    );
    return beyond.slice(-3).map((element) => `${element.tagName} ${element.className}`);
  });
}

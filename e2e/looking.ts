import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from './stage.ts';

const NARROW = { width: 390, height: 844 };

/**
 * The page as it stands, in the eyes of axe: every rule, and the size of targets; then its contrast in the dark theme;
 * then whether it fits a phone.
 */
export async function look(page: Page, name = new URL(page.url()).pathname): Promise<void> {
  const { width, height } = page.viewportSize() ?? NARROW;
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect.soft(await violations(axe(page)), name).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect.soft(await violations(axe(page).withRules('color-contrast')), `${name}, dark`).toEqual([]);
  await page.setViewportSize(NARROW);
  expect.soft(await tooWide(page), `${name} on a phone`).toEqual([]);
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Legacy: there is no frame to look into, and otherwise axe opens a further page for its report. */
const axe = (page: Page) =>
  new AxeBuilder({ page }).setLegacyMode().options({ rules: { 'target-size': { enabled: true } } });

async function violations(builder: AxeBuilder): Promise<string[]> {
  const found = await builder.analyze();
  return found.violations.flatMap(({ id, nodes }) =>
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

import { defineConfig } from '@playwright/test';
import { environmentFor } from '../db/env.ts';
import { CHROMIUM_FLAGS, findChromium } from './chromium.ts';

const { executablePath, env } = findChromium();

export default defineConfig({
  testDir: '.',
  testMatch: '{journeys,attacks}/**/*.spec.ts',
  outputDir: '../.cache/browser',
  // Node runs the tests as it runs the product, so that they can use the product's own files.
  build: { external: ['**/*'] },
  forbidOnly: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: process.env.E2E_BASE_URL,
    browserName: 'chromium',
    locale: 'en-GB',
    viewport: { width: 1360, height: 900 },
    // its film costs a third of the time, and the last picture is kept anyway
    trace: { mode: 'retain-on-failure', screenshots: false, sources: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      args: CHROMIUM_FLAGS,
      ...(executablePath && { executablePath, env: environmentFor(env) }),
    },
  },
});

import fs from 'node:fs';

export interface Tally {
  passed: number;
  failed: number;
}

/** What one runner wrote about its run; a run that crashed, or found no test, has failed whatever it counted. */
export function settle({ passed, failed }: Tally, exitCode: number | null): Tally {
  return failed === 0 && (exitCode !== 0 || passed === 0) ? { passed, failed: 1 } : { passed, failed };
}

/** vitest's JSON report: a file that can't be loaded counts, though none of its tests does. */
export function tallyOfVitest(file: string): Tally {
  const report: {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

/** Playwright's JSON report: a test that passes only when tried again has failed. */
export function tallyOfPlaywright(file: string): Tally {
  const { stats, errors }: { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] } =
    JSON.parse(fs.readFileSync(file, 'utf8'));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

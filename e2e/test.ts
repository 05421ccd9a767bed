import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { EmbeddedServer } from '#db/embedded.ts';
import { environmentFor } from '#db/env.ts';
import { Obstacle } from '#db/obstacle.ts';
import { buildIfStale } from '#lib/web/build.ts';
import { step } from '#lib/web/step.ts';
import { startTestCluster } from './cluster.ts';
import { settle, type Tally, tallyOfPlaywright, tallyOfVitest } from './tally.ts';

/**
 * `npm test`: every check in order, cheapest first, and one line that sums them. All run, whatever failed before.
 * Arguments name the parts to run; none means all.
 */
const parts = {
  lint: () => check('lint', 'format and lint', ['biome', 'check']),
  types: () => check('types', 'types', ['next', 'typegen'], ['tsc', '--noEmit']),
  imports: () => check('imports', 'who imports whom', ['depcruise', '--config', 'e2e/import-rules.mjs', ...SOURCES]),
  pure: () => vitest('pure', {}),
  database: async () => {
    const { ownerUrl, superuserUrl } = await cluster();
    return vitest('database', { TEST_OWNER_URL: ownerUrl, TEST_SUPERUSER_URL: superuserUrl });
  },
  build: async () => {
    await step('build', 'the pages', () => buildIfStale());
    return { passed: 1, failed: 0 };
  },
  startup: async () => {
    await buildIfStale();
    return vitest('startup', {});
  },
  browser,
} satisfies Record<string, () => Promise<Tally>>;

type Part = keyof typeof parts;

const SOURCES = ['app', 'components', 'db', 'lib', 'e2e'];
const REPORTS = path.resolve('.cache/reports');

/** `package.json` names no module type (with one, `next build` fails), and Node says so for every program. */
const QUIET = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';

const running = new AsyncDisposableStack();
let started: Promise<EmbeddedServer> | undefined;
let child: ChildProcess | undefined;
let stopping = false;

async function runAll(names: Part[]): Promise<Tally> {
  const sum: Tally = { passed: 0, failed: 0 };
  for (const name of names) {
    if (stopping) break;
    const { passed, failed } = await parts[name]().catch((error: unknown) => {
      console.error(error instanceof Obstacle ? error.message : error);
      return { passed: 0, failed: 1 };
    });
    sum.passed += passed;
    sum.failed += failed;
  }
  return sum;
}

async function check(name: string, doing: string, ...commands: [string, ...string[]][]): Promise<Tally> {
  await step(name, doing, async () => {
    for (const command of commands) {
      const { code, told } = await run(command, {});
      if (code !== 0) throw new Obstacle(told);
    }
  });
  return { passed: 1, failed: 0 };
}

async function vitest(project: 'pure' | 'database' | 'startup', added: Record<string, string>): Promise<Tally> {
  const report = `${REPORTS}/${project}.json`;
  const config = ['run', '--config', 'e2e/vitest.config.mts', '--project', `${project}*`];
  return runner(
    project,
    ['vitest', ...config, '--reporter=minimal', '--reporter=json', `--outputFile=${report}`],
    added,
    report,
    tallyOfVitest,
  );
}

async function browser(): Promise<Tally> {
  // Not before it is needed: it brings the whole product with it.
  const { startProduct } = await import('./product.ts');
  await buildIfStale();
  const report = `${REPORTS}/browser.json`;
  const { ownerUrl } = await cluster();
  const product = await step('product', 'a demo world, served for the browser', () => startProduct(ownerUrl));
  try {
    return await runner(
      'browser',
      ['playwright', 'test', '--config', 'e2e/playwright.config.ts', '--reporter=dot,json'],
      { ...product.environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      report,
      tallyOfPlaywright,
    );
  } finally {
    await product.stop();
  }
}

/** A runner's output is shown only when something in it failed. */
async function runner(
  name: string,
  command: [string, ...string[]],
  added: Record<string, string>,
  report: string,
  tallyOf: (report: string) => Tally,
): Promise<Tally> {
  fs.mkdirSync(REPORTS, { recursive: true });
  fs.rmSync(report, { force: true });
  let output = '';
  const tally = await step(
    name,
    'tests',
    async () => {
      const { code, told } = await run(command, added);
      output = told;
      return settle(fs.existsSync(report) ? tallyOf(report) : { passed: 0, failed: 0 }, code);
    },
    ({ passed, failed }) => `${passed} pass, ${failed} fail`,
  );
  if (tally.failed) console.error(output);
  return tally;
}

async function run([file, ...args]: [string, ...string[]], added: Record<string, string>) {
  child = spawn(file, args, {
    env: environmentFor({ NODE_OPTIONS: QUIET, NO_COLOR: '1', FORCE_COLOR: undefined, ...added }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (told += chunk));
  const [code]: (number | null)[] = await once(child, 'close');
  return { code: code ?? null, told };
}

function cluster(): Promise<EmbeddedServer> {
  started ??= step('cluster', 'a PostgreSQL for the tests', async () =>
    running.adopt(await startTestCluster(), (server) => server.stop()),
  );
  return started;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)
  process.on(signal, () => {
    stopping = true;
    child?.kill('SIGTERM');
  });

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in parts));
if (unknown) {
  console.error(`There is no part "${unknown}": choose from ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
const all = Object.keys(parts).filter((name): name is Part => name in parts);
const sum = await runAll(asked.length ? all.filter((name) => asked.includes(name)) : all);
await running.disposeAsync();
if (stopping) sum.failed += 1;
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exit(sum.failed ? 1 : 0);

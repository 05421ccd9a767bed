import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { env, environmentFor } from '#db/env.ts';
import { fullDisk, isFullDisk, Obstacle } from '#db/obstacle.ts';
import { derive, installationSecret } from '#db/secret.ts';

/** All that can change what `next build` makes. */
const SOURCES = [
  ...['app', 'components', 'lib', 'db', 'public', 'proxy.ts', 'instrumentation.ts', 'next.config.js'],
  ...['postcss.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json'],
];

/** Beside the build, so that they go together; written last, so that a build cut short never counts. */
const MARK = '.next/demur-sources';

/**
 * Builds the pages unless the build there is of these very sources. The key that seals a server action's bound
 * values comes from the installation's secret: several machines with one secret understand each other's pages.
 * @returns whether it built
 * @throws {Obstacle} when the build fails; its output has been printed
 */
export async function buildIfStale(halt?: AbortSignal): Promise<boolean> {
  const sources = hashOfSources();
  if (fs.existsSync(MARK) && fs.readFileSync(MARK, 'utf8') === sources) return false;
  for (const file of [MARK, '.next/BUILD_ID']) fs.rmSync(file, { force: true });

  const key = derive(installationSecret(env().DATA_DIR), 'server-actions').toString('base64');
  const build = spawn(
    process.execPath,
    ['--import', './lib/web/end-with-parent.mjs', 'node_modules/next/dist/bin/next', 'build'],
    {
      env: environmentFor({
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key,
      }),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      signal: halt,
    },
  );
  let told = '';
  for (const output of [build.stdout, build.stderr]) output?.on('data', (chunk) => (told += chunk));
  const [code] = await once(build, 'close');
  // Next has been seen to end well without a build, when a helper of it was lost.
  if (code !== 0 || !fs.existsSync('.next/BUILD_ID')) {
    if (isFullDisk(told)) throw fullDisk(path.resolve('.next'));
    process.stderr.write(`\n${told}\n`);
    throw new Obstacle('The pages could not be built, for the reason above.');
  }
  fs.writeFileSync(MARK, sources);
  return true;
}

function hashOfSources(): string {
  const hash = createHash('sha256').update(process.version);
  for (const source of SOURCES)
    for (const file of filesUnder(source)) hash.update(`\0${file}\0`).update(fs.readFileSync(file));
  return hash.digest('hex');
}

function filesUnder(source: string): string[] {
  if (!fs.existsSync(source)) return [];
  if (fs.statSync(source).isFile()) return [source];
  return fs
    .readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

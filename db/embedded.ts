import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { environmentFor } from './env.ts';
import { freePort } from './free-port.ts';
import { fullDisk, isFullDisk, Obstacle } from './obstacle.ts';
import { postgresBinaries, type Runner } from './postgres-binaries.ts';
import { derive, installationSecret } from './secret.ts';

const MAJOR = '18';

/** Held by the process that answers for the server; the server itself gives it up when that process dies. */
const HOLDER_LOCK = 7_301_118_272;

/** Its messages are read here, so they must not be translated. */
const PLAIN_ENGLISH = { LC_ALL: 'C' };

export interface EmbeddedServer {
  /** `demur_owner` on the database `demur`: may create roles and databases, and is no superuser. */
  ownerUrl: string;
  superuserUrl: string;
  pid: number;
  /** It ran already: another process holds it, or the one that did was killed. */
  reused: boolean;
  /** This process answers for the server. False while another one lives that does: `stop()` then leaves it running. */
  held: boolean;
  /** Milliseconds to make the cluster (0 when there was one) and to get an answer from the server. */
  initMs: number;
  startMs: number;
  /** Fulfilled when the server is gone, however it went. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Holds the cluster, its log and the installation's secret. */
  dir: string;
  /** A free one unless given; one server keeps the port on which it was first asked for until it stops. */
  port?: number;
  /** Further arguments for `postgres`, such as `-c fsync=off`. */
  flags?: string[];
}

/**
 * Starts the PostgreSQL that comes with the project, or takes over the one that a killed process left running.
 * It listens on 127.0.0.1 only. Making the cluster is all or nothing; role and database are made when missing.
 * @throws {Obstacle} when it can't start, with what to do about it
 */
export async function startEmbedded({ dir: given, port, flags = [] }: EmbeddedOptions): Promise<EmbeddedServer> {
  const dir = path.resolve(given);
  const secret = installationSecret(dir);
  const data = path.join(dir, 'pgdata');
  const url = (role: string, on: number, database: string) =>
    `postgres://${role}:${derive(secret, role === 'postgres' ? 'superuser' : 'owner').toString('base64url')}@127.0.0.1:${on}/${database}`;

  const beforeInit = performance.now();
  const binaries = postgresBinaries(dir);
  const made = makeCluster(binaries, dir, data, derive(secret, 'superuser').toString('base64url'));
  const initMs = made ? performance.now() - beforeInit : 0;

  const beforeStart = performance.now();
  const running = await runningServer(data);
  const server = running ?? (await launch(binaries, dir, data, port ?? (await freePort()), flags));
  const superuserUrl = url('postgres', server.port, 'postgres');
  const ownerUrl = url('demur_owner', server.port, 'demur');

  const holder = new pg.Client({ connectionString: superuserUrl, application_name: 'demur holder' });
  holder.on('error', () => undefined);
  const ended = new Promise<void>((gone) => holder.once('end', gone));
  await holder.connect();
  const held = await hold(holder);
  if (held) await makeOwner(holder, derive(secret, 'owner').toString('base64url'));

  return {
    ownerUrl,
    superuserUrl,
    pid: server.pid,
    reused: running !== undefined,
    held,
    initMs,
    startMs: performance.now() - beforeStart,
    ended,
    stop: async () => {
      if (held) await shutDown(server.pid, data);
      await holder.end();
    },
  };
}

/** A cluster half made by a process that was killed is never taken for one: it gets its name when it is whole. */
function makeCluster({ command, options }: Runner, dir: string, data: string, superuserPassword: string): boolean {
  const version = readOrNothing(path.join(data, 'PG_VERSION'))?.trim();
  if (version === MAJOR) return false;
  if (version)
    throw new Obstacle(`${data} was made by PostgreSQL ${version}; this version needs ${MAJOR}: move the folder away.`);

  const draft = `${data}.draft`;
  const passwordFile = path.join(dir, 'superuser-password');
  fs.rmSync(draft, { recursive: true, force: true });
  const [file, args] = command('initdb', [
    `--pgdata=${draft}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]);
  try {
    fs.writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600 });
    if (options.uid !== undefined) fs.chownSync(passwordFile, options.uid, options.gid ?? options.uid);
    const run = spawnSync(file, args, { ...options, cwd: '/', env: environmentFor(PLAIN_ENGLISH), encoding: 'utf8' });
    if (run.status !== 0) throw run.error ?? new Error(run.stderr);
    fs.renameSync(draft, data);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    if (isFullDisk(error)) throw fullDisk(dir);
    throw new Obstacle(
      `PostgreSQL can't make its files in ${dir}: ${lastLine(error instanceof Error ? error.message : String(error))}`,
    );
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  return true;
}

/** The server that already serves this folder, once it is ready; a file that a killed server left names none. */
async function runningServer(data: string): Promise<{ pid: number; port: number } | undefined> {
  for (;;) {
    const noted = pidFile(data);
    if (!noted || !isAlive(noted.pid)) return undefined;
    if (!servesFolder(noted.pid, data)) {
      // The machine gave the number to another program since, and PostgreSQL would take that for a server of ours.
      fs.rmSync(path.join(data, 'postmaster.pid'), { force: true });
      return undefined;
    }
    if (noted.status === 'ready') return noted;
    await pause();
  }
}

async function launch({ command, options }: Runner, dir: string, data: string, port: number, flags: string[]) {
  const log = path.join(dir, 'postgres.log');
  const output = fs.openSync(log, 'a', 0o600);
  const logStart = fs.fstatSync(output).size;
  const [file, args] = command('postgres', [
    ...['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    ...flags,
  ]);
  // Detached: a Ctrl-C in the terminal reaches the one who started it, who stops the server last.
  const child = spawn(file, args, {
    ...options,
    cwd: '/',
    env: environmentFor(PLAIN_ENGLISH),
    detached: true,
    stdio: ['ignore', 'ignore', output],
  });
  fs.closeSync(output);
  child.unref();
  let failure: unknown;
  child.once('error', (error) => (failure = error));
  child.once('exit', () => (failure ??= fs.readFileSync(log).subarray(logStart).toString()));
  for (;;) {
    if (failure !== undefined) throw whyNot(failure, dir, log, port);
    const noted = pidFile(data);
    // A killed server's file says "ready" too: only the number tells ours.
    if (noted && noted.pid === child.pid && noted.status === 'ready') return noted;
    await pause();
  }
}

function whyNot(failure: unknown, dir: string, log: string, port: number): Obstacle {
  const told = String(failure);
  if (isFullDisk(told)) return fullDisk(dir);
  if (/could not create any TCP\/IP sockets/.test(told))
    return new Obstacle(`Port ${port} is taken by another program: stop it, or choose another port for the database.`);
  const fatal = told.split('\n').findLast((line) => /FATAL|PANIC/.test(line)) ?? lastLine(told);
  return new Obstacle(`PostgreSQL did not start (${fatal.replace(/^.*(FATAL|PANIC):\s*/, '')}): ${log} says more.`);
}

/** Right after the holder was killed its connection may live for a moment. */
async function hold(client: pg.Client): Promise<boolean> {
  for (const until = performance.now() + 300; ; ) {
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [HOLDER_LOCK]);
    if (rows[0]?.held) return true;
    if (performance.now() > until) return false;
    await pause();
  }
}

async function makeOwner(superuser: pg.Client, password: string): Promise<void> {
  const { rows } = await superuser.query<{ login: boolean; database: boolean }>(`
    SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'demur_owner') AS login,
           EXISTS (SELECT FROM pg_database WHERE datname = 'demur') AS database`);
  if (!rows[0]?.login)
    await superuser.query(
      `CREATE ROLE demur_owner LOGIN CREATEROLE CREATEDB PASSWORD ${superuser.escapeLiteral(password)}`,
    );
  if (!rows[0]?.database) await superuser.query('CREATE DATABASE demur OWNER demur_owner');
}

/** "Fast": open transactions are rolled back and the files left as after a checkpoint. */
async function shutDown(pid: number, data: string): Promise<void> {
  const until = performance.now() + 30_000;
  if (isAlive(pid)) process.kill(pid, 'SIGINT');
  while (isAlive(pid) && servesFolder(pid, data)) {
    if (performance.now() > until) process.kill(pid, 'SIGQUIT');
    await pause();
  }
}

/** Lines of `postmaster.pid`: 1 process, 4 port, 8 state (PostgreSQL's `pidfile.h`). */
function pidFile(data: string): { pid: number; port: number; status: string } | undefined {
  const lines = readOrNothing(path.join(data, 'postmaster.pid'))?.split('\n');
  if (!lines?.[0]) return undefined;
  return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
}

/** A dead process whose parent has not taken notice is there still, without a command. */
function servesFolder(pid: number, data: string): boolean {
  const command =
    readOrNothing(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ??
    spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return command.includes(`postgres -D ${data} `);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function readOrNothing(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function pause(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 10));
}

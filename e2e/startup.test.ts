import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedServer, startEmbedded } from '#db/embedded.ts';
import { environmentFor } from '#db/env.ts';
import { freePort } from '#db/free-port.ts';

const ROOM = path.resolve('.cache/startup');
const DATA_DIR = path.join(ROOM, 'data');

interface Start {
  process: ChildProcess;
  said(): string;
  /** Its exit code, once everything that it started and printed is over. */
  ended: Promise<number | null>;
}

const starts: Start[] = [];

/** `npm start`, on a database and a port of this test's own. */
function npmStart(added: Record<string, string | undefined>): Start {
  const child = spawn(process.execPath, ['lib/web/start.mjs'], {
    env: environmentFor({ DATA_DIR, WEB_PROCESSES: '1', DATABASE_URL: undefined, TZ: undefined, ...added }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const start = { process: child, said: () => said, ended: once(child, 'close').then(([code]) => code) };
  starts.push(start);
  return start;
}

async function ready(start: Start, port: number): Promise<void> {
  await until(() => start.said().includes('Ctrl-C stops it') || start.process.exitCode !== null);
  expect(start.said()).toContain(`Demur is ready at http://localhost:${port}`);
  expect(await answer(port)).toBe(200);
}

async function answer(port: number): Promise<number> {
  return (await fetch(`http://localhost:${port}/healthz`)).status;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resume) => setTimeout(resume, 20));
}

/** Processes below the given one whose command contains the word; found as a person finds them, with `ps`. */
async function below(start: Start, word: string): Promise<number[]> {
  const ps = spawn('ps', ['-ww', '-A', '-o', 'pid=,ppid=,command=']);
  let listed = '';
  ps.stdout.on('data', (chunk) => (listed += chunk));
  await once(ps, 'close');
  const rows = listed
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .map(([pid, parent, ...command]) => ({ pid: Number(pid), parent: Number(parent), command: command.join(' ') }));
  const family = new Set([start.process.pid]);
  for (const { pid, parent } of rows.sort((one, other) => one.pid - other.pid)) if (family.has(parent)) family.add(pid);
  return rows.filter(({ pid, command }) => family.has(pid) && command.includes(word)).map(({ pid }) => pid);
}

/** Says of itself, in PostgreSQL's protocol, that it is version 16.9, whatever it is asked. */
async function oldServer(): Promise<{ port: number; close(): void }> {
  const message = (type: string, ...parts: (Buffer | string)[]) => {
    const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(type), length, body]);
  };
  const int16 = (value: number) => Buffer.from([value >> 8, value & 255]);
  const int32 = (value: number) => Buffer.concat([int16(value >>> 16), int16(value & 65_535)]);
  const idle = message('Z', 'I');
  const row = { number: ['160009', 23], version: ['16.9', 25], mayMakeRoles: ['t', 16] } as const;
  const columns = Object.entries(row).map(([name, [, type]]) =>
    Buffer.concat([Buffer.from(`${name}\0`), int32(0), int16(0), int32(type), int16(8), int32(-1), int16(0)]),
  );
  const values = Object.values(row).map(([value]) => Buffer.concat([int32(value.length), Buffer.from(value)]));

  const server = net.createServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', int32(0)), idle]));
      socket.once('data', () => {
        const answer = [
          message('T', int16(3), ...columns),
          message('D', int16(3), ...values),
          message('C', 'SELECT 1\0'),
          idle,
        ];
        socket.write(Buffer.concat(answer));
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A listening socket has no port.');
  return { port: address.port, close: () => server.close() };
}

/** A dead process of which its parent took no notice yet is listed as "Z". */
function lives(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^Z]/.test(stdout.trim());
}

async function firstBelow(start: Start, word: string): Promise<number> {
  const [pid] = await below(start, word);
  if (pid === undefined) throw new Error(`No process "${word}" runs.`);
  return pid;
}

function serverPid(): number {
  return Number(fs.readFileSync(path.join(DATA_DIR, 'pgdata/postmaster.pid'), 'utf8').split('\n')[0]);
}

beforeAll(() => fs.rmSync(ROOM, { recursive: true, force: true }));
afterAll(async () => {
  for (const { process } of starts) process.kill('SIGTERM');
  await Promise.all(starts.map(({ ended }) => ended));
});

test('SIGTERM stops web, worker and database; the second start finds everything done', async () => {
  const port = await freePort();
  const first = npmStart({ PORT: String(port) });
  await ready(first, port);
  const server = serverPid();
  const children = [...(await below(first, 'lib/web/serve.ts')), ...(await below(first, 'lib/jobs/worker.ts'))];
  expect(children).toHaveLength(3);
  first.process.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect([server, ...children].filter(lives)).toEqual([]);

  const second = npmStart({ PORT: String(port) });
  await ready(second, port);
  // no install, no migration, no planting, no build: what made the first one slow
  expect(second.said()).not.toMatch(/packages|planting/);
  expect(second.said()).toMatch(/up to date … nothing to do/);
  expect(second.said()).toMatch(/building those that changed … none did/);
  second.process.kill('SIGINT');
  expect(await second.ended).toBe(0);
});

test('web and worker that were killed are started again; what a killed start leaves does not stand in the next one’s way', async () => {
  const port = await freePort();
  const first = npmStart({ PORT: String(port) });
  await ready(first, port);
  const killed = [await firstBelow(first, 'lib/web/serve.ts'), await firstBelow(first, 'lib/jobs/worker.ts')];
  const [, child] = await below(first, 'lib/web/serve.ts');
  for (const pid of killed) process.kill(pid, 'SIGKILL');
  await until(async () => (await below(first, 'lib/jobs/worker.ts')).length === 1);
  await until(() =>
    answer(port).then(
      (status) => status === 200,
      () => false,
    ),
  );
  // The process that served was the killed one's child, and went with it.
  expect(child && lives(child)).toBe(false);

  const launcher = await firstBelow(first, 'lib/web/start.ts');
  const server = serverPid();
  process.kill(launcher, 'SIGKILL');
  await first.ended;
  expect(lives(server)).toBe(true);

  const second = npmStart({ PORT: String(port) });
  await ready(second, port);
  expect(second.said()).toContain('running already');
  second.process.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  expect(lives(server)).toBe(false);
});

test('without its database a start ends and says so; the next one recovers', async () => {
  const port = await freePort();
  const first = npmStart({ PORT: String(port) });
  await ready(first, port);
  process.kill(serverPid(), 'SIGKILL');
  expect(await first.ended).toBe(1);
  expect(first.said()).toContain('The database ended');

  const second = npmStart({ PORT: String(port) });
  await ready(second, port);
  second.process.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

test('a taken port', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  const start = npmStart({ PORT: String(port) });
  expect(await start.ended).toBe(1);
  expect(start.said()).toMatch(new RegExp(`^Port ${port} is taken .*PORT=${port + 1} npm start`));
  other.close();
});

test('a DATABASE_URL where nobody answers', async () => {
  const url = `postgres://owner:secret@127.0.0.1:${await freePort()}/demur`;
  const start = npmStart({ PORT: String(await freePort()), DATABASE_URL: url });
  expect(await start.ended).toBe(1);
  expect(start.said()).toMatch(
    /No PostgreSQL answers at 127\.0\.0\.1:\d+ \(ECONNREFUSED\): start it, or correct DATABASE_URL/,
  );
  expect(start.said()).not.toContain('secret');
});

test('a DATABASE_URL with a server that is too old', async () => {
  const old = await oldServer();
  const start = npmStart({
    PORT: String(await freePort()),
    DATABASE_URL: `postgres://owner@127.0.0.1:${old.port}/demur`,
  });
  expect(await start.ended).toBe(1);
  expect(start.said()).toMatch(
    /The server at 127\.0\.0\.1:\d+ is PostgreSQL 16\.9, and Demur needs 18 or later: upgrade it/,
  );
  old.close();
});

test('a server of one’s own: no superuser needed, no demo world, no accounts', async () => {
  const server: EmbeddedServer = await startEmbedded({ dir: path.join(ROOM, 'own'), flags: ['-c', 'fsync=off'] });
  const port = await freePort();
  const start = npmStart({ PORT: String(port), DATABASE_URL: server.ownerUrl });
  await ready(start, port);
  expect(start.said()).toContain('npm run user:create');
  expect(start.said()).not.toContain('demur-demo');
  const owner = new pg.Client(server.ownerUrl);
  await owner.connect();
  const { rows } = await owner.query(
    'SELECT (SELECT count(*) FROM demur.vendor) AS vendors, (SELECT count(*) FROM demur.users) AS users',
  );
  expect(rows).toEqual([{ vendors: '0', users: '0' }]);
  await owner.end();
  start.process.kill('SIGTERM');
  expect(await start.ended).toBe(0);
  expect(lives(server.pid)).toBe(true);
  await server.stop();
});

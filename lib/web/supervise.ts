import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { environmentFor } from '#db/env.ts';
import { Obstacle } from '#db/obstacle.ts';

/** Milliseconds. Who lives less than the first is started again after the second; so many times in a row at most. */
const SHORT_LIFE = 5000;
const REST = 500;
const TRIES = 5;
const TIME_TO_STOP = 10_000;

/** A heap that may grow does: a worker needs no more than this, whatever the number of letters. */
const HEAP: Record<string, string[]> = { 'lib/jobs/worker.ts': ['--max-old-space-size=256'] };

export interface Supervised {
  /** Rejected when it died too often to be started again. */
  failed: Promise<never>;
  stop(): Promise<void>;
}

/**
 * Keeps one program of the project running in a process of its own: started again when it dies, asked to stop with
 * SIGTERM, and ending by itself when this process is killed, since its channel closes then.
 * @returns once it sent the message `ready`; what it said until then is printed after that
 * @throws {Obstacle} when it ends before it was ready
 */
export async function supervise(
  name: string,
  entry: string,
  added: Record<string, string | undefined>,
): Promise<Supervised> {
  let child = launch(entry, added);
  let stopping = false;
  let shortLives = 0;
  const { promise: failed, reject } = Promise.withResolvers<never>();
  failed.catch(() => undefined);
  const speak = holdBack(child);
  try {
    await readiness(name, child);
  } catch (error) {
    process.stdout.write('\n');
    speak();
    throw error;
  }
  // After the line of the step that waits for this.
  setImmediate(speak);

  const watch = () => {
    const born = performance.now();
    child.once('exit', async (code, signal) => {
      if (stopping) return;
      shortLives = performance.now() - born < SHORT_LIFE ? shortLives + 1 : 0;
      if (shortLives > TRIES) return reject(new Obstacle(`The ${name} keeps ending: what it said stands above.`));
      console.error(`The ${name} ended (${signal ?? `exit code ${code}`}) and is started again.`);
      if (shortLives > 1) await new Promise((resume) => setTimeout(resume, REST));
      if (stopping) return;
      child = launch(entry, added);
      holdBack(child)();
      watch();
    });
  };
  watch();

  return {
    failed,
    stop: async () => {
      stopping = true;
      await end(child);
    },
  };
}

/** Detached: a Ctrl-C in the terminal reaches only the process that stops all others in order. */
function launch(entry: string, added: Record<string, string | undefined>): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', ...(HEAP[entry] ?? []), entry], {
    env: environmentFor(added),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

/** Keeps what a process says, until the returned function lets it speak: a step's line is not cut in two. */
function holdBack({ stdout, stderr }: ChildProcess): () => void {
  const held: Buffer[] = [];
  const hold = (chunk: Buffer) => held.push(chunk);
  for (const stream of [stdout, stderr]) stream?.on('data', hold);
  return () => {
    process.stdout.write(Buffer.concat(held));
    for (const stream of [stdout, stderr]) stream?.off('data', hold);
    stdout?.pipe(process.stdout);
    stderr?.pipe(process.stderr);
  };
}

async function readiness(name: string, child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.on('message', (message) => message === 'ready' && resolve());
  child.once('close', () => reject(new Obstacle(`The ${name} did not start, for the reason that it gave.`)));
  await promise;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const lastResort = setTimeout(() => child.kill('SIGKILL'), TIME_TO_STOP);
  await exited;
  clearTimeout(lastResort);
}

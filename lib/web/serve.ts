import cluster from 'node:cluster';
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import next from 'next';
import { env } from '#db/env.ts';
import { ConfinedResponse } from './confined-response.ts';
import { renderDoors } from './public-doors.ts';
import { askPublicVersion, followPublicVersion } from './public-version.ts';

/** Milliseconds that requests under way have when the web is asked to stop. */
const TIME_TO_FINISH = 5000;
const REST = 500;

/**
 * Serves the built pages with one process a core on one port. A process that dies is replaced. All of them end when
 * the one that started them does, by whatever death: their channel to it closes.
 */
if (cluster.isPrimary) await distribute();
else await serve();

async function distribute(): Promise<void> {
  const count = env().WEB_PROCESSES ?? os.availableParallelism();
  let listening = 0;
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    cluster.disconnect(() => process.exit(0));
    setTimeout(() => process.exit(0), TIME_TO_FINISH).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  process.on('disconnect', stop);

  // Until it listens, a process says only what Next says at every start.
  cluster.setupPrimary({ silent: true });
  const fork = () => {
    const { stdout, stderr } = cluster.fork().process;
    stdout?.resume();
    stderr?.pipe(process.stderr);
  };
  cluster.on('listening', (worker) => {
    worker.process.stdout?.pipe(process.stdout);
    listening += 1;
    if (listening === count) process.send?.('ready');
  });
  cluster.on('exit', (worker, code, signal) => {
    if (stopping) return;
    // None can serve: the reason is in the build or the environment, and a further try would only repeat it.
    if (listening === 0) process.exit(1);
    console.error(`Web process ${worker.process.pid} ended (${signal ?? `exit code ${code}`}) and is replaced.`);
    setTimeout(() => stopping || fork(), REST);
  });
  for (let index = 0; index < count; index += 1) fork();
}

async function serve(): Promise<void> {
  process.on('disconnect', () => process.exit(0));
  const { HOST: host, PORT: port } = env();
  const app = next({ dev: false, dir: path.resolve(import.meta.dirname, '../..'), hostname: 'localhost', port });
  await app.prepare();
  const handle = app.getRequestHandler();
  let doorsStand = false;
  const listener: RequestListener = (request, response) => {
    // A nonce is proxy.ts's to give: one that came along would stand in a page that is kept for all.
    delete request.headers['content-security-policy'];
    if (!isReadable(request.url)) return say(response, 400, 'This address can’t be read: check it, and open it again.');
    if (!doorsStand && request.url === '/readyz') return say(response, 503, 'the public register is not rendered yet');
    void handle(request, response);
  };
  const openDoors = async () => {
    await renderDoors(listener);
    doorsStand = true;
  };
  // Without its database a process serves all the same, and says by /readyz that it is not ready.
  await askPublicVersion();
  await openDoors().catch(() => undefined);
  void followPublicVersion(openDoors);
  const server = createServer({ ServerResponse: ConfinedResponse }, listener);
  server.listen(port, host);
  await once(server, 'listening');
}

function say(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
  response.end(`${sentence}\n`);
}

/** Whether each %xx of an address stands for text. */
function isReadable(url = ''): boolean {
  try {
    decodeURIComponent(url.replace(/\?.*$/s, ''));
    return true;
  } catch {
    return false;
  }
}

import { once } from 'node:events';
import net from 'node:net';
import { Obstacle } from '#db/obstacle.ts';

/** The web processes of a start that was killed let go of the port within this time, in milliseconds. */
const PATIENCE = 2000;

/**
 * Returns once nobody else answers at `http://localhost:<port>`.
 * @throws {Obstacle} when another program keeps the port, or this user may not have it
 */
export async function requireFreePort(host: string, port: number): Promise<void> {
  for (const until = performance.now() + PATIENCE; !(await isFree(host, port)); ) {
    if (performance.now() > until)
      throw new Obstacle(
        `Port ${port} is taken by another program, or by a Demur that runs already: stop that, or choose another port with \`PORT=${port + 1} npm start\`.`,
      );
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** Listening alone does not tell: a program bound to `::1`, or on macOS to every address, leaves 127.0.0.1 free. */
async function isFree(host: string, port: number): Promise<boolean> {
  return !(await answers(port)) && (await canListen(host, port));
}

async function answers(port: number): Promise<boolean> {
  const socket = net.connect({ port, host: 'localhost' });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function canListen(host: string, port: number): Promise<boolean> {
  const server = net.createServer().listen(port, host);
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw new Obstacle(
      `Demur can't listen on ${host}, port ${port} (${String(error)}): set HOST and PORT to what it may have.`,
    );
  } finally {
    server.close();
  }
}

/** Where a program on this machine reaches what listens there. */
export function addressOf(host: string, port: number): string {
  const every = host === '0.0.0.0' || host === '::';
  return `http://${every ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

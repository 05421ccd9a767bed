import { once } from 'node:events';
import net from 'node:net';

/** A port that nobody has now, on 127.0.0.1. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('A listening socket has no port.');
  return address.port;
}

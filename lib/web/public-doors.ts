import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

/** Where readers come in. The pages behind them are made when somebody first asks. */
const DOORS = ['/register', '/register/versions'];

/**
 * Asks for the first pages of the public register, so that they are kept before a reader comes. It asks by a port that
 * is open for just that, since on the common one any process could answer.
 * @throws {Error} when one of them can't be made
 */
export async function renderDoors(listener: RequestListener): Promise<void> {
  const server = createServer(listener).listen({ port: 0, host: '127.0.0.1', exclusive: true });
  await once(server, 'listening');
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  try {
    for (const door of DOORS) {
      const answer = await fetch(`http://127.0.0.1:${port}${door}`, { headers: { connection: 'close' } });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${door} was answered with ${answer.status}.`);
    }
  } finally {
    server.close();
  }
}

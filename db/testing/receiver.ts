import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came to a receiver: its headers and its body as it was sent. */
export interface Received {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** How a receiver takes a message: a code, `hang` (no answer at all), or `cut` (the line goes dead). */
export type Manner = (
  received: Received,
) => number | 'hang' | 'cut' | { code: number; headers?: Record<string, string>; body?: string };

/** A web server of the vendor's, on this machine. */
export async function receiver(manner: Manner = () => 204) {
  const got: Received[] = [];
  const state = { manner };
  const server = http.createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const received = {
      path: request.url ?? '',
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      body: Buffer.concat(pieces).toString('utf8'),
    };
    got.push(received);
    const answer = state.manner(received);
    if (answer === 'hang') return;
    if (answer === 'cut') return void request.socket.destroy();
    const { code, headers = {}, body = '' } = typeof answer === 'number' ? { code: answer } : answer;
    response.writeHead(code, headers).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    got,
    url: `http://systems.example:${port}/demur`,
    behave: (next: Manner) => {
      state.manner = next;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

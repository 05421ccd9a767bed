import { once } from 'node:events';
import { createServer } from 'node:http';
import process from 'node:process';
import next from 'next';

/** Serves a built Next app and nothing else, in one process. Usage: node e2e/bench/bare-server.ts <folder> <port> */
const [dir = '.', port = '3001'] = process.argv.slice(2);
const app = next({ dev: false, dir, hostname: 'localhost', port: Number(port) });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, response) => void handle(request, response)).listen(Number(port), '127.0.0.1');
await once(server, 'listening');
process.send?.('ready');
process.on('disconnect', () => process.exit(0));

import { once } from 'node:events';
import http from 'node:http';
import process from 'node:process';

/**
 * Asks for one address over and over on connections that are kept, and prints how many answers came a second.
 * Usage: node e2e/bench/load.ts <address> <connections> <seconds> [<most> [<bearer token>]]: {n} in the address is a number up to
 * the most, drawn anew each time
 */
const [address = '', connections = '8', seconds = '3', most = '1', token] = process.argv.slice(2);
const headers: http.OutgoingHttpHeaders = token ? { authorization: `Bearer ${token}` } : {};
const agent = new http.Agent({ keepAlive: true, maxSockets: Number(connections) });

async function ask(): Promise<void> {
  const drawn = address.replace('{n}', String(1 + Math.floor(Math.random() * Number(most))));
  const [answer] = (await once(http.get(drawn, { agent, headers }), 'response')) as [http.IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`${address} was answered with ${answer.statusCode}.`);
  answer.resume();
  await once(answer, 'end');
}

let answers = 0;
const began = performance.now();
const over = began + Number(seconds) * 1000;
await Promise.all(
  Array.from({ length: Number(connections) }, async () => {
    for (; performance.now() < over; answers += 1) await ask();
  }),
);
console.log(answers / ((performance.now() - began) / 1000));
agent.destroy();

import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A page and who asks for it. */
export interface Page {
  address: string;
  cookie: string;
}

const agent = new http.Agent({ keepAlive: true });

async function ask({ address, cookie }: Page): Promise<void> {
  const [answer] = (await once(http.get(address, { agent, headers: { cookie } }), 'response')) as [
    http.IncomingMessage,
  ];
  if (answer.statusCode !== 200) throw new Error(`${address} was answered with ${answer.statusCode}.`);
  answer.resume();
  await once(answer, 'end');
}

/** How many answers come in a second over so many connections, each asking again at once. */
export async function mostPerSecond(page: Page, connections: number, seconds: number): Promise<number> {
  const began = performance.now();
  let answers = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (; performance.now() - began < seconds * 1000; answers += 1) await ask(page);
    }),
  );
  return answers / ((performance.now() - began) / 1000);
}

/** Milliseconds within which 95 of 100 answers come when so many are asked for in a second, whether or not those before are there. */
export async function p95(page: Page, perSecond: number, seconds: number): Promise<number> {
  const took: number[] = [];
  const under: Promise<void>[] = [];
  const began = performance.now();
  for (let asked = 0; asked < perSecond * seconds; asked += 1) {
    const due = began + (asked * 1000) / perSecond;
    await sleep(Math.max(0, due - performance.now()));
    under.push(ask(page).then(() => void took.push(performance.now() - due)));
  }
  await Promise.all(under);
  took.sort((one, other) => one - other);
  return took[Math.floor(took.length * 0.95)] ?? Number.NaN;
}

import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import process from 'node:process';
import { parseArgs, promisify } from 'node:util';
import { environmentFor } from '#db/env.ts';
import { freePort } from '#db/free-port.ts';
import { migrate } from '#db/migrate.ts';
import { buildIfStale } from '#lib/web/build.ts';
import { loginsOn } from '#lib/web/database.ts';
import { environmentOf } from '#lib/web/environment.ts';
import { supervise } from '#lib/web/supervise.ts';
import { plantDemoWorld } from '#lib/world/demo.ts';
import { startTestCluster } from '../cluster.ts';

/**
 * Compares the demo's public register with a bare prerendered page of the same size: each served by one process of
 * Next's own server, asked in turns by a third.
 * Usage: node e2e/bench/register.ts [--rounds 15] [--seconds 1.5] [--connections 8]
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    seconds: { type: 'string', default: '1.5' },
    connections: { type: 'string', default: '8' },
  },
});
const run = promisify(execFile);
const BARE = '.cache/bench/bare';
const QUIET = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';

await buildIfStale();
const cluster = await startTestCluster();
const logins = loginsOn(cluster.ownerUrl);
await migrate({ ownerUrl: cluster.ownerUrl, ...logins });
await plantDemoWorld({ ownerUrl: cluster.ownerUrl });
const port = await freePort();
const ours = `http://localhost:${port}/register`;
const web = await supervise('web', 'lib/web/serve.ts', {
  ...environmentOf({ embedded: true, ...logins }),
  ...{ PORT: String(port), NEXTAUTH_URL: `http://localhost:${port}`, WEB_PROCESSES: '1' },
});

const size = (await (await fetch(ours)).arrayBuffer()).byteLength;
await buildBare(size);
const barePort = await freePort();
const bareServer = fork('e2e/bench/bare-server.ts', [BARE, String(barePort)], {
  execArgv: [QUIET],
  env: environmentFor({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }),
});
await once(bareServer, 'message');
const bare = `http://localhost:${barePort}/`;

for (const address of [ours, bare]) {
  const answer = await fetch(address);
  const bytes = (await answer.arrayBuffer()).byteLength;
  console.log(`${address}: ${bytes} bytes, ${answer.headers.get('x-nextjs-cache')}`);
  await perSecond(address);
}
const counts: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
for (let round = 0; round < Number(values.rounds); round += 1) {
  // who is first in one round is last in the next
  for (const name of round % 2 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const))
    counts[name].push(await perSecond(name === 'ours' ? ours : bare));
  console.log(`round ${round + 1}: register ${counts.ours.at(-1)?.toFixed(0)}, bare ${counts.bare.at(-1)?.toFixed(0)}`);
}
const [register, prerendered] = [median(counts.ours), median(counts.bare)];
// what else the machine does weighs on both of a round alike
const ratio = median(counts.ours.map((count, round) => count / (counts.bare[round] ?? Number.NaN)));
console.log(
  `median: register ${register.toFixed(0)} a second, bare ${prerendered.toFixed(0)}: ${(register / prerendered).toFixed(2)} × (of the rounds' ratios ${ratio.toFixed(2)} ×)`,
);

bareServer.disconnect();
await web.stop();
await cluster.stop();

async function perSecond(address: string): Promise<number> {
  const load = [QUIET, 'e2e/bench/load.ts', address, values.connections, values.seconds];
  return Number((await run(process.execPath, load)).stdout);
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A page of paragraphs. What it says goes over the wire twice, as markup and as data, as it does for the register. */
async function buildBare(bytes: number): Promise<void> {
  fs.rmSync(BARE, { recursive: true, force: true });
  fs.mkdirSync(`${BARE}/app`, { recursive: true });
  const paragraphs = Math.max(1, Math.round((bytes - 6000) / 2 / 520));
  const write = (file: string, text: string) => fs.writeFileSync(`${BARE}/${file}`, text);
  write('package.json', '{ "name": "bare", "private": true }\n');
  write('next.config.js', 'module.exports = { typescript: { ignoreBuildErrors: true } };\n');
  write(
    'app/layout.js',
    'export default ({ children }) => <html lang="en"><head><title>Bare</title></head><body>{children}</body></html>;\n',
  );
  write(
    'app/page.js',
    `const text = 'It is stored and read here. '.repeat(18);
export default () => <main>{Array.from({ length: ${paragraphs} }, (_, place) => <p key={place}>{text}</p>)}</main>;
`,
  );
  await run(process.execPath, ['node_modules/next/dist/bin/next', 'build', BARE], {
    env: environmentFor({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }),
  });
}

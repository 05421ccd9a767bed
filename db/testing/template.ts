import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { connect } from '../client.ts';
import { migrate } from '../migrate.ts';

/** Roles are the whole cluster's, so everything on the test cluster logs in with these. It listens on loopback only. */
export const testPasswords = { webPassword: 'web-of-the-tests', workerPassword: 'worker-of-the-tests' };

const TEMPLATE_LOCK = 7_301_118_273;

export interface TestDatabase {
  ownerUrl: string;
  webUrl: string;
  workerUrl: string;
  owner: pg.Pool;
  web: pg.Pool;
  worker: pg.Pool;
  /** Past every policy and trigger: for tampering, and for looking at what a role could not see. */
  superuser: pg.Pool;
  drop(): Promise<void>;
}

/** What fills a template, once a run, from a login of its owner. */
interface Filling {
  name: string;
  fill(ownerUrl: string): Promise<void>;
}

/**
 * A migrated database of one's own, cloned from a template (about 150 ms); empty unless a filling is named.
 * @throws {Error} when TEST_OWNER_URL or TEST_SUPERUSER_URL is not set: `npm run test:db` sets them
 */
export async function testDatabase(filling?: Filling): Promise<TestDatabase> {
  const cluster = { owner: fromRunner('TEST_OWNER_URL'), superuser: fromRunner('TEST_SUPERUSER_URL') };
  const name = `test_${randomBytes(6).toString('hex')}`;
  const migrated = await template('template', cluster.owner, {
    fill: async (ownerUrl) => void (await migrate({ ownerUrl, ...testPasswords })),
  });
  const origin = filling
    ? await template(filling.name, cluster.owner, { from: migrated, fill: filling.fill })
    : migrated;
  await withClient(cluster.owner, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${origin} STRATEGY FILE_COPY`);
  });

  const ownerUrl = on(cluster.owner, name);
  const webUrl = on(cluster.owner, name, 'demur_web', testPasswords.webPassword);
  const workerUrl = on(cluster.owner, name, 'demur_worker', testPasswords.workerPassword);
  const pools = {
    owner: connect(ownerUrl, 4, 'demur test'),
    web: connect(webUrl, 24, 'demur test'),
    worker: connect(workerUrl, 4, 'demur test'),
    superuser: connect(on(cluster.superuser, name), 2, 'demur test'),
  };
  return {
    ownerUrl,
    webUrl,
    workerUrl,
    ...pools,
    async drop() {
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
      // by the superuser: an autovacuum that is at work in it is not the owner's to end
      await withClient(cluster.superuser, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** Made once for each state of the migrations, whoever comes first. */
async function template(
  kind: string,
  ownerUrl: string,
  { from, fill }: { from?: string; fill: Filling['fill'] },
): Promise<string> {
  const name = `${kind}_${migrationsHash()}`;
  await withClient(ownerUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return;
    // under another name until it is whole: a run that dies here leaves no half template behind
    const draft = `${name}_${process.pid}`;
    await client.query(`CREATE DATABASE ${draft} ${from ? `TEMPLATE ${from} STRATEGY FILE_COPY` : ''}`);
    await fill(on(ownerUrl, draft));
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  });
  return name;
}

function migrationsHash(): string {
  const folder = path.join(import.meta.dirname, '..', 'migrations');
  const hash = createHash('sha256');
  for (const file of fs
    .readdirSync(folder)
    .filter((each) => each.endsWith('.sql'))
    .sort())
    hash.update(fs.readFileSync(path.join(folder, file)));
  return hash
    .update(fs.readFileSync(path.join(folder, '..', 'migrate.ts')))
    .digest('hex')
    .slice(0, 12);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function on(url: string, database: string, user?: string, password?: string): string {
  const target = new URL(url);
  target.pathname = `/${database}`;
  if (user) target.username = user;
  if (password) target.password = password;
  return target.href;
}

function fromRunner(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: run database tests by \`npm run test:db\`, which starts a cluster for them.`);
  return value;
}

import pg from 'pg';
import { startEmbedded } from '#db/embedded.ts';
import { env } from '#db/env.ts';
import { Obstacle } from '#db/obstacle.ts';
import { derive, installationSecret } from '#db/secret.ts';

const OLDEST = 180_000;

export interface Database {
  ownerUrl: string;
  /** The demo runs on the embedded server only. */
  embedded: boolean;
  /** Says what runs where, without a password. */
  description: string;
  /** False while another process of this installation runs the server. */
  held: boolean;
  /** Fulfilled if the embedded server goes away. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * The server that `DATABASE_URL` names, once it is reachable and new enough, or the embedded one.
 * @throws {Obstacle}
 */
export async function openDatabase(): Promise<Database> {
  const given = env().DATABASE_URL;
  if (given) {
    const description = await inspect(given);
    const never = new Promise<void>(() => undefined);
    return { ownerUrl: given, embedded: false, description, held: true, ended: never, stop: async () => undefined };
  }
  const server = await startEmbedded({ dir: env().DATA_DIR });
  const how = server.reused ? 'running already' : server.initMs ? 'made and started' : 'started';
  return { ...server, embedded: true, description: how };
}

export interface Logins {
  webUrl: string;
  workerUrl: string;
  webPassword: string;
  workerPassword: string;
}

/** The logins of web and worker on the owner's server: as given, else derived from the installation's secret. */
export function loginsOn(ownerUrl: string, secret = installationSecret(env().DATA_DIR)): Logins {
  const login = (purpose: 'web' | 'worker') => {
    const url = new URL(ownerUrl);
    url.username = `demur_${purpose}`;
    url.password = derive(secret, purpose).toString('base64url');
    return url.href;
  };
  const webUrl = env().DATABASE_WEB_URL ?? login('web');
  const workerUrl = env().DATABASE_WORKER_URL ?? login('worker');
  const password = (url: string) => decodeURIComponent(new URL(url).password);
  return { webUrl, workerUrl, webPassword: password(webUrl), workerPassword: password(workerUrl) };
}

/** No vendor, no installation yet: every set-up begins with it. */
export async function isEmpty(ownerUrl: string): Promise<boolean> {
  return ask(ownerUrl, 'SELECT NOT EXISTS (SELECT FROM demur.vendor) AS answer');
}

/** @throws {Obstacle} when nobody has started Demur on this database yet */
export async function requireMigrated(ownerUrl: string): Promise<void> {
  if (!(await ask(ownerUrl, `SELECT to_regclass('demur.vendor') IS NOT NULL AS answer`)))
    throw new Obstacle('The database has no tables yet: run `npm start` once, then this again.');
}

async function ask(url: string, question: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: boolean }>(question);
    return rows[0]?.answer ?? false;
  } finally {
    await client.end();
  }
}

/** Throws away the database that the URL names, and makes it anew and empty. */
export async function recreateDatabase(ownerUrl: string): Promise<void> {
  const url = new URL(ownerUrl);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

async function inspect(url: string): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  const where = `${hostname}:${port || 5432}`;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(error, where, decodeURIComponent(pathname.slice(1)));
  }
  try {
    const { rows } = await client.query<{ number: number; version: string; mayMakeRoles: boolean }>(`
      SELECT current_setting('server_version_num')::integer AS number,
             current_setting('server_version') AS version,
             rolcreaterole OR rolsuper AS "mayMakeRoles"
        FROM pg_roles WHERE rolname = current_user`);
    const server = rows[0];
    if (!server || server.number < OLDEST)
      throw new Obstacle(
        `The server at ${where} is PostgreSQL ${server?.version}, and Demur needs 18 or later: upgrade it, or unset DATABASE_URL to use the one that comes with Demur.`,
      );
    if (!server.mayMakeRoles)
      throw new Obstacle(
        `The login in DATABASE_URL may not create roles: give it that right with \`ALTER ROLE … CREATEROLE\`, then start again.`,
      );
    return `PostgreSQL ${server.version} at ${where}`;
  } finally {
    await client.end();
  }
}

function unreachable(error: unknown, where: string, database: string): Obstacle {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('28'))
    return new Obstacle(`The server at ${where} refuses the login in DATABASE_URL: correct its user or password.`);
  if (code === '3D000')
    return new Obstacle(`The server at ${where} has no database "${database}": create it, or correct DATABASE_URL.`);
  const reason = code || (error instanceof Error ? error.message : String(error));
  return new Obstacle(
    `No PostgreSQL answers at ${where} (${reason}): start it, or correct DATABASE_URL, or unset it to use the one that comes with Demur.`,
  );
}

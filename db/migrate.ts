import path from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';

const requestRoles = ['demur_public', 'demur_subscriber', 'demur_privacy_admin', 'demur_legal'] as const;

/** Its own key, so that two starts beside one database migrate one after the other. */
const MIGRATION_LOCK = 7_301_118_271;

export interface Migration {
  /** A login that may create roles and, in this database, schemas. It need not be a superuser. */
  ownerUrl: string;
  webPassword: string;
  workerPassword: string;
}

/**
 * Brings the roles and the schema of a database to what this version of the code expects. Safe to run twice and
 * by two processes at once.
 * @returns how many migrations were applied now
 * @throws {pg.DatabaseError} when the login lacks CREATEROLE, or CREATE on the database
 */
export async function migrate({ ownerUrl, webPassword, workerPassword }: Migration): Promise<{ applied: number }> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'demur migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await createRoles(client, webPassword, workerPassword);
    await client.query('SET ROLE demur_owner');
    const before = await countApplied(client);
    await applyMigrations(drizzle({ client }), {
      migrationsFolder: path.join(import.meta.dirname, 'migrations'),
      migrationsSchema: 'demur',
      migrationsTable: 'migrations',
    });
    await prepareJobs(client, ownerUrl);
    return { applied: (await countApplied(client)) - before };
  } finally {
    await client.end();
  }
}

async function createRoles(client: pg.Client, webPassword: string, workerPassword: string): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    `SELECT rolname FROM pg_roles WHERE rolname LIKE 'demur\\_%'`,
  );
  const present = new Set(rows.map((row) => row.rolname));
  const create = async (role: string, options: string) => {
    if (!present.has(role)) await client.query(`CREATE ROLE ${role} ${options}`);
  };
  const quoted = (password: string) => client.escapeLiteral(password);

  await create('demur_owner', 'NOLOGIN');
  for (const role of requestRoles) await create(role, 'NOLOGIN');
  await create('demur_web', 'LOGIN');
  await create('demur_worker', 'LOGIN');
  await client.query(`ALTER ROLE demur_web PASSWORD ${quoted(webPassword)}`);
  await client.query(`ALTER ROLE demur_worker PASSWORD ${quoted(workerPassword)}`);

  // INHERIT FALSE: the web has no right of its own, only those of the role that a request takes on.
  await client.query(`GRANT ${requestRoles.join(', ')} TO demur_web WITH INHERIT FALSE, SET TRUE`);
  const { rows: self } = await client.query<{ name: string; owner: boolean }>(
    `SELECT current_user::text AS name, current_user = 'demur_owner' AS owner`,
  );
  if (!self[0]?.owner)
    await client.query(
      `GRANT demur_owner TO ${client.escapeIdentifier(self[0]?.name ?? '')} WITH INHERIT FALSE, SET TRUE`,
    );
  // The owner steps into the others' roles to run a scenario; what it owns it may do anyway.
  await client.query(
    `GRANT ${[...requestRoles, 'demur_worker'].join(', ')} TO demur_owner WITH INHERIT FALSE, SET TRUE`,
  );
  const { rows: database } = await client.query<{ name: string }>('SELECT current_database()::text AS name');
  await client.query(
    `GRANT CREATE, TEMPORARY ON DATABASE ${client.escapeIdentifier(database[0]?.name ?? '')} TO demur_owner`,
  );
}

/** The queue's own schema, which the worker owns, and nothing else: it may make it now, and no schema later. */
async function prepareJobs(client: pg.Client, ownerUrl: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT current_database()::text AS name');
  const database = client.escapeIdentifier(rows[0]?.name ?? '');
  await client.query(`RESET ROLE; GRANT CREATE ON DATABASE ${database} TO demur_worker`);
  const pgPool = new pg.Pool({ connectionString: ownerUrl, max: 1, options: '-c role=demur_worker' });
  pgPool.on('error', () => undefined);
  pgPool.on('connect', (connected) => connected.on('error', () => undefined));
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => undefined) });
  } finally {
    await pgPool.end();
    await client.query(`REVOKE CREATE ON DATABASE ${database} FROM demur_worker`);
  }
}

async function countApplied(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('demur.migrations') IS NOT NULL AS there`,
  );
  if (!rows[0]?.there) return 0;
  const counted = await client.query<{ count: number }>('SELECT count(*)::integer AS count FROM demur.migrations');
  return counted.rows[0]?.count ?? 0;
}

import type pg from 'pg';
import { expect } from 'vitest';
import type { TestDatabase } from './template.ts';

export const roles = [
  'demur_public',
  'demur_subscriber',
  'demur_privacy_admin',
  'demur_legal',
  'demur_worker',
] as const;
export type Role = (typeof roles)[number];

// Everything of one subscriber's has the same id, and so hangs together: rows, users, files, profiles.
const own = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
const other = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb';
const without = 'cccccccc-cccc-4ccc-8ccc-cccccccccccc';

/** A value for a column of each type; what it is does not matter here, only whose it is. */
const typed: Record<string, (id: string) => unknown> = {
  uuid: (id) => id,
  text: (id) => id,
  bool: () => false,
  int2: () => 1,
  int4: (id) => (id === own ? 1 : 2),
  int8: (id) => (id === own ? 1 : 2),
  date: (id) => (id === own ? '2026-11-02' : '2026-11-03'),
  timestamptz: () => '2026-11-02T08:00:00Z',
  bytea: (id) => `\\x${id.replaceAll('-', '')}`,
  jsonb: () => ({}),
  _text: () => [],
  _int4: () => [],
  _int8: () => [],
  _uuid: () => [],
};

/** Where a policy asks for more than whose a row is: what it asks for. */
const words: Record<string, string> = { side: 'subscriber', status: 'under_review', answer: 'accepted' };
/** And of a row that is new. */
const filed = {
  ...{ status: 'filed', channel: 'demur', recorded_by: null },
  ...{ occasion: 'service_taken_up', early_start_at: null, instruction: null },
  ...{ requested_by: own, handed_at: null },
};

/** One row of each of two subscribers in every table, past every rule but that of types. */
export async function plant(database: TestDatabase, tables: readonly string[]): Promise<void> {
  const client = await database.superuser.connect();
  await client.query(`set session_replication_role = replica`);
  for (const table of tables) {
    const { rows: checks } = await client.query<{ conname: string }>(
      `select conname from pg_constraint where contype = 'c' and conrelid = ('demur.' || quote_ident($1))::regclass`,
      [table],
    );
    for (const { conname } of checks) await client.query(`alter table demur.${table} drop constraint "${conname}"`);
    for (const id of [own, other])
      await client.query(
        `insert into demur.${table} select * from jsonb_populate_record(null::demur.${table}, $1) on conflict do nothing`,
        [JSON.stringify(await rowOf(client, table, id))],
      );
  }
  client.release(true);
}

async function rowOf(client: pg.PoolClient | pg.Pool, table: string, id: string): Promise<Record<string, unknown>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select column_name as name, udt_name as type from information_schema.columns where table_schema = 'demur' and table_name = $1`,
    [table],
  );
  return Object.fromEntries(
    rows.map(({ name, type }) => {
      const value = typed[type];
      if (!value) throw new Error(`no value for ${table}.${name}, of the type ${type}`);
      return [name, words[name] ?? value(id)];
    }),
  );
}

/**
 * Runs one statement as a role on behalf of a subscriber, and takes it back. The count of rows; `blocked` where only the
 * table's own keys and triggers stood in the way, so that no right did; undefined where it is not allowed.
 */
async function attempt(
  database: TestDatabase,
  role: Role | null,
  subscriber: string | null,
  statement: string,
  values: unknown[] = [],
): Promise<number | 'blocked' | undefined> {
  const client = await (role === 'demur_worker' ? database.worker : database.web).connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('role', $1, true), set_config('demur.acting', $2, true),
         set_config('demur.user', $4, true), set_config('demur.subscriber', $3, true)`,
      [role ?? 'none', role?.replace('demur_', '') ?? '', subscriber ?? '', own],
    );
    return (await client.query(statement, values)).rowCount ?? 0;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === '42501') return undefined;
    if (code?.startsWith('23')) return 'blocked';
    throw error;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

type Verb = 'R' | 'I' | 'U' | 'D';

/** The letters of what a role may do to a table. */
export async function rightsOf(
  database: TestDatabase,
  role: Role | null,
  table: string,
  verbs = 'RIUD',
): Promise<string> {
  let rights = '';
  for (const verb of verbs as Iterable<Verb>)
    rights += verb === 'I' ? await insertRight(database, role, table) : await rightOf(database, role, table, verb);
  return rights;
}

async function rightOf(
  database: TestDatabase,
  role: Role | null,
  table: string,
  verb: Exclude<Verb, 'I'>,
): Promise<string> {
  const [column] = [
    ...(await columnsWith(database, role, table, verb === 'U' ? 'update' : 'select')),
    ...(await columnsOf(database, table)),
  ];
  const statement = {
    R: `select ${column} from demur.${table}`,
    // reads nothing, so that only the policies of UPDATE speak
    U: `update demur.${table} set ${column} = null`,
    D: `delete from demur.${table}`,
  }[verb];
  const [mine, foreign, noContext] = await Promise.all(
    [own, without, null].map((subscriber) => attempt(database, role, subscriber, statement)),
  );
  if (!mine && !foreign && !noContext) return '';
  const all = [await rowsIn(database, table), 'blocked'];
  if (foreign && noContext) {
    for (const count of [mine, foreign, noContext]) expect(all, `${role}: ${statement}`).toContain(count);
    return verb;
  }
  expect([1, 'blocked'], `${role}: ${statement}`).toContain(mine);
  expect([foreign, noContext], `${role} for another and for no subscriber: ${statement}`).toEqual([0, 0]);
  return verb.toLowerCase();
}

/** By the very row that is there: one that gets as far as its unique key was let in. */
export async function insertRight(
  database: TestDatabase,
  role: Role | null,
  table: string,
  side = sideOf(role),
): Promise<string> {
  const insert = async (subscriber: string | null, id: string) => {
    const row = { ...(await rowOf(database.superuser, table, id)), side, author_id: own, ...filed };
    return attempt(
      database,
      role,
      subscriber,
      `insert into demur.${table} select * from jsonb_populate_record(null::demur.${table}, $1)`,
      [JSON.stringify(row)],
    );
  };
  const [mine, others, noContext] = await Promise.all([insert(own, own), insert(own, other), insert(null, own)]);
  if (mine && others && noContext) return 'I';
  expect([others, noContext], `${role} into ${table} for another and for no subscriber`).toEqual([
    undefined,
    undefined,
  ]);
  return mine ? 'i' : '';
}

const sideOf = (role: Role | null) => (role === 'demur_privacy_admin' ? 'vendor' : 'subscriber');

async function rowsIn(database: TestDatabase, table: string): Promise<number> {
  return (await database.superuser.query(`select from demur.${table}`)).rowCount ?? 0;
}

async function columnsOf(database: TestDatabase, table: string): Promise<string[]> {
  const { rows } = await database.superuser.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = ('demur.' || quote_ident($1))::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}

export async function columnsWith(
  database: TestDatabase,
  role: Role | null,
  table: string,
  privilege: 'select' | 'update',
): Promise<string[]> {
  const login = role ?? 'demur_web';
  const { rows } = await database.superuser.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = ('demur.' || quote_ident($1))::regclass and attnum > 0 and not attisdropped
     and has_column_privilege($2, attrelid, attnum, $3) order by attname`,
    [table, login, privilege],
  );
  return rows.map(({ name }) => name);
}

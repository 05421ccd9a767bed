import type pg from 'pg';

/** Whether a statement changed what it was meant to change. */
export interface Tampered {
  /** Puts everything back as it was. */
  undo(): Promise<void>;
}

/**
 * Runs a statement as somebody with the keys to the server would: past every trigger, policy and foreign key. What it
 * touched in `tables` is put back by `undo`.
 */
export async function tamper(
  superuser: pg.Pool,
  tables: string[],
  statement: string,
  values: unknown[] = [],
): Promise<Tampered> {
  const client = await superuser.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (const table of tables) {
      await client.query(`drop table if exists public.kept_${table}`);
      await client.query(`create table public.kept_${table} as table demur.${table}`);
    }
    const { rowCount } = await client.query(statement, values);
    if (!rowCount) throw new Error(`nothing to tamper with: ${statement}`);
  } finally {
    client.release(true);
  }
  return { undo: () => putBack(superuser, tables) };
}

async function putBack(superuser: pg.Pool, tables: string[]): Promise<void> {
  const client = await superuser.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (const table of tables) {
      await client.query(`delete from demur.${table}`);
      await client.query(`insert into demur.${table} select * from public.kept_${table}`);
    }
  } finally {
    client.release(true);
  }
}

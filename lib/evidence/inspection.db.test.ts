import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoDatabase } from '#db/testing/demo.ts';
import { tamper } from '#db/testing/tamper.ts';
import type { TestDatabase } from '#db/testing/template.ts';
import { asOwner } from '#db/transaction.ts';
import { boundTables } from './bound-tables.ts';
import { parseExactly } from './canonical.ts';
import { inspectLog } from './inspection.ts';
import { eventContent } from './verified-event.ts';
import { type Difference, type StoredRow, verifyRow } from './verify.ts';

/** A world with a row in every table: every state is on show in it. */
let database: TestDatabase;
beforeAll(async () => {
  database = await demoDatabase();
}, 60_000);
afterAll(() => database.drop());

const inspect = () => inspectLog(asOwner(database.owner));

async function found(tables: string[], statement: string, values: unknown[] = []): Promise<Difference | null> {
  const { undo } = await tamper(database.superuser, tables, statement, values);
  try {
    const finding = await inspect();
    expect(finding.ok).toBe(finding.difference === null);
    return finding.difference;
  } finally {
    await undo();
  }
}

async function one<T>(query: string, values: unknown[] = []): Promise<T> {
  const { rows } = await database.superuser.query(query, values);
  return rows[0];
}

const entries = async () => Number((await one<{ count: string }>('select count from demur.log_head')).count);

describe('a log that nobody touched', () => {
  it('holds, to its head', async () => {
    const head = await one<{ hash: string }>(`select encode(hash, 'hex') as hash from demur.log_head`);
    const finding = await inspect();
    expect(finding).toMatchObject({ ok: true, difference: null, entries: await entries(), head: head.hash });
    const rows = await Promise.all(
      Object.entries(boundTables).map(([table, { recorded = 'true' }]) =>
        one<{ count: number }>(`select count(*)::integer from demur.${table} where ${recorded}`),
      ),
    );
    expect(finding.rows).toBe(rows.reduce((sum, { count }) => sum + count, 0));
    for (const [index, table] of Object.keys(boundTables).entries())
      expect(rows[index]?.count, `rows of ${table} to try`).toBeGreaterThan(0);
  });

  it('is read in batches, and says how far it is', async () => {
    const told: unknown[] = [];
    await inspectLog(asOwner(database.owner), (progress) => told.push(progress));
    const count = await entries();
    expect(told).toContainEqual({ stage: 'entries', done: count, of: count });
    expect(told.at(-1)).toMatchObject({ stage: 'rows', of: null });
  });
});

describe('an entry', () => {
  it('with one byte changed is named, with both hashes', async () => {
    const position = Math.ceil((await entries()) / 2);
    const { hash } = await one<{ hash: string }>(
      `select encode(hash, 'hex') as hash from demur.events where position = $1`,
      [position],
    );
    const difference = await found(
      ['events'],
      `update demur.events set content = set_byte(content, 40, get_byte(content, 40) # 1) where position = $1`,
      [position],
    );
    expect(difference).toMatchObject({ kind: 'hash', position, found: hash });
    expect(difference?.expected).toMatch(/^[0-9a-f]{64}$/);
    expect(difference?.expected).not.toBe(hash);
  });

  it('with another hash is named', async () => {
    expect(
      await found(
        ['events'],
        `update demur.events set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where position = 7`,
      ),
    ).toMatchObject({
      kind: 'hash',
      position: 7,
    });
  });

  it('taken out is missed', async () => {
    expect(await found(['events'], 'delete from demur.events where position = 7')).toMatchObject({
      kind: 'position',
      position: 7,
      expected: '7',
      found: '8',
    });
  });

  it('taken off the end is missed, since the head says that it was there', async () => {
    const count = await entries();
    const difference = await found(['events'], 'delete from demur.events where position = $1', [count]);
    expect(difference).toMatchObject({ kind: 'head', position: count });
  });

  it('taken off the end together with the head leaves a row unrecorded or changed', async () => {
    const count = await entries();
    const difference = await found(
      ['events', 'log_head', 'salts'],
      `with gone as (delete from demur.events where position > $1 - 20)
       update demur.log_head set count = $1 - 20, hash = (select hash from demur.events where position = $1 - 20)`,
      [count],
    );
    expect(difference?.table).not.toBeNull();
  });

  it('listed under another time, type, case, subscriber, user or role is named', async () => {
    const columns = {
      at: `at + interval '1 microsecond'`,
      type: `type || 'x'`,
      case_id: 'gen_random_uuid()',
      subscriber_id: 'gen_random_uuid()',
      actor_id: 'gen_random_uuid()',
      role: `'legal'`,
    };
    for (const [column, value] of Object.entries(columns))
      expect(
        await found(['events'], `update demur.events set ${column} = ${value} where position = 9`),
        column,
      ).toMatchObject({ kind: 'index', position: 9 });
  });
});

describe('the head', () => {
  it.each([
    ['count', 'count + 1'],
    ['hash', 'set_byte(hash, 31, get_byte(hash, 31) # 1)'],
  ])('with another %s is named', async (column, value) => {
    expect(await found(['log_head'], `update demur.log_head set ${column} = ${value}`)).toMatchObject({ kind: 'head' });
  });
});

/** What turns a value of each type into another of the same type. */
const another: Record<string, (column: string) => string> = {
  uuid: () => 'gen_random_uuid()',
  text: (column) => `${column} || '!'`,
  bool: (column) => `not ${column}`,
  int2: (column) => `${column} + 1000`,
  int4: (column) => `${column} + 1000`,
  int8: (column) => `${column} + 1000`,
  date: (column) => `${column} + 1`,
  timestamptz: (column) => `${column} + interval '1 microsecond'`,
  bytea: (column) => `set_byte(${column}, 0, get_byte(${column}, 0) # 1)`,
  jsonb: (column) => `jsonb_build_array(${column})`,
  _text: (column) => `${column} || 'more'::text`,
  _uuid: (column) => `${column} || gen_random_uuid()`,
};

describe('a row behind an entry', () => {
  // a value that no rule of the table allows must be found as well
  beforeAll(async () => {
    const { rows } = await database.superuser.query<{ drop: string }>(`
      select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop from pg_constraint
      where contype = 'c' and connamespace = 'demur'::regnamespace`);
    for (const { drop } of rows) await database.superuser.query(drop);
  });

  it.each(Object.keys(boundTables))(
    'of %s, changed in one column, is found and named by hashes only',
    async (table) => {
      const columns = await filledColumns(table);
      // another column for each table; all of them are tried below
      const column = columns[table.length % columns.length];
      const changed = column && another[column.type];
      if (!changed) throw new Error(`no other value of the type ${column?.type} for ${table}`);
      const statement = `update demur.${table} set "${column.name}" = ${changed(`"${column.name}"`)} where id = $1`;
      const difference = await found([table], statement, [column.row]);
      expect(difference).toMatchObject({ kind: 'column', table, row: column.row, column: column.name });
      expect(difference?.expected).toMatch(/^[0-9a-f]{64}$/);
      expect(difference?.found).toMatch(/^[0-9a-f]{64}$/);
      expect(difference?.found).not.toBe(difference?.expected);
    },
  );

  it.each(Object.keys(boundTables))('of %s is compared in every column', async (table) => {
    const known = new Map<string, Awaited<ReturnType<typeof latest>>>();
    for (const { name, row } of await filledColumns(table)) {
      const { position, stored, image, salts } = known.get(row) ?? (await latest(table, row));
      known.set(row, { position, stored, image, salts });
      expect(await verifyRow(position, image, stored, salts)).toBeUndefined();
      const changed = { ...stored, [name]: [stored[name]] };
      expect(await verifyRow(position, image, changed, salts), name).toMatchObject({
        kind: 'column',
        table,
        row,
        column: name,
      });
    }
  });

  it.each(['notices', 'files', 'users'])('of %s that is gone is missed', async (table) => {
    const { recorded = 'true' } = boundTables[table] ?? {};
    const { id } = await one<{ id: string }>(
      `select id from demur.${table} where ${recorded} order by id desc limit 1`,
    );
    const difference = await found([table], `delete from demur.${table} where id = $1`, [id]);
    expect(difference).toMatchObject({ kind: 'row_missing', table, row: id });
  });

  it('put in past the log is found', async () => {
    const statement = `insert into demur.messages (id, notice_id, subscriber_id, side, kind, body, author_id, author_name, sent_at)
      select 'aaaaaaaa-aaaa-7aaa-8aaa-aaaaaaaaaaaa', notice_id, subscriber_id, side, kind, body, author_id, author_name, sent_at from demur.messages limit 1`;
    expect(await found(['messages'], statement)).toMatchObject({
      kind: 'row_unrecorded',
      table: 'messages',
      row: 'aaaaaaaa-aaaa-7aaa-8aaa-aaaaaaaaaaaa',
    });
  });

  it('that says which service terms serve is found where it was put in, and missed where it is gone', async () => {
    const { terms, service } = await one<{ terms: string; service: string }>(
      'select terms_id as terms, service_id as service from demur.terms_services limit 1',
    );
    const table = 'terms_services';
    const gone = `delete from demur.terms_services where terms_id = $1 and service_id = $2`;
    const row = `${terms} ${service}`;
    expect(await found([table], gone, [terms, service])).toMatchObject({ kind: 'row_missing', table, row });
    const more = `insert into demur.terms_services select t.id, s.id from demur.terms t, demur.services s
      where not exists (select from demur.terms_services x where x.terms_id = t.id and x.service_id = s.id) limit 1`;
    expect(await found([table], more)).toMatchObject({ kind: 'row_unrecorded', table });
  });

  it('without its salt can’t be compared, and that is told', async () => {
    const { row_id } = await one<{ row_id: string }>(
      `select row_id from demur.salts where table_name = 'objections' limit 1`,
    );
    expect(await found(['salts'], `delete from demur.salts where row_id = $1`, [row_id])).toMatchObject({
      kind: 'salt_missing',
      row: row_id,
    });
  });
});

/** The columns of a table that any recorded row fills, each with such a row. */
async function filledColumns(table: string): Promise<{ name: string; type: string; row: string }[]> {
  const { recorded = 'true' } = boundTables[table] ?? {};
  const { rows: columns } = await database.superuser.query<{ name: string; type: string }>(
    `select column_name as name, udt_name as type from information_schema.columns
     where table_schema = 'demur' and table_name = $1 and column_name not in ('id', 'password_hash', 'token_hash', 'sealed', 'snapshot')`,
    [table],
  );
  const filled = [];
  for (const column of columns) {
    const where = `"${column.name}" is not null and ${recorded}`;
    const row = await one<{ id: string } | undefined>(`select id from demur.${table} where ${where} limit 1`);
    if (row) filled.push({ ...column, row: row.id });
  }
  return filled;
}

/** A row with what its latest entry says of it. */
async function latest(table: string, row: string) {
  const entry = await one<{ position: string; content: string; salts: Record<string, string> | null; stored: string }>(
    `select e.position, convert_from(e.content, 'UTF8') as content, s.salts,
       (select to_jsonb(t)::text from demur.${table} t where id = $2) as stored
     from demur.events e left join demur.salts s on s.position = e.position and s.table_name = $1 and s.row_id = $2
     where case when position(convert_to($2::text, 'UTF8') in e.content) > 0 then
       convert_from(e.content, 'UTF8')::jsonb -> 'rows' @> jsonb_build_array(jsonb_build_object('table', $1::text, 'id', $2::uuid)) end
     order by e.position desc limit 1`,
    [table, row],
  );
  const image = eventContent
    .parse(parseExactly(entry.content))
    .rows.find((each) => each.table === table && each.id === row);
  if (!image) throw new Error(`no image of ${table} ${row}`);
  const stored = parseExactly(entry.stored) as StoredRow;
  return { position: Number(entry.position), image, salts: entry.salts ?? {}, stored };
}

describe('what a row stands for by a hash', () => {
  it('the register frozen in a policy version', async () => {
    const { id } = await one<{ id: string }>('select id from demur.policy_versions where number = 2');
    const statement = `update demur.policy_versions set snapshot = snapshot || '{"more": true}' where id = $1`;
    expect(await found(['policy_versions'], statement, [id])).toMatchObject({
      kind: 'snapshot',
      table: 'policy_versions',
      row: id,
    });
  });

  it('the bytes of a file', async () => {
    const { id } = await one<{ id: string }>(
      'select file_id as id from demur.file_pieces p join demur.files f on f.id = p.file_id where filed_at is not null limit 1',
    );
    const statement =
      'update demur.file_pieces set content = set_byte(content, 0, get_byte(content, 0) # 1) where file_id = $1';
    expect(await found(['file_pieces'], statement, [id])).toMatchObject({ kind: 'file', table: 'files', row: id });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomes } from '#db/schema/vocabulary.ts';
import { demoDatabase } from '#db/testing/demo.ts';
import type { TestDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import { read } from '#lib/command/read.ts';
import { session } from '#lib/world/session.ts';
import { csvColumns } from './cases-csv.ts';
import { takeCases } from './export-cases.ts';
import { readFilters } from './inputs.ts';
import { casesList, type ListedCase } from './queries.ts';

let database: TestDatabase;
let legal: Opening;
beforeAll(async () => {
  database = await demoDatabase();
  legal = await openingOf('legal');
}, 60_000);
afterAll(() => database.drop());

async function openingOf(role: string): Promise<Opening> {
  const { rows } = await database.superuser.query(
    'select user_id as id from demur.vendor_role_grants where role = $1',
    [role],
  );
  return bySession(database.web, (await session({ pool: database.owner }, rows[0].id)).secretHash);
}

async function csvOf(filters: Record<string, string> = {}): Promise<string> {
  const outcome = await takeCases(legal, filters);
  if (!outcome.ok) throw new Error(outcome.sentence);
  const pieces: Buffer[] = [];
  for await (const piece of outcome.value) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/** Records of RFC 4180, read strictly: CRLF, and quotes doubled within quotes. */
function records(csv: string): Record<string, string>[] {
  const fields = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  const lines: string[][] = [[]];
  fields.lastIndex = 1;
  while (fields.lastIndex < csv.length) {
    const [, quoted, plain, end] = fields.exec(csv) ?? expect.fail(`no CSV from ${fields.lastIndex} on`);
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') lines.push([]);
  }
  const [names = [], ...rows] = lines.slice(0, -1);
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])));
}

async function listed(filters: Record<string, string>): Promise<ListedCase[]> {
  const all: ListedCase[] = [];
  for (let after: string | undefined; ; ) {
    const page = await read(legal, (reader) => casesList(reader, readFilters(filters).filters, after));
    all.push(...page.rows);
    if (!page.next) return all;
    after = page.next;
  }
}

describe('the list of cases and its CSV', () => {
  it('hold every case once, the latest notice first', async () => {
    const { rows } = await database.superuser.query(
      'select reference from demur.notices order by given_at desc, id desc',
    );
    const references = rows.map(({ reference }) => reference);
    expect((await listed({})).map(({ reference }) => reference)).toEqual(references);
    const csv = await csvOf();
    expect(csv.startsWith('\ufeffcase,subscriber,')).toBe(true);
    expect(records(csv).map((record) => record.case)).toEqual(references);
    for (const record of records(csv)) expect(Object.keys(record)).toEqual(csvColumns.map(({ name }) => name));
  });

  it.each([...outcomes])('leave what the filter asks for: outcome %s', async (outcome) => {
    const { rows } = await database.superuser.query(
      `select n.reference from demur.notices n join demur.windows w on w.id = n.window_id join demur.dpa_profiles p on p.id = w.profile_id
       where demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, now()) = $1 order by given_at desc, n.id desc`,
      [outcome],
    );
    const expected = rows.map(({ reference }) => reference);
    expect((await listed({ outcome })).map(({ reference }) => reference)).toEqual(expected);
    expect(records(await csvOf({ outcome })).map((record) => record.case)).toEqual(expected);
  });

  it('leave what the filters ask for: change, subscriber, days', async () => {
    const { rows } = await database.superuser.query(`
      select n.change_id, s.name, (n.given_at at time zone v.zone)::date::text as day, n.reference
      from demur.notices n join demur.subscribers s on s.id = n.subscriber_id cross join demur.vendor v where s.name like 'Kite%' limit 1`);
    const { change_id, name, day, reference } = rows[0];
    for (const filters of [
      { change: change_id, subscriber: 'kit' },
      { subscriber: name, from: day, to: day },
    ] as Record<string, string>[]) {
      const found = await listed(filters);
      expect(found.map((each) => each.reference)).toContain(reference);
      for (const each of found) expect(each.subscriber).toBe(name);
    }
    expect(await listed({ from: '2999-01-01' })).toEqual([]);
  });

  it('are searched by reference, by the words of objections and messages, and by subscribers’ names', async () => {
    const { rows } = await database.superuser.query(`
      select o.reference, n.reference as notice, substring(o.grounds_text from '\\m[[:alpha:]]{9,}\\M') as word, m.body, s.name
      from demur.objections o join demur.notices n on n.id = o.notice_id join demur.subscribers s on s.id = n.subscriber_id
      join demur.messages m on m.notice_id = n.id limit 1`);
    const { reference, notice, word, body, name } = rows[0];
    for (const q of [
      reference,
      notice.toLowerCase(),
      word,
      word.slice(0, 6),
      body.slice(0, 40).replace(/\S+$/, ''),
      name,
    ])
      expect(
        (await listed({ q })).map((each) => each.reference),
        q,
      ).toContain(notice);
    for (const q of ['DEM-2026-000000', 'zyxwvut', `'; drop table demur.notices; --`, `zyx' & b:* | !c`])
      expect(await listed({ q }), q).toEqual([]);
  });

  it('say which filter can’t be read, and narrow nothing by it', () => {
    const { filters, errors, given } = readFilters({
      outcome: 'lost',
      from: '2026-02-30',
      change: 'x',
      q: ' ',
      subscriber: 'Kite',
    });
    expect(filters).toEqual({ subscriber: 'Kite' });
    expect(Object.keys(errors).sort()).toEqual(['change', 'from', 'outcome']);
    expect(given).not.toHaveProperty('q');
  });
});

describe('a cell', () => {
  it('is never a formula, and keeps quotes, commas and line breaks', async () => {
    const client = await database.superuser.connect();
    await client.query('set session_replication_role = replica');
    const odd = ['=HYPERLINK("http://x","y")', '+1+1', '-2', '@SUM(A1)', '\t=1', 'a "quoted", broken\nname'];
    const { rows } = await client.query('select id from demur.subscribers order by id limit $1', [odd.length]);
    for (const [index, { id }] of rows.entries())
      await client.query('update demur.subscribers set name = $2 where id = $1', [id, odd[index]]);
    client.release(true);
    const names = new Set(records(await csvOf()).map((record) => record.subscriber));
    for (const name of odd.slice(0, rows.length)) if (!name.startsWith('a')) expect(names).not.toContain(name);
    expect([...names].filter((name) => /^[-=+@\t\r]/.test(name ?? ''))).toEqual([]);
    expect([...names].filter((name) => name?.startsWith("'")).length).toBeGreaterThan(0);
  });
});

describe('exporting the list', () => {
  it('is in the log before the first byte, with the filters but no words that were searched for', async () => {
    await csvOf({ q: 'children', subscriber: 'Kite', outcome: 'objected', from: '2026-01-01' });
    const { rows } = await database.superuser.query(
      `select type, role, convert_from(content, 'UTF8')::jsonb -> 'facts' as facts from demur.events order by position desc limit 1`,
    );
    expect(rows[0]).toEqual({
      type: 'cases.exported',
      role: 'legal',
      facts: {
        format: 'csv',
        searched: true,
        named: true,
        change: null,
        outcome: 'objected',
        from: '2026-01-01',
        to: null,
      },
    });
  });

  it('is legal’s alone, and takes no filter that can’t be read', async () => {
    expect(await takeCases(await openingOf('privacy_admin'), {})).toMatchObject({ ok: false, code: 'forbidden' });
    expect(await takeCases(bySession(database.web, null), {})).toMatchObject({ ok: false, code: 'not_signed_in' });
    expect(await takeCases(legal, { outcome: 'lost' })).toMatchObject({ ok: false, code: 'invalid_input' });
  });

  it('gives its connection back when the reader goes away in the middle', async () => {
    for (let round = 0; round < 30; round++) {
      const outcome = await takeCases(legal, {});
      if (!outcome.ok) throw new Error(outcome.sentence);
      outcome.value.destroy();
    }
    expect((await csvOf()).length).toBeGreaterThan(1000);
  });
});

import process from 'node:process';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import { changeCockpit, deskChanges } from '#lib/changes/desk-queries.ts';
import { changeMatrix } from '#lib/changes/matrix-queries.ts';
import { publishVersion } from '#lib/changes/publish-version.ts';
import { withdrawChange } from '#lib/changes/withdraw-change.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { extendWindow } from '#lib/notices/extend-window.ts';
import { versionDraft } from '#lib/world/change.ts';
import { scenario } from '#lib/world/scenario.ts';
import { accepted } from '#lib/world/world.ts';
import setUp from '../database-setup.ts';

/**
 * Times one change published to many subscribers under five DPA profiles, side by side with a plain insert of the same
 * rows with ready hashes; how long the log's head is held, and how long readers wait meanwhile; then an extension and a
 * withdrawal for all of them.
 * Usage: node e2e/bench/publish.ts [--subscribers 100000] [--rounds 3]
 */
const { values } = parseArgs({
  options: { subscribers: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' } },
});

/** Makes what a publication wrote again, under other ids and positions, to be inserted. */
const ready = [
  `CREATE TEMP TABLE again ON COMMIT DROP AS SELECT uuidv7() AS id`,
  `INSERT INTO demur.changes SELECT (jsonb_populate_record(c, jsonb_build_object('id', again.id))).* FROM demur.changes c, again WHERE c.id = $1`,
  `CREATE TEMP TABLE pairs ON COMMIT DROP AS SELECT n.id AS old, uuidv7() AS new FROM demur.notices n WHERE n.change_id = $1 ORDER BY n.id`,
  `CREATE TEMP TABLE ready_n ON COMMIT DROP AS SELECT n.* FROM demur.notices n WHERE n.change_id = $1 ORDER BY n.id`,
  `UPDATE ready_n SET id = p.new, change_id = again.id, reference = 'X' || reference FROM pairs p, again WHERE p.old = ready_n.id`,
  `CREATE TEMP TABLE ready_l ON COMMIT DROP AS SELECT l.* FROM demur.letters l JOIN pairs p ON p.old = l.notice_id`,
  `UPDATE ready_l SET id = uuidv7(), notice_id = p.new FROM pairs p WHERE p.old = ready_l.notice_id`,
  `CREATE TEMP TABLE ready_e ON COMMIT DROP AS SELECT e.* FROM demur.events e JOIN pairs p ON p.old = e.case_id ORDER BY e.position`,
  `CREATE TEMP TABLE ready_s ON COMMIT DROP AS SELECT s.* FROM demur.salts s JOIN ready_e e USING (position) ORDER BY s.position`,
  `UPDATE ready_e SET position = position + 100000000, case_id = p.new FROM pairs p WHERE p.old = ready_e.case_id`,
  `UPDATE ready_s SET position = position + 100000000`,
  `ANALYZE ready_n, ready_l, ready_e, ready_s`,
];

const stop = await setUp();
const database = await testDatabase();
const world = await scenario(database.owner);
await plant(Number(values.subscribers));
const { secretHash } = await world.session(world.adminId);
const opening = bySession(database.web, secretHash);

let last = '';
for (let round = 1; round <= Number(values.rounds); round++) last = await publication(round);
await afterwards(last);

await database.drop();
await stop?.();

/** Past the commands: subscribers with a DPA, in equal parts under five profiles with windows of their own. */
async function plant(subscribers: number): Promise<void> {
  const profiles = [world.profileId];
  for (const length of [10, 14, 20, 45])
    profiles.push((await world.profile({ length, unit: 'working', rule: 'working-days' })).profileId);
  await database.superuser.query(
    `WITH made AS (
       INSERT INTO demur.subscribers (slug, name, country, created_at)
       SELECT 'bench-' || lpad(n::text, 6, '0'), 'Bench ' || n, 'ES', now() - interval '300 days' FROM generate_series(1, $1::integer) n
       RETURNING id, created_at, slug
     )
     INSERT INTO demur.dpa_records (subscriber_id, reference, version, executed_at, profile_id)
     SELECT id, 'DPA ' || slug, '1', created_at, ($2::uuid[])[1 + right(slug, 1)::integer % 5] FROM made`,
    [subscribers, profiles],
  );
  await database.superuser.query('ANALYZE');
}

/** @returns the id of the change */
async function publication(round: number): Promise<string> {
  const { draftId } = await versionDraft(world, [
    { kind: 'addition', company: { legalName: `Levante Storage ${round}` }, plannedStartOn: '2199-01-01' },
  ]);
  const alone = await longestRead(opening, new Promise((resolve) => setTimeout(resolve, 2000)));
  const heap = process.memoryUsage().heapUsed;
  const started = performance.now();
  const publishing = run(publishVersion, opening, { draftId });
  const [held, beside, outcome] = await Promise.all([
    headHeld(database, publishing),
    longestRead(opening, publishing),
    publishing,
  ]);
  const took = performance.now() - started;
  const { changes } = accepted(outcome);
  const changeId = changes[0]?.changeId ?? '';
  const plain = await plainInsert(database, changeId);
  console.log(
    `round ${round}: publication ${seconds(took)}, plain insert ${seconds(plain)}, ratio ${(took / plain).toFixed(2)}; ` +
      `head held ${seconds(held)}; longest read ${Math.round(beside)} ms beside it, ${Math.round(alone)} ms alone; ` +
      `heap ${Math.round((process.memoryUsage().heapUsed - heap) / 1e6)} MB more`,
  );
  return changeId;
}

/** The same notices, letters, events and salts once more, from tables that hold them ready; rolled back. */
async function plainInsert({ superuser }: TestDatabase, changeId: string): Promise<number> {
  const client = await superuser.connect();
  try {
    await client.query('BEGIN');
    for (const statement of ready) await client.query(statement, statement.includes('$1') ? [changeId] : []);
    const started = performance.now();
    for (const [table, source] of [
      ['notices', 'n'],
      ['letters', 'l'],
      ['events', 'e'],
      ['salts', 's'],
    ])
      await client.query(`INSERT INTO demur.${table} SELECT * FROM ready_${source}`);
    return performance.now() - started;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

/** How long, as seen from outside, nobody else could take the log's head. */
async function headHeld({ superuser }: TestDatabase, work: Promise<unknown>): Promise<number> {
  const client = await superuser.connect();
  let held = 0;
  let since: number | undefined;
  const watching = { done: false };
  work.finally(() => {
    watching.done = true;
  });
  while (!watching.done) {
    if (await taken(client)) since ??= performance.now();
    else if (since !== undefined) {
      held += performance.now() - since;
      since = undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  if (since !== undefined) held += performance.now() - since;
  client.release();
  return held;
}

async function taken(client: pg.PoolClient): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM demur.log_head FOR UPDATE SKIP LOCKED');
  return rowCount === 0;
}

/** The longest of one desk page's reads after the other, while the work lasts; in milliseconds. */
async function longestRead(reader: Opening, work: Promise<unknown>): Promise<number> {
  const reading = { done: false };
  work.finally(() => {
    reading.done = true;
  });
  let longest = 0;
  while (!reading.done) {
    const started = performance.now();
    await read(reader, (moment) => deskChanges(moment));
    longest = Math.max(longest, performance.now() - started);
  }
  return longest;
}

/** What an admin does next, with so many concerned. */
async function afterwards(changeId: string): Promise<void> {
  await database.superuser.query('ANALYZE');
  await time('list of changes', () => read(opening, (reader) => deskChanges(reader)));
  await time('one change', () => read(opening, (reader) => changeCockpit(reader, changeId)));
  const first = await time('first page of the matrix', () => read(opening, (reader) => changeMatrix(reader, changeId)));
  await time('second page of the matrix', () =>
    read(opening, (reader) => changeMatrix(reader, changeId, { after: first.next ?? '' })),
  );
  const extended = await time('extension of all that close on one day', async () =>
    accepted(
      await run(extendWindow, opening, {
        noticeId: first.rows[5]?.noticeId,
        scope: 'all_closing_that_day',
        lastDay: '2198-01-02',
        reason: 'An outage.',
      }),
    ),
  );
  console.log(`  (${extended.extended} windows)`);
  await time('withdrawal', async () =>
    accepted(await run(withdrawChange, opening, { changeId, reason: 'The provider withdrew its offer.' })),
  );
}

async function time<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  console.log(`${seconds(performance.now() - started).padStart(9)}  ${what}`);
  return result;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { testDatabase } from '#db/testing/template.ts';
import { asWorker } from '#db/transaction.ts';
import { closing } from '#lib/jobs/closing.ts';
import { sweepDue } from '#lib/jobs/sweeps.ts';
import { remindedUpTo } from '#lib/notices/reminder.ts';
import { scenario } from '#lib/world/scenario.ts';
import setUp from '../database-setup.ts';

/**
 * What a sweep touches: many notices, most of them closed long ago or to close much later; some that have just closed,
 * and as many that have just come near enough to their close to be reminded. Counts rows and pages of `notices` that the
 * worker's own transactions read, and writes beside the time.
 * Usage: node e2e/bench/sweep.ts [--notices 1000000] [--due 1000]
 */
const { values } = parseArgs({
  options: { notices: { type: 'string', default: '1000000' }, due: { type: 'string', default: '1000' } },
});
const notices = Number(values.notices);
const due = Number(values.due);
const silent = pino({ level: 'silent' });

const stop = await setUp();
const database = await testDatabase();
const { superuser } = database;
const world = await scenario(database.owner);
await world.subscriber();
const { changeId } = await world.change({ publishedDaysAgo: 2 });
const opening = asWorker(database.worker);
// whatever the world itself owes is done, and the marks stand
await closing(opening, silent);
await sweepDue(opening, silent);
await plant();

await measured(`recording ${due} closes`, () => closing(opening, silent));
await measured(`obliging ${due} reminders, and all other sweeps`, () => sweepDue(opening, silent));
await measured('both again, with nothing due', async () => {
  await closing(opening, silent);
  await sweepDue(opening, silent);
});

await database.drop();
await stop?.();

/** Of every ten notices six closed in silence and were recorded, one was answered, and three close in some weeks. */
async function plant(): Promise<void> {
  const reminderAt = remindedUpTo(world.now, 7, 'Europe/Madrid');
  await superuser.query(
    "update demur.sweep_marks set at = at - interval '1 hour', id = $1 where name like 'reminder%'",
    ['00000000-0000-0000-0000-000000000000'],
  );
  const client = await superuser.connect();
  await client.query('set session_replication_role = replica; set statement_timeout = 0; set transaction_timeout = 0');
  await client.query(
    `insert into demur.notices select (jsonb_populate_record(seed, jsonb_build_object('id', uuidv7(), 'reference', 'DEM-BENCH-' || i, 'occasion', 'fresh',
       'given_at', now() - interval '60 days',
       'closes_at', case when i <= $2 then now() - interval '1 second' when i <= 2 * $2 then $3::timestamptz
         when i % 10 < 7 then now() - make_interval(mins => i / 2) else now() + interval '20 days' + make_interval(mins => i % 20000) end,
       'answer', case when i > 2 * $2 and i % 10 = 6 then 'accepted' end, 'answered_at', case when i > 2 * $2 and i % 10 = 6 then now() - interval '50 days' end,
       'close_recorded_at', case when i > 2 * $2 and i % 10 < 6 then now() end, 'recorded_outcome', case when i > 2 * $2 and i % 10 < 6 then 'deemed_accepted' end))).*
     from demur.notices seed, generate_series(1, $4::integer) i where seed.change_id = $1`,
    [changeId, due, reminderAt, notices],
  );
  await client.query('vacuum analyze demur.notices');
  client.release(true);
}

interface Touched {
  whole: number;
  rows: number;
  pages: number;
  updated: number;
}

async function touched(): Promise<Touched> {
  // an idle session tells what it has counted after ten seconds at the latest
  await sleep(11_000);
  const { rows } = await superuser.query<Touched>(`
    select seq_tup_read::integer as whole, coalesce(idx_tup_fetch, 0)::integer as rows, n_tup_upd::integer as updated,
      (heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit)::integer as pages
    from pg_stat_user_tables t join pg_statio_user_tables io using (relid) where t.schemaname = 'demur' and t.relname = 'notices'`);
  if (!rows[0]) throw new Error('the table is there');
  return rows[0];
}

async function measured(what: string, work: () => Promise<unknown>): Promise<void> {
  const before = await touched();
  const begun = performance.now();
  await work();
  const milliseconds = Math.round(performance.now() - begun);
  const after = await touched();
  const of = (key: keyof Touched) => after[key] - before[key];
  console.log(
    `${what} among ${notices}: ${milliseconds} ms; rows read by index ${of('rows')}, by whole scans ${of('whole')}; pages touched ${of('pages')}; rows written ${of('updated')}`,
  );
}

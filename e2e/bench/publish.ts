import process from 'node:process';
import { parseArgs } from 'node:util';
import { testDatabase } from '#db/testing/template.ts';
import { bySession } from '#db/transaction.ts';
import { audienceOf } from '#lib/changes/audience-queries.ts';
import { changeCockpit, deskChanges } from '#lib/changes/desk-queries.ts';
import { previewDraft } from '#lib/changes/draft-queries.ts';
import { changeMatrix } from '#lib/changes/matrix-queries.ts';
import { publishVersion } from '#lib/changes/publish-version.ts';
import { saveChangeDraft } from '#lib/changes/save-change-draft.ts';
import { withdrawChange } from '#lib/changes/withdraw-change.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { extendWindow } from '#lib/notices/extend-window.ts';
import { scenario } from '#lib/world/scenario.ts';
import { accepted } from '#lib/world/world.ts';
import setUp from '../database-setup.ts';

/**
 * Times a publication, the desk's pages, an extension and a withdrawal on many subscribers.
 * Usage: node e2e/bench/publish.ts [--subscribers 20000]
 */
const { values } = parseArgs({ options: { subscribers: { type: 'string', default: '20000' } } });
const count = Number(values.subscribers);

const stop = await setUp();
const database = await testDatabase();
const world = await scenario(database.owner);
const strict = await world.profile({ length: 14, unit: 'working', rule: 'working-days' });
const chat = await world.service();

await time(`${count} subscribers are filled in, past the commands`, async () => {
  await database.superuser.query(
    `WITH made AS (
       INSERT INTO demur.subscribers (slug, name, country, created_at)
       SELECT 'bench-' || lpad(n::text, 6, '0'), 'Bench ' || n, 'ES', now() - interval '300 days' FROM generate_series(1, $1::integer) n
       RETURNING id, created_at, slug
     ), used AS (
       INSERT INTO demur.services_in_use (subscriber_id, service_id, dora, taken_up_at)
       SELECT id, $4, false, created_at FROM made WHERE right(slug, 1) < '3'
     )
     INSERT INTO demur.dpa_records (subscriber_id, reference, version, executed_at, profile_id)
     SELECT id, 'DPA ' || slug, '1', created_at, CASE WHEN right(slug, 1) < '2' THEN $2::uuid ELSE $3::uuid END
     FROM made WHERE right(slug, 1) < '9'`,
    [count, strict.profileId, world.profileId, chat.serviceId],
  );
  await database.superuser.query('ANALYZE');
});

const { secretHash } = await world.session(world.adminId);
const opening = bySession(database.web, secretHash);
const addition = {
  kind: 'addition',
  title: 'A company joins',
  reason: 'It is nearer.',
  plannedStartOn: '2199-01-01',
  company: { legalName: 'Levante Storage', category: 'infrastructure' },
  terms: { description: 'Stores.', purpose: 'To store.', locations: [{ country: 'FR', place: 'Lyon' }] },
};
const content = { note: 'A note.', changes: [addition] };
const { draftId } = accepted(await keep(saveChangeDraft, opening, { content }));

await time('preview of the draft and the first page of its audience', () =>
  read(opening, async (reader) => {
    const preview = await previewDraft(reader, draftId);
    const [one] = preview?.changes ?? [];
    return one && audienceOf(reader, one.drafted);
  }),
);
const { changes } = await time('publication', async () => accepted(await run(publishVersion, opening, { draftId })));
const changeId = changes[0]?.changeId ?? '';
await database.superuser.query('ANALYZE');
await time('list of changes', () => read(opening, (reader) => deskChanges(reader)));
await time('one change', () => read(opening, (reader) => changeCockpit(reader, changeId)));
const first = await time('first page of the matrix', () => read(opening, (reader) => changeMatrix(reader, changeId)));
await time('second page of the matrix', () =>
  read(opening, (reader) => changeMatrix(reader, changeId, { after: first.next ?? '' })),
);
await time('matrix of those open', () =>
  read(opening, (reader) => changeMatrix(reader, changeId, { outcome: 'open' })),
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

await database.drop();
await stop?.();

async function time<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  const { heapUsed } = process.memoryUsage();
  const took = ((performance.now() - started) / 1000).toFixed(2);
  console.log(`${took.padStart(7)} s  ${what}  (heap ${Math.round(heapUsed / 1e6)} MB)`);
  return result;
}

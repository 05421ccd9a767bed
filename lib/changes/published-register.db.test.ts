import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { parseInstant } from '#lib/deadlines/instant.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import type { ChangeOptions } from '#lib/world/change.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { accepted } from '#lib/world/world.ts';
import { publishVersion } from './publish-version.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner, { now: parseInstant('2026-11-24T12:00:00Z') });
});
afterAll(async () => {
  const { difference } = await inspectLog(asOwner(database.owner));
  await database.drop();
  expect(difference).toBeNull();
});

/** What publishing such a draft on 20 November says. */
async function publish(options: ChangeOptions, despite = false) {
  const { draftId, opening } = await world.changeDraft({ publishedAt: '2026-11-20T08:00:00Z', ...options });
  return run(publishVersion, opening, { draftId, despite });
}

/** The one change of a version that was published. */
function onlyChange(published: Awaited<ReturnType<typeof publish>>): string {
  return accepted(published).changes[0]?.changeId ?? '';
}

async function noticesOf(changeId: string) {
  const { rows } = await database.superuser.query(
    'SELECT subscriber_id, answer, occasion, demur.iso(given_at) AS given FROM demur.notices WHERE change_id = $1 ORDER BY id',
    [changeId],
  );
  return rows;
}

test('the snapshot holds the register and the proposal, and its hash is of its canonical form', async () => {
  const { version } = await world.change({ title: 'A proposal' });
  const { rows } = await database.superuser.query(
    `SELECT snapshot, sha256 = sha256(convert_to(demur.canonical(snapshot), 'UTF8')) AS holds FROM demur.policy_versions WHERE number = $1`,
    [version],
  );
  expect(rows[0].holds).toBe(true);
  const slugs = rows[0].snapshot.entries.map(({ slug }: { slug: string }) => slug);
  expect(slugs).toEqual(expect.arrayContaining(['amazon', 'auth0', 'email-server']));
  expect(rows[0].snapshot.proposed).toMatchObject([{ title: 'A proposal', kind: 'addition', from: null }]);
});

test('what its notices say is kept with its hash, sealed in the entry and the hash plain', async () => {
  const { changeId } = await world.change({ title: 'A proposal with words' });
  const { rows } = await database.superuser.query(
    `SELECT c.notice_text AS text, c.notice_text_sha256 = sha256(convert_to(c.notice_text, 'UTF8')) AS holds, '\\x' || encode(c.notice_text_sha256, 'hex') AS hash,
       (SELECT r FROM demur.events e, jsonb_array_elements(convert_from(e.content, 'UTF8')::jsonb -> 'rows') r
        WHERE e.type = 'change.published' AND r ->> 'id' = c.id::text) AS bound
     FROM demur.changes c WHERE id = $1`,
    [changeId],
  );
  const [{ text, holds, hash, bound }] = rows;
  expect(text).toContain('A proposal with words\n\nMeltemi Messaging');
  expect(holds).toBe(true);
  expect(bound.plain.notice_text_sha256).toBe(hash);
  expect(bound.sealed.notice_text).toMatch(/^[0-9a-f]{64}$/);
});

test('one live change per sub-processor: the next waits, or supersedes, and then the old notices end', async () => {
  const bank = await world.subscriber();
  const first = await world.change({ publishedAt: '2026-11-18T08:00:00Z' });
  const { subprocessorId } = first;
  const again = { subprocessorId, plannedStartOn: '2027-06-01' };
  expect(await publish(again)).toMatchObject({ ok: false, code: 'live_change' });

  const second = onlyChange(await publish({ ...again, supersedes: first.changeId }));
  const [was] = (await noticesOf(first.changeId)).filter((row) => row.subscriber_id === bank.subscriberId);
  const [is] = (await noticesOf(second)).filter((row) => row.subscriber_id === bank.subscriberId);
  expect(was).toMatchObject({ answer: 'superseded' });
  expect(is).toMatchObject({ answer: null, occasion: 'superseding', given: '2026-11-20T08:00:00.000000Z' });
  const { rows } = await database.superuser.query(
    `SELECT demur.iso(superseded_at) AS at, (SELECT supersedes FROM demur.changes WHERE id = $2) AS named FROM demur.changes WHERE id = $1`,
    [first.changeId, second],
  );
  expect(rows[0]).toEqual({ at: '2026-11-20T08:00:00.000000Z', named: first.changeId });
});

test('what differs from nothing is refused, so is a kind that hides what it alters, and a missing mechanism is warned of and recorded', async () => {
  const terms = {
    description: 'Delivers messages to users.',
    purpose: 'To deliver messages that the platform sends.',
    locations: [{ country: 'DE', place: 'Hamburg' }],
    customerData: ['E-mail address'],
  };
  const { subprocessorId } = await world.change({ publishedAt: '2026-01-12T08:00:00Z', terms });
  const known = { subprocessorId, plannedStartOn: '2027-06-01' };
  const same = await publish({ ...known, kind: 'purpose', terms });
  expect(same).toMatchObject({ ok: false, code: 'empty_draft' });
  const moved = { ...terms, purpose: 'To deliver more.', locations: [{ country: 'US', place: 'Ohio' }] };
  const hidden = await publish({ ...known, kind: 'purpose', terms: moved });
  expect(hidden).toMatchObject({
    ok: false,
    code: 'invalid_input',
    fields: { kind: expect.stringContaining('location') },
  });
  const warned = await publish({ ...known, kind: 'location', terms: moved });
  expect(warned).toMatchObject({ ok: false, code: 'mechanism_missing', facts: { countries: 'US' } });
  const said = onlyChange(await publish({ ...known, kind: 'location', terms: moved }, true));
  const { rows } = await database.superuser.query(
    `SELECT t.transfers FROM demur.changes c JOIN demur.terms t ON t.id = c.to_terms_id WHERE c.id = $1`,
    [said],
  );
  expect(rows[0].transfers).toEqual([{ country: 'US', mechanism: 'not_stated' }]);
  const { rows: events } = await database.superuser.query(
    `SELECT convert_from(content, 'UTF8')::jsonb -> 'facts' -> 'withoutMechanism' AS countries FROM demur.events
     WHERE type = 'change.published' AND convert_from(content, 'UTF8') LIKE '%' || $1 || '%'`,
    [said],
  );
  expect(events).toEqual([{ countries: ['US'] }]);
});

test('a removal gives no notice, and from its start the terms are not in force', async () => {
  const { subprocessorId } = await world.change({ publishedAt: '2026-01-12T09:00:00Z' });
  const removal = { kind: 'removal' as const, subprocessorId, plannedStartOn: '2026-11-21' };
  expect(await noticesOf(onlyChange(await publish(removal)))).toEqual([]);
  const inForce = async (instant: string) => {
    const { rows } = await database.superuser.query('SELECT FROM demur.terms_in_force($1) WHERE subprocessor_id = $2', [
      instant,
      subprocessorId,
    ]);
    return rows.length;
  };
  expect(await inForce('2026-11-20T22:59:59Z')).toBe(1);
  expect(await inForce('2026-11-20T23:00:00Z')).toBe(0);
});

test('a draft that can’t be read says which fields, and an unknown one is not there', async () => {
  const refused = await publish({ title: ' ', terms: { description: '', locations: [] } });
  expect(refused).toMatchObject({ ok: false, code: 'invalid_input' });
  expect(refused.ok ? [] : Object.keys(refused.fields ?? {})).toEqual(
    expect.arrayContaining(['title', 'terms.description', 'terms.locations']),
  );
  const { opening } = await world.changeDraft();
  const nobodys = { draftId: '01a20efc-69a4-7da6-940f-c6641a751e2e' };
  expect(await run(publishVersion, opening, nobodys)).toMatchObject({ ok: false, code: 'not_found' });
});

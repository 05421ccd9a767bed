import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, asScenario, bySession } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { dropService } from '#lib/parties/drop-service.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { accepted } from '#lib/world/world.ts';
import { previewDraft } from './draft-queries.ts';
import { publish as publishAndTell } from './publish.ts';
import { compareChangeDraft, saveChangeDraft, saveDraftedChange } from './save-change-draft.ts';

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

/** What the wizard would hold for an addition of an infrastructure company. */
function content(fields: Record<string, unknown> = {}) {
  return { note: 'A note.', changes: [addition(fields)] };
}

function addition(fields: Record<string, unknown> = {}) {
  return {
    kind: 'addition',
    title: 'A company joins',
    reason: 'It is nearer.',
    plannedStartOn: '2027-06-01',
    company: { legalName: `Levante Storage ${Math.random()}`, category: 'infrastructure' },
    terms: {
      description: 'Stores backups.',
      purpose: 'To keep backups.',
      locations: [{ country: 'FR', place: 'Lyon' }],
      customerData: ['E-mail address'],
    },
    ...fields,
  };
}

const at = '2026-11-20T08:00:00Z';
const asAdmin = (instant = at) => asScenario(database.owner, world.adminId, instant);
const drafted = async (fields: Record<string, unknown> = {}, opening = asAdmin()) =>
  accepted(await keep(saveChangeDraft, opening, { content: content(fields) })).draftId;
const publish = (draftId: string, opening = asAdmin()) => publishAndTell(opening, { draftId });

async function count(table: string): Promise<number> {
  const { rows } = await database.superuser.query(`SELECT count(*)::integer AS n FROM demur.${table}`);
  return rows[0].n;
}

async function noticesOf(changeId: string) {
  const { rows } = await database.superuser.query(
    `SELECT n.*, demur.iso(n.closes_at) AS closes, demur.iso(n.given_at) AS given, s.name, w.working
     FROM demur.notices n JOIN demur.subscribers s ON s.id = n.subscriber_id JOIN demur.windows w ON w.id = n.window_id
     WHERE n.change_id = $1 ORDER BY n.id`,
    [changeId],
  );
  return rows;
}

describe('windows', () => {
  test('three profiles give three closes, each counted by hand', async () => {
    const days14 = await world.profile({ length: 14, unit: 'working', rule: 'working-days' });
    const days36 = await world.profile({ length: 36 });
    const bavarian = await world.profile({ length: 37, country: 'DE', region: 'BY' });
    const parties = {
      'Wednesday 2 December: day 30': await world.subscriber(),
      'Friday 20 November: 14 working days': await world.subscriber({ profile: days14.profileId }),
      'Wednesday 9 December: day 36 is the Immaculate Conception': await world.subscriber({
        profile: days36.profileId,
      }),
      'Wednesday 9 December: day 37': await world.subscriber({ profile: bavarian.profileId }),
    };
    const change = await world.change({ publishedAt: '2026-11-02T08:00:00Z' });
    const closes: Record<string, string> = {};
    for (const row of await noticesOf(change.changeId))
      for (const [why, { subscriberId }] of Object.entries(parties))
        if (row.subscriber_id === subscriberId) closes[why] = row.closes;
    expect(closes).toEqual({
      'Wednesday 2 December: day 30': '2026-12-02T23:00:00.000000Z',
      'Friday 20 November: 14 working days': '2026-11-20T23:00:00.000000Z',
      'Wednesday 9 December: day 36 is the Immaculate Conception': '2026-12-09T23:00:00.000000Z',
      'Wednesday 9 December: day 37': '2026-12-09T23:00:00.000000Z',
    });
    expect(change.plannedStartOn).toBe('2026-12-10');
  });

  test('a profile with a calendar of its own moves past the holidays of either', async () => {
    // 24 June (Sant Joan) is a holiday in Catalonia and not in Madrid
    const catalan = await world.profile({ length: 30, country: 'ES', region: 'CT' });
    const one = await world.subscriber({ profile: catalan.profileId });
    const { changeId } = await world.change({ publishedAt: '2027-05-25T08:00:00Z', plannedStartOn: '2027-12-01' });
    const own = (await noticesOf(changeId)).find((row) => row.subscriber_id === one.subscriberId);
    expect(own.working.nominalLastDay).toBe('2027-06-24');
    expect(own.working.finalLastDay).toBe('2027-06-25');
    expect(own.working.calendars.map((calendar: { name: string }) => calendar.name)).toEqual(['ES-MD', 'ES-CT']);
  });

  test('a start before the latest close is refused, and the day from which it may start is named', async () => {
    await world.subscriber();
    const refused = await publish(await drafted({ plannedStartOn: '2026-12-01' }));
    expect(refused).toMatchObject({ ok: false, code: 'start_before_close' });
    const earliest = parseCivilDate(refused.ok ? '' : String(refused.facts?.earliestStartOn));
    const dayBefore = await publish(await drafted({ plannedStartOn: addDays(earliest, -1) }));
    expect(dayBefore).toMatchObject({ ok: false, code: 'start_before_close' });
    expect(await publish(await drafted({ plannedStartOn: earliest }))).toMatchObject({ ok: true });
  });
});

describe('audience', () => {
  test('an executed DPA, and infrastructure or a service in use', async () => {
    const chat = await world.service();
    const survey = await world.service();
    const users = await world.subscriber({
      services: [
        { serviceId: chat.serviceId, dora: true },
        { serviceId: survey.serviceId, dora: false },
      ],
    });
    const others = await world.subscriber({ services: [survey.serviceId] });
    const withoutDpa = await world.subscriber({ services: [chat.serviceId], dpa: false });

    const serves = await world.change({ services: [chat.serviceId] });
    const given = await noticesOf(serves.changeId);
    expect(given.map((row) => row.subscriber_id)).toEqual([users.subscriberId]);
    expect(given[0]).toMatchObject({ applies_because: 'uses_service', service_ids: [chat.serviceId], dora: true });

    const infrastructure = await noticesOf((await world.change()).changeId);
    const reached = infrastructure.map((row) => row.subscriber_id);
    expect(reached).toEqual(expect.arrayContaining([users.subscriberId, others.subscriberId]));
    expect(reached).not.toContain(withoutDpa.subscriberId);
    const own = infrastructure.find((row) => row.subscriber_id === others.subscriberId);
    expect(own).toMatchObject({ applies_because: 'infrastructure', service_ids: [], dora: false });
    expect(infrastructure.map((row) => row.name)).toEqual(infrastructure.map((row) => row.name).sort());
  });

  test('a service that all use reaches all who have a DPA', async () => {
    const core = await world.service({ core: true });
    const anyone = await world.subscriber();
    const { noticeOf } = await world.change({ services: [core.serviceId] });
    expect(noticeOf(anyone)).toBeTruthy();
  });

  test('a service that was dropped reaches nobody, and a change may reach nobody', async () => {
    const { serviceId } = await world.service();
    const { subscriberId } = await world.subscriber({ services: [serviceId] });
    accepted(await run(dropService, asAdmin('2026-11-19T08:00:00Z'), { subscriberId, serviceId }));
    const { notices } = await world.change({ publishedAt: at, services: [serviceId] });
    expect(notices).toEqual({});
  });

  test('every notice obliges to write one letter and stands in the log once', async () => {
    const letters = await count('letters');
    await world.subscriber();
    const { changeId, notices } = await world.change();
    const given = Object.keys(notices).length;
    expect(given).toBeGreaterThan(0);
    expect(await count('letters')).toBe(letters + given);
    const { rows } = await database.superuser.query(
      `SELECT type, count(*)::integer AS n FROM demur.events WHERE case_id IN (SELECT id FROM demur.notices WHERE change_id = $1) GROUP BY type`,
      [changeId],
    );
    expect(rows).toEqual([{ type: 'notice.given', n: given }]);
  });
});

describe('several changes in one version', () => {
  test('three profiles have one window each, and each change gives notices to its own subscribers', async () => {
    const chat = await world.service();
    const mail = await world.service();
    const days14 = await world.profile({ length: 14, unit: 'working', rule: 'working-days' });
    const days36 = await world.profile({ length: 36 });
    const talks = await world.subscriber({ services: [chat.serviceId] });
    const writes = await world.subscriber({ services: [mail.serviceId], profile: days14.profileId });
    const both = await world.subscriber({
      services: [chat.serviceId, mail.serviceId],
      profile: days36.profileId,
    });
    const [first, second] = await world.version([{ services: [chat.serviceId] }, { services: [mail.serviceId] }], {
      publishedAt: '2026-11-02T09:00:00Z',
    });
    if (!first || !second) throw new Error('two changes were published');
    const closes = async (changeId: string) =>
      Object.fromEntries((await noticesOf(changeId)).map((row) => [row.subscriber_id, row.closes]));
    expect(await closes(first.changeId)).toEqual({
      [talks.subscriberId]: '2026-12-02T23:00:00.000000Z',
      [both.subscriberId]: '2026-12-09T23:00:00.000000Z',
    });
    expect(await closes(second.changeId)).toEqual({
      [writes.subscriberId]: '2026-11-20T23:00:00.000000Z',
      [both.subscriberId]: '2026-12-09T23:00:00.000000Z',
    });
    expect(first.plannedStartOn).toBe('2026-12-10');
    expect(first.version).toBe(second.version);
    const { rows } = await database.superuser.query(
      `SELECT (SELECT count(*)::integer FROM demur.windows w WHERE w.policy_version_id = v.id) AS windows, jsonb_array_length(v.snapshot -> 'proposed') AS proposed
       FROM demur.policy_versions v WHERE number = $1`,
      [first.version],
    );
    expect(rows[0]).toEqual({ windows: 3, proposed: 2 });
  });

  test('no two about one sub-processor, and the refusal names the change', async () => {
    const { subprocessorId } = await world.change({ publishedAt: '2026-01-12T08:00:00Z' });
    const { draftId, opening } = await world.versionDraft(
      [
        { kind: 'removal', subprocessorId, title: 'It goes', plannedStartOn: '2027-06-01' },
        { kind: 'replacement', replacesId: subprocessorId, title: 'Another comes', plannedStartOn: '2027-06-01' },
      ],
      { publishedAt: at },
    );
    const refused = await publish(draftId, opening);
    expect(refused).toMatchObject({ ok: false, code: 'invalid_input', facts: { change: 2 } });
    expect(refused.ok ? '' : refused.sentence).toMatch(/“Another comes”.*“It goes”/);
  });

  test('two new companies of one name get an address each, and an empty draft is none', async () => {
    const { draftId, opening } = await world.versionDraft([{ company: { legalName: 'Bora SpA' } }], {
      publishedAt: at,
    });
    accepted(await publish(draftId, opening));
    const again = await world.versionDraft([{ company: { legalName: 'Bora SPA' } }], { publishedAt: at });
    expect(await publish(again.draftId, again.opening)).toMatchObject({ ok: true });
    const empty = accepted(await keep(saveChangeDraft, asAdmin(), { content: { note: 'Nothing', changes: [] } }));
    expect(await publish(empty.draftId)).toMatchObject({ ok: false, code: 'empty_draft' });
  });

  test('two admins who write two changes of a draft keep each other’s work', async () => {
    const draftId = await drafted();
    const written = [newId(), newId(), newId()].map((key) =>
      keep(saveDraftedChange, asAdmin(), { draftId, key, fields: addition({ title: `Change ${key}` }) }),
    );
    for (const each of await Promise.all(written)) accepted(each);
    const { rows } = await database.superuser.query(
      `SELECT jsonb_array_length(content -> 'changes') AS changes FROM demur.change_drafts WHERE id = $1`,
      [draftId],
    );
    expect(rows[0].changes).toBe(4);
  });
});

const LATEST = 'SELECT max(number) AS latest FROM demur.policy_versions';

describe('all or nothing', () => {
  const tables = ['policy_versions', 'changes', 'subprocessors', 'terms', 'windows', 'notices', 'letters', 'events'];
  const counts = async () =>
    Object.fromEntries(await Promise.all(tables.map(async (name) => [name, await count(name)])));

  test('a connection killed among the letters leaves nothing, and the same draft publishes afterwards', async () => {
    await world.subscriber();
    const draftId = await drafted();
    const before = await counts();
    await database.superuser.query(`
      CREATE FUNCTION public.kill() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
      CREATE TRIGGER killed BEFORE INSERT ON demur.letters FOR EACH ROW EXECUTE FUNCTION public.kill()`);
    await expect(publish(draftId)).rejects.toThrow();
    await database.superuser.query('DROP TRIGGER killed ON demur.letters');
    expect(await counts()).toEqual(before);

    const published = accepted(await publish(draftId));
    expect(published.version).toBe(before.policy_versions + 1);
    const twice = await publish(draftId);
    expect(twice).toEqual({ ok: true, value: published });
    expect(await count('policy_versions')).toBe(before.policy_versions + 1);
  });

  test('what is told meanwhile counts up, shows a publication that was killed as over, and goes with one that ends', async () => {
    await world.subscriber();
    const { secretHash } = await world.session(world.adminId);
    const opening = bySession(database.web, secretHash);
    const draftId = await drafted({ plannedStartOn: '2030-06-03' }, opening);
    const shown = () =>
      read(opening, (reader) => previewDraft(reader, draftId)).then((found) => found?.draft.publishing);
    // the letters wait until the test has looked
    await database.superuser.query(`
      CREATE FUNCTION public.halt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN PERFORM pg_advisory_lock(7); PERFORM pg_advisory_unlock(7); RETURN NULL; END $$;
      CREATE TRIGGER halted BEFORE INSERT ON demur.letters FOR EACH STATEMENT EXECUTE FUNCTION public.halt()`);
    const holder = await database.superuser.connect();
    await holder.query('SELECT pg_advisory_lock(7)');
    const before = await counts();
    try {
      const killed = publish(draftId, opening).then(
        () => 'published',
        () => 'broken off',
      );
      await expect.poll(shown).toMatchObject({ step: 'letters', done: 0, running: true });
      const told = await shown();
      expect(told?.total).toBeGreaterThan(0);
      await database.superuser.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = 7`,
      );
      expect(await killed).toBe('broken off');
    } finally {
      await holder.query('SELECT pg_advisory_unlock(7)');
      holder.release();
    }
    expect(await counts()).toEqual(before);
    expect(await shown()).toMatchObject({ step: 'letters', running: false });

    await database.superuser.query('DROP TRIGGER halted ON demur.letters');
    accepted(await publish(draftId, opening));
    expect(await shown()).toBeNull();
  });

  test('of a dozen admins at once one publishes, the others are told that the register moved on; numbers have no gap', async () => {
    const second = await world.session(world.adminId);
    const opening = bySession(database.web, second.secretHash);
    const versions = await count('policy_versions');
    const drafts = await Promise.all(
      Array.from({ length: 12 }, () => drafted({ plannedStartOn: '2030-06-03' }, opening)),
    );
    const outcomes = await Promise.all(drafts.map((draftId) => publish(draftId, opening)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome.code).toBe('stale_draft');

    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.ok) continue;
      const draftId = drafts[index] ?? '';
      const comparedWith = Number(await database.superuser.query(LATEST).then(({ rows: [row] }) => row.latest));
      accepted(await keep(compareChangeDraft, opening, { draftId, comparedWith }));
      accepted(await publish(draftId, opening));
    }
    const { rows } = await database.superuser.query('SELECT number FROM demur.policy_versions ORDER BY number');
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: versions + 12 }, (_, index) => index + 1));
  });

  test('of many clicks on one draft all get the one answer', async () => {
    const { secretHash } = await world.session(world.adminId);
    const opening = bySession(database.web, secretHash);
    const draftId = await drafted({ plannedStartOn: '2030-06-03' }, opening);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => publish(draftId, opening)));
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(outcomes[0]).toMatchObject({ ok: true });
  });

  test('where the day turns before the commit, it is published on the next day or not at all', async () => {
    const draftId = await drafted();
    // once, midnight in Madrid passes between the reading of the clock and the commit
    await database.superuser.query(`
      CREATE SEQUENCE public.nights; GRANT USAGE ON SEQUENCE public.nights TO PUBLIC;
      CREATE FUNCTION public.midnight() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF nextval('public.nights') = 1 THEN PERFORM set_config('demur.at', '2026-11-20T23:00:01Z', true); END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER night BEFORE INSERT ON demur.changes FOR EACH ROW EXECUTE FUNCTION public.midnight()`);
    const published = accepted(await publish(draftId, asAdmin('2026-11-20T22:59:59Z')));
    const { rows } = await database.superuser.query(`SELECT last_value::integer AS tried FROM public.nights`);
    await database.superuser.query('DROP TRIGGER night ON demur.changes');
    expect(rows[0].tried).toBe(2);
    expect(
      (await noticesOf(published.changes[0]?.changeId ?? '')).every(
        ({ given }) => given === '2026-11-20T22:59:59.000000Z',
      ),
    ).toBe(true);
  });
});

test('the head of the log counts every event', async () => {
  const { rows } = await database.superuser.query(
    'SELECT (SELECT count FROM demur.log_head) = (SELECT count(*) FROM demur.events) AS whole',
  );
  expect(rows[0].whole).toBe(true);
});

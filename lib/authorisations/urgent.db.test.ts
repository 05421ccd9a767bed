import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unaccounted, watchRows } from '#db/testing/changed-rows.ts';
import { code, record } from '#db/testing/record.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner } from '#db/transaction.ts';
import { publishVersion } from '#lib/changes/publish-version.ts';
import { allowsUrgency } from '#lib/changes/urgent.ts';
import { withdrawChange } from '#lib/changes/withdraw-change.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { type Instant, parseInstant } from '#lib/deadlines/instant.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import type { ChangeOptions, PublishedChange } from '#lib/world/change.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { by } from '#lib/world/world.ts';
import { changeClearance } from './clearance-query.ts';

let database: TestDatabase;
let world: Scenario;
const { rows, authorisationOf } = record(() => database);
const now = parseInstant('2026-11-24T12:00:00Z');
const urgent = { reason: 'The company before it stops its service.' };
/** Published on 19 November, to start on 21 November; 30 days close at the end of 21 December, a Monday. */
const published = { publishedAt: '2026-11-19T08:00:00Z', plannedStartOn: '2026-11-21' };
const start = '2026-11-20T23:00:00.000000Z';
const close = '2026-12-21T23:00:00.000000Z';

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner, { now });
  await watchRows(database.superuser);
});
afterAll(async () => {
  const loose = await unaccounted(database.superuser);
  const { difference } = await inspectLog(asOwner(database.owner));
  await database.drop();
  expect(loose).toEqual([]);
  expect(difference).toBeNull();
});

const just = (instant: string) => new Date(Date.parse(instant) - 1).toISOString().replace('999Z', '999999Z');

/** What may be done under the new terms, and under those of the company that is replaced. */
async function standing(change: PublishedChange, former: PublishedChange, { subscriberId }: Subscriber, at: string) {
  return {
    new: await authorisationOf(subscriberId, change.changeId, at),
    former: await authorisationOf(subscriberId, former.changeId, at),
  };
}

async function replaced(options: ChangeOptions = {}) {
  const former = await world.change({ publishedDaysAgo: 300, plannedStartOn: addDays('2026-03-01' as never, 0) });
  return {
    former,
    options: { kind: 'replacement' as const, replacesId: former.subprocessorId, urgent, ...published, ...options },
  };
}

test('for whom a replacement is urgent: the same in words and in SQL', async () => {
  const emergency = { emergencyClause: 'clause 9', incorporatesScc: false };
  const profiles = {
    allowed: await world.profile(emergency),
    none: await world.profile(),
    scc: await world.profile({ ...emergency, incorporatesScc: true }),
  };
  const { serviceId } = await world.service();
  const cast: [Subscriber, Parameters<typeof allowsUrgency>[0]][] = [];
  for (const [terms, profile] of [
    [emergency, profiles.allowed],
    [{ ...emergency, emergencyClause: null }, profiles.none],
    [{ ...emergency, incorporatesScc: true }, profiles.scc],
  ] as const)
    for (const dora of [false, true])
      cast.push([
        await world.subscriber({ profile: profile.profileId, services: [{ serviceId, dora }] }),
        { ...terms, dora },
      ]);
  const { options } = await replaced();
  const change = await world.change(options);
  for (const [subscriber, terms] of cast) {
    const [notice] = await rows('SELECT urgent FROM demur.notices WHERE id = $1', change.noticeOf(subscriber));
    expect(notice).toEqual({ urgent: allowsUrgency(terms) });
  }
  const [event] = await rows<{ facts: Record<string, unknown> }>(
    `SELECT convert_from(content, 'UTF8')::jsonb -> 'facts' AS facts FROM demur.events WHERE type = 'change.published' ORDER BY position DESC LIMIT 1`,
  );
  expect(event?.facts).toMatchObject({ urgentFor: '1' });

  const notUrgent = await world.change({
    ...(await replaced()).options,
    urgent: undefined,
    plannedStartOn: '2027-06-01',
  });
  const marked = await rows('SELECT FROM demur.notices WHERE change_id = $1 AND urgent', notUrgent.changeId);
  expect(marked).toEqual([]);
});

describe('an urgent replacement', () => {
  test('starts as planned for whom the DPA allows it, and an objection holds it as ever', async () => {
    const profile = await world.profile({ emergencyClause: 'clause 9' });
    const [silent, objecting] = [
      await world.subscriber({ profile: profile.profileId }),
      await world.subscriber({ profile: profile.profileId }),
    ];
    const { former, options } = await replaced();
    for (const one of [silent, objecting])
      await world.acceptance({ noticeId: former.noticeOf(one), userId: one.signatoryId, daysAgo: 290 });
    const change = await world.change(options);
    const filed = { noticeId: change.noticeOf(objecting), userId: objecting.signatoryId };
    await world.objection({ ...filed, at: '2026-11-23T09:00:00Z' });
    const at = (one: Subscriber, instant: string) => standing(change, former, one, instant);

    expect(await at(silent, just(start))).toEqual({ new: ['pending:not_started'], former: ['authorised:accepted'] });
    expect(await at(silent, start)).toEqual({ new: ['authorised:urgent_replacement'], former: [] });
    expect(await at(silent, just(close))).toEqual({ new: ['authorised:urgent_replacement'], former: [] });
    // the close makes of silence what it makes of it elsewhere: nobody there has read the notice
    expect(await at(silent, close)).toMatchObject({ new: ['on_hold:notice_not_shown'] });
    await world.reading({ noticeId: change.noticeOf(silent), userId: silent.contactId, at: '2026-11-23T09:00:00Z' });
    expect(await at(silent, close)).toEqual({ new: ['authorised:deemed_accepted'], former: [] });
    expect(await at(objecting, '2026-11-24T00:00:00Z')).toEqual({
      new: ['on_hold:objection_unresolved'],
      former: ['authorised:accepted'],
    });
    // it is in force for somebody
    const withdrawn = await run(withdrawChange, by(world, world.adminId, now), {
      changeId: change.changeId,
      reason: 'No.',
    });
    expect(code(withdrawn)).toBe('removal_needed');
  });

  test('never starts early for a service under DORA, even one taken up after its notice', async () => {
    const [own, critical] = [await world.service(), await world.service()];
    const profile = await world.profile({ emergencyClause: 'clause 9' });
    const bank = await world.subscriber({ profile: profile.profileId, services: [own.serviceId] });
    const { options } = await replaced();
    const change = await world.change(options);
    await world.serviceTakenUp({
      ...{ userId: bank.signatoryId, serviceId: critical.serviceId, dora: true },
      at: '2026-11-20T10:00:00Z',
    });
    const found = await rows<{ service: string; answer: string }>(
      `SELECT s.id AS service, a.state || ':' || a.reason AS answer
       FROM demur.authorisations($1, '2026-11-23T09:00:00Z') a CROSS JOIN unnest(a.service_ids) s(id) WHERE a.change_id = $2`,
      bank.subscriberId,
      change.changeId,
    );
    const answers = new Map(found.map(({ service, answer }) => [service, answer]));
    expect(answers.get(own.serviceId)).toBe('authorised:urgent_replacement');
    expect(answers.get(critical.serviceId)).toBe('pending:window_open');
    const desk = by(world, world.adminId, parseInstant('2026-11-23T09:00:00Z'));
    const { counts } = await read(desk, ({ tx }) => changeClearance(tx, change.changeId, []));
    const mine = await rows<{ subscriber: string }>(
      'SELECT subscriber_id AS subscriber FROM demur.notices WHERE change_id = $1 AND urgent',
      change.changeId,
    );
    const urgently = counts.filter(({ reason }) => reason === 'urgent_replacement').reduce((sum, { n }) => sum + n, 0);
    expect(urgently).toBe(mine.filter(({ subscriber }) => subscriber !== bank.subscriberId).length);
  });

  test('waits for all others until their own close, and what stood before goes on', async () => {
    const [silent, accepting] = [await world.subscriber(), await world.subscriber()];
    const { former, options } = await replaced();
    for (const one of [silent, accepting])
      await world.acceptance({ noticeId: former.noticeOf(one), userId: one.signatoryId, daysAgo: 290 });
    const change = await world.change(options);
    await world.reading({ noticeId: change.noticeOf(silent), userId: silent.contactId, at: '2026-11-20T09:00:00Z' });
    await world.acceptance({
      noticeId: change.noticeOf(accepting),
      userId: accepting.signatoryId,
      at: '2026-11-20T09:00:00Z',
    });
    for (const one of [silent, accepting])
      for (const instant of [start, just(close)])
        expect(await standing(change, former, one, instant)).toEqual({
          new: ['pending:window_open'],
          former: ['authorised:accepted'],
        });
    expect(await standing(change, former, silent, close)).toEqual({ new: ['authorised:deemed_accepted'], former: [] });
    expect(await standing(change, former, accepting, close)).toEqual({ new: ['authorised:accepted'], former: [] });
  });

  test('is put to a DPA executed in mid-window by the terms of that DPA, with a full window', async () => {
    const profile = await world.profile({ emergencyClause: 'clause 9' });
    const { options } = await replaced();
    const change = await world.change({ ...options, plannedStartOn: '2026-11-26' });
    const late = (terms: { profile?: string }) => world.subscriber({ ...terms, dpaExecutedDaysAgo: 1 });
    const [allowed, other] = [await late({ profile: profile.profileId }), await late({})];
    const found = await rows<{ subscriberId: string; urgent: boolean; closes: string }>(
      'SELECT subscriber_id AS "subscriberId", urgent, demur.iso(closes_at) AS closes FROM demur.notices WHERE change_id = $1 AND occasion = $2 ORDER BY given_at, id',
      change.changeId,
      'dpa_executed',
    );
    const closes = '2026-12-23T23:00:00.000000Z';
    expect(found).toEqual([
      { subscriberId: allowed.subscriberId, urgent: true, closes },
      { subscriberId: other.subscriberId, urgent: false, closes },
    ]);
    expect(await authorisationOf(allowed.subscriberId, change.changeId, '2026-11-27T12:00:00Z')).toEqual([
      'authorised:urgent_replacement',
    ]);
    expect(await authorisationOf(other.subscriberId, change.changeId, '2026-11-27T12:00:00Z')).toEqual([
      'pending:window_open',
    ]);
  });

  test('is a replacement, has a reason, and is announced a day before', async () => {
    await world.subscriber();
    const { options } = await replaced();
    const attempt = async (fields: Partial<ChangeOptions>) => {
      const { draftId, opening } = await world.changeDraft({ ...options, ...fields });
      return code(await run(publishVersion, opening, { draftId }));
    };
    expect(await attempt({ kind: 'addition', replacesId: undefined })).toBe('invalid_input urgent');
    expect(await attempt({ urgent: { reason: ' ' } })).toContain('invalid_input');
    expect(await attempt({ plannedStartOn: '2026-11-19' })).toBe('start_before_close plannedStartOn');
    expect(await attempt({ urgent: undefined, plannedStartOn: '2026-12-21' })).toBe(
      'start_before_close plannedStartOn',
    );
    expect(await attempt({ plannedStartOn: '2026-11-20' })).toBe('ok');
  });
});

test('under a DPA older than the register its first terms stand for whoever has not been moved to others', async () => {
  const bank = await world.subscriber({ dpaExecutedDaysAgo: 1500, recordedDaysAgo: 400 });
  const [first] = await rows<{ id: string; subprocessor: string }>(
    `SELECT t.id, t.subprocessor_id AS subprocessor FROM demur.terms t JOIN demur.subprocessors s ON s.id = t.subprocessor_id
     WHERE t.baseline_version_id IS NOT NULL AND s.category = 'infrastructure' ORDER BY s.slug LIMIT 1`,
  );
  const change = await world.change({
    kind: 'replacement',
    replacesId: first?.subprocessor ?? '',
    publishedAt: '2026-07-01T08:00:00Z',
    plannedStartOn: '2026-10-01',
  });
  await world.objection({ noticeId: change.noticeOf(bank), userId: bank.signatoryId, at: '2026-07-02T08:00:00Z' });
  const stands = async (at: string) =>
    rows(
      `SELECT state, reason FROM demur.authorisations($1, $2) WHERE terms_id = $3`,
      bank.subscriberId,
      at,
      first?.id,
    );
  const agreed = [{ state: 'authorised', reason: 'agreed_with_dpa' }];
  expect(await stands('2026-09-01T00:00:00Z')).toEqual(agreed);
  expect(await stands('2026-11-01T00:00:00Z')).toEqual(agreed);
});

test('three profiles: three dates, and what silence makes of each, a microsecond before and after', async () => {
  const specific = await world.profile({
    length: 14,
    unit: 'working',
    rule: 'working-days',
    authorisation: 'specific',
  });
  const proved = await world.profile({ length: 36, noticeRequired: true });
  const [general, asked, shown, unseen] = [
    await world.subscriber(),
    await world.subscriber({ profile: specific.profileId }),
    await world.subscriber({ profile: proved.profileId }),
    await world.subscriber({ profile: proved.profileId }),
  ];
  const change = await world.change({ publishedAt: '2026-11-02T08:00:00Z', plannedStartOn: '2026-12-15' });
  for (const one of [general, asked, shown])
    await world.reading({ noticeId: change.noticeOf(one), userId: one.contactId, at: '2026-11-10T08:00:00Z' });

  const said = async (one: Subscriber, at: string) => {
    const [notice] = await rows<{ outcome: string; closes: Instant }>(
      `SELECT demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, $2) AS outcome, demur.iso(n.closes_at) AS closes
       FROM demur.notices n JOIN demur.windows w ON w.id = n.window_id JOIN demur.dpa_profiles p ON p.id = w.profile_id WHERE n.id = $1`,
      change.noticeOf(one),
      at,
    );
    const answers = await authorisationOf(one.subscriberId, change.changeId, at);
    return `${notice?.closes} ${notice?.outcome} ${answers.join()}`;
  };
  const wednesday = '2026-12-02T23:00:00.000000Z';
  const friday = '2026-11-20T23:00:00.000000Z';
  const holiday = '2026-12-09T23:00:00.000000Z';
  const begins = '2026-12-14T23:00:00.000000Z';
  expect(await said(general, just(wednesday))).toBe(`${wednesday} open pending:window_open`);
  expect(await said(general, wednesday)).toBe(`${wednesday} deemed_accepted pending:not_started`);
  expect(await said(general, begins)).toBe(`${wednesday} deemed_accepted authorised:deemed_accepted`);
  expect(await said(asked, just(friday))).toBe(`${friday} open pending:window_open`);
  expect(await said(asked, friday)).toBe(`${friday} not_authorised refused:not_authorised`);
  expect(await said(shown, just(holiday))).toBe(`${holiday} open pending:window_open`);
  expect(await said(shown, holiday)).toBe(`${holiday} deemed_accepted pending:not_started`);
  expect(await said(unseen, holiday)).toBe(`${holiday} notice_unproven on_hold:notice_unproven`);
  expect(await said(unseen, begins)).toBe(`${holiday} notice_unproven on_hold:notice_unproven`);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { tamper } from '#db/testing/tamper.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, asWorker, bySession, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { deskOverview } from '#lib/objections/desk-overview.ts';
import { sweepUploads } from '#lib/objections/sweep-uploads.ts';
import { amendSubprocessor } from '#lib/register/amend-subprocessor.ts';
import { registerEntry } from '#lib/register/queries.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { attestMeasure } from './attest-measure.ts';
import { standingOf } from './diligence.ts';
import { keepEvidence } from './keep-evidence.ts';
import { openEvidence } from './open-evidence.ts';
import { companyDiligence, diligenceSummary } from './queries.ts';
import { recordCertification } from './record-certification.ts';
import { removeEvidence } from './store-evidence.ts';

let database: TestDatabase;
let world: Scenario;
let admin: Opening;
let legal: Opening;
let subscriber: Opening;
let subprocessorId: string;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  const as = async (userId: string) => bySession(database.web, (await world.session(userId)).secretHash);
  admin = await as(world.adminId);
  legal = await as(world.legalId);
  subscriber = await as((await world.subscriber()).signatoryId);
  subprocessorId = (await company()).subprocessorId;
});
afterAll(() => database.drop());

async function company(slug = 'auth0') {
  const found = await read(admin, (reader) => companyDiligence(reader, slug));
  if (!found) throw new Error(`no ${slug}`);
  return found;
}

const today = () => civilDayIn(world.now, 'Europe/Madrid');
const inDays = (days: number) => addDays(today(), days);
const attested = (more: object = {}) => ({
  ...{ subprocessorId, item: 'entry', attestedOn: inDays(-1), nextReviewOn: inDays(365), note: 'Report of the year.' },
  ...more,
});
const sent = (name: string, bytes: string | Buffer) => {
  const body = new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]);
  return { name, length: body.size, body: body.stream() };
};
const stored = async (name = 'report.pdf', bytes = '%PDF-1.7 of the year') => {
  const outcome = await keepEvidence(admin, subprocessorId, sent(name, bytes));
  if (!outcome.ok) throw new Error(outcome.sentence);
  return outcome.value.fileId;
};
const entries = async () => (await database.superuser.query('select count from demur.log_head')).rows[0]?.count;

test('an attestation is superseded by the next and never edited; of two at once one is told', async () => {
  const fileId = await stored();
  const first = await run(attestMeasure, admin, attested({ fileId }));
  if (!first.ok) throw new Error(first.sentence);
  const supersedes = first.value.attestationId;
  expect(await run(attestMeasure, admin, attested())).toMatchObject({ ok: false, code: 'already_done' });

  const both = await Promise.all([1, 2].map(() => run(attestMeasure, admin, attested({ supersedes, fileId }))));
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  const { attestations } = await company();
  expect(standingOf(attestations.filter(({ item }) => item === 'entry'))).toMatchObject([{ supersedes, fileId }]);
  expect(attestations.filter(({ item }) => item === 'entry')).toHaveLength(2);
  await expect(database.owner.query(`update demur.attestations set note = 'other'`)).rejects.toThrow('never changed');
});

test('evidence is needed, a review lies behind, the next one ahead, and a file is the company’s own', async () => {
  const wrong = async (more: object) => {
    const before = await entries();
    const outcome = await run(attestMeasure, admin, attested({ item: 'transmission', ...more }));
    expect(await entries()).toBe(before);
    return outcome.ok ? [] : Object.keys(outcome.fields ?? {});
  };
  expect(await wrong({ note: ' ' })).toEqual(['note']);
  expect(await wrong({ attestedOn: inDays(1) })).toEqual(['attestedOn']);
  expect(await wrong({ nextReviewOn: inDays(-1) })).toEqual(['nextReviewOn']);
  expect(await wrong({ item: 'everything' })).toEqual(['item']);
  expect(await wrong({ fileId: newId() })).toEqual(['fileId']);
  const { subprocessorId: another } = await company('google');
  expect(await wrong({ subprocessorId: another, fileId: await stored() })).toEqual(['fileId']);
});

test('what runs out is overdue from the day after, counted on the overview, and a renewal ends that', async () => {
  const overdue = async () => (await read(admin, (reader) => diligenceSummary(reader))).overdue.map(({ what }) => what);
  const counted = async () => (await read(admin, (reader) => deskOverview(reader))).overdueDiligence;
  const certified = (validTo: string | null, supersedes: string | null, more: object = {}) =>
    run(recordCertification, admin, { subprocessorId, name: 'ISO/IEC 27001', validTo, supersedes, ...more });
  expect(await overdue()).toEqual([]);

  const last = await certified(today(), null);
  expect(await overdue()).toEqual([]);
  const ran = await certified(inDays(-1), last.ok ? last.value.certificationId : null);
  await run(
    attestMeasure,
    admin,
    attested({ item: 'cooperation', attestedOn: inDays(-400), nextReviewOn: inDays(-30) }),
  );
  expect(await overdue()).toEqual(['cooperation', 'ISO/IEC 27001']);
  expect(await counted()).toBe(2);
  // everybody sees the certification, and nothing of its evidence
  const shown = await read(bySession(database.web, null), (reader) => registerEntry(reader, 'auth0'));
  expect(shown?.company.certifications).toEqual([{ name: 'ISO/IEC 27001', validTo: inDays(-1) }]);

  const ended = ran.ok ? ran.value.certificationId : null;
  expect((await certified(inDays(365), null)).ok).toBe(false);
  expect((await certified(null, ended, { held: false })).ok).toBe(true);
  expect(await overdue()).toEqual(['cooperation']);
  expect((await company()).certifications).toEqual([]);
});

test('a file is told by its content, stored whole, and stays once something names it', async () => {
  expect(await keepEvidence(admin, subprocessorId, sent('page.pdf', '<html>'))).toMatchObject({ code: 'file_type' });
  expect(await keepEvidence(admin, subprocessorId, sent('empty.pdf', ''))).toMatchObject({ ok: false });
  expect(await keepEvidence(subscriber, subprocessorId, sent('a.pdf', '%PDF-1.7'))).toMatchObject({
    code: 'forbidden',
  });
  expect(await keepEvidence(admin, newId(), sent('a.pdf', '%PDF-1.7'))).toMatchObject({ code: 'not_found' });

  const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1_500_000, 7)]);
  const fileId = await stored('scan.pdf', large.toString('latin1'));
  const opened = await openEvidence(admin, fileId);
  expect(opened).toMatchObject({ name: 'scan.pdf', mediaType: 'application/pdf' });
  expect((await new Response(opened?.stream).arrayBuffer()).byteLength).toBe(opened?.size);
  // legal reads what is on record, a subscriber and the public nothing
  expect(await openEvidence(legal, fileId)).toBeUndefined();
  expect((await run(attestMeasure, admin, attested({ item: 'data_access', fileId }))).ok).toBe(true);
  expect(await openEvidence(legal, fileId)).toMatchObject({ name: 'scan.pdf' });
  for (const opening of [subscriber, bySession(database.web, null)])
    expect(await openEvidence(opening, fileId)).toBeUndefined();
  expect(await keep(removeEvidence, admin, { fileId })).toMatchObject({ code: 'not_found' });
  expect(await keep(removeEvidence, admin, { fileId: await stored() })).toMatchObject({ ok: true });
});

test('a correction is at once what the register says, with what it said before and why', async () => {
  const { subprocessorId: heroku } = await company('heroku');
  const facts = { subprocessorId: heroku, legalName: 'Heroku, Inc.', website: 'https://www.heroku.com', tier: 2 };
  expect((await run(amendSubprocessor, admin, { ...facts, reason: 'As the contract has it.' })).ok).toBe(true);
  expect(await run(amendSubprocessor, admin, { ...facts, reason: 'Again.' })).toMatchObject({ code: 'empty_draft' });
  const entry = await read(bySession(database.web, null), (reader) => registerEntry(reader, 'heroku'));
  expect(entry?.company).toMatchObject({ legalName: 'Heroku, Inc.', tier: 2 });
  expect(entry?.amendments).toMatchObject([
    {
      reason: 'As the contract has it.',
      differences: [
        { field: 'legalName', before: 'Heroku', after: 'Heroku, Inc.' },
        { field: 'tier', before: '1', after: '2' },
      ],
    },
  ]);
});

test('the log answers for each of these rows, and for the bytes of a file', async () => {
  const differs = async () => (await inspectLog(asOwner(database.owner))).difference;
  expect(await differs()).toBeNull();
  const tampered: [table: string, statement: string][] = [
    ['attestations', `update demur.attestations set next_review_on = next_review_on + 100`],
    ['certifications', `update demur.certifications set valid_to = '2099-01-01' where valid_to is not null`],
    ['company_amendments', `update demur.company_amendments set reason = 'None.'`],
    ['evidence_files', `update demur.evidence_files set name = 'other.pdf' where attached_at is not null`],
    ['subprocessors', `update demur.subprocessors set legal_name = 'Heroku' where slug = 'heroku'`],
    ['attestations', `delete from demur.attestations where item = 'cooperation'`],
    [
      'evidence_pieces',
      `update demur.evidence_pieces p set content = content || 'x' from demur.evidence_files f where f.id = p.file_id and f.attached_at is not null`,
    ],
  ];
  for (const [table, statement] of tampered) {
    const { undo } = await tamper(database.superuser, [table], statement);
    expect(await differs(), statement).not.toBeNull();
    await undo();
  }
  expect(await differs()).toBeNull();
});

test('what broke off is swept after a day', async () => {
  const name = await stored('left.pdf');
  await database.superuser.query(
    `update demur.evidence_files set completed_at = null, sha256 = null, started_at = now() - interval '2 days' where id = $1`,
    [name],
  );
  expect(await keep(sweepUploads, asWorker(database.worker), {})).toMatchObject({ value: { removed: 1 } });
});

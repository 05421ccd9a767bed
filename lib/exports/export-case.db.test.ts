import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { demoDatabase } from '#db/testing/demo.ts';
import type { TestDatabase } from '#db/testing/template.ts';
import { bySession, type Opening } from '#db/transaction.ts';
import { read } from '#lib/command/read.ts';
import { session } from '#lib/world/session.ts';
import { caseFileBytes, caseFileSchema } from './case-file.ts';
import { type CaseFile, caseFile } from './case-shape.ts';
import { dossier } from './dossier.ts';
import { takeCase } from './export-case.ts';
import { findCase } from './find-case.ts';

let database: TestDatabase;
/** Of every case: its reference, its subscriber, and how much there is in it. */
let cases: {
  reference: string;
  noticeId: string;
  subscriberId: string;
  objection: string | null;
  resolutions: number;
}[];
let legal: Opening;

beforeAll(async () => {
  database = await demoDatabase();
  const { rows } = await database.superuser.query(`
    select n.reference, n.id as "noticeId", n.subscriber_id as "subscriberId",
      (select o.reference from demur.objections o where o.notice_id = n.id limit 1) as objection,
      (select count(*)::integer from demur.objections o join demur.resolutions r on r.objection_id = o.id where o.notice_id = n.id) as resolutions
    from demur.notices n order by resolutions desc, objection, n.id`);
  cases = rows;
  legal = await openingOf(`select user_id as id from demur.vendor_role_grants where role = 'legal'`);
}, 60_000);
afterAll(() => database.drop());

async function openingOf(who: string, values: unknown[] = []): Promise<Opening> {
  const { rows } = await database.superuser.query<{ id: string }>(who, values);
  if (!rows[0]) throw new Error(`nobody: ${who}`);
  return bySession(database.web, (await session({ pool: database.owner }, rows[0].id)).secretHash);
}
const member = (subscriberId: string, right: string) =>
  openingOf(
    'select user_id as id from demur.memberships where subscriber_id = $1 and "right" = $2 and ended_at is null',
    [subscriberId, right],
  );

async function taken(opening: Opening, reference: string, format: 'json' | 'pdf' = 'json') {
  const outcome = await takeCase(opening, reference, format);
  if (!outcome.ok) throw new Error(outcome.sentence);
  return outcome.value;
}
const fileOf = async (opening: Opening, reference: string): Promise<CaseFile> =>
  caseFile.parse(JSON.parse((await taken(opening, reference)).bytes.toString('utf8')));

async function lastEvent() {
  const { rows } = await database.superuser.query(`
    select type, case_id, subscriber_id, role, convert_from(content, 'UTF8')::jsonb -> 'facts' as facts from demur.events order by position desc limit 1`);
  return rows[0];
}

const richest = () => cases[0] ?? expect.fail('the demo world has no case');

describe('a case file', () => {
  it('of any case has the published shape', async () => {
    const published = z.fromJSONSchema(
      caseFileSchema('https://demur.example/cases/case-file.schema.json') as Parameters<typeof z.fromJSONSchema>[0],
    );
    for (const { reference } of cases.filter(({ objection }, index) => objection !== null || index % 8 === 0)) {
      const file = JSON.parse((await taken(legal, reference)).bytes.toString('utf8'));
      expect(caseFile.safeParse(file).error, reference).toBeUndefined();
      expect(published.safeParse(file).error, reference).toBeUndefined();
      expect(published.safeParse({ ...file, more: 1 }).success).toBe(false);
      expect(published.safeParse({ ...file, asOf: '2026-11-02' }).success).toBe(false);
    }
  });

  it('tells every entry of the log about the case, with its bytes and hash', async () => {
    for (const { reference, noticeId } of cases.slice(0, 8)) {
      const { chronology, asOf } = await fileOf(legal, reference);
      const { rows } = await database.superuser.query(
        `select position::integer, convert_from(content, 'UTF8') as content, encode(hash, 'hex') as hash from demur.events
         where case_id = $1 and at <= $2 order by position`,
        [noticeId, asOf],
      );
      const told = chronology.filter(({ type }) => !type.startsWith('change.'));
      expect(told.map(({ position, content, hash }) => ({ position, content, hash }))).toEqual(rows);
      for (const { content, sha256, sentence } of chronology) {
        expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
        expect(sentence).toMatch(/^\S.*\.$/);
      }
      expect(chronology.map(({ type }) => type)).toContain('change.published');
    }
  });

  it('holds what was filed, said and decided, word for word', async () => {
    const { reference, objection } = richest();
    const file = await fileOf(legal, reference);
    const { rows } = await database.superuser.query(
      `select grounds_text, encode(text_sha256, 'hex') as hash, (select count(*)::integer from demur.requested_actions a where a.objection_id = o.id) as actions,
         array(select r.reasons from demur.resolutions r where r.objection_id = o.id order by resolved_at) as reasons
       from demur.objections o where reference = $1`,
      [objection],
    );
    const filed = file.objections.find((each) => each.reference === objection);
    expect(filed).toMatchObject({ groundsText: rows[0].grounds_text, letterSha256: rows[0].hash });
    expect(filed?.requestedActions).toHaveLength(rows[0].actions);
    expect(filed?.resolutions.map(({ reasons }) => reasons)).toEqual(rows[0].reasons);
  });
});

describe('an export', () => {
  it.each(['json', 'pdf'] as const)(
    'as %s is in the log, with the hash of the very bytes, before it leaves',
    async (format) => {
      const { reference, noticeId, subscriberId } = richest();
      const { bytes, sha256 } = await taken(legal, reference, format);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      expect(await lastEvent()).toEqual({
        type: 'case.exported',
        case_id: noticeId,
        subscriber_id: subscriberId,
        role: 'legal',
        facts: { format, bytes: String(bytes.length), sha256 },
      });
    },
  );

  it('is for legal, and for a subscriber of its own case; nobody else gets or records one', async () => {
    const { reference, subscriberId } = richest();
    const other = cases.find((each) => each.subscriberId !== subscriberId);
    const { rows } = await database.superuser.query('select count from demur.log_head');
    const admin = await openingOf(`select user_id as id from demur.vendor_role_grants where role = 'privacy_admin'`);
    const foreign = await member(other?.subscriberId ?? '', 'signatory');
    const refusals = [
      [bySession(database.web, null), 'not_signed_in'],
      [admin, 'forbidden'],
      [foreign, 'not_found'],
    ] as const;
    for (const [opening, code] of refusals)
      expect(await takeCase(opening, reference, 'json')).toMatchObject({ ok: false, code });
    expect(await takeCase(legal, 'DEM-2026-000000', 'json')).toMatchObject({ ok: false, code: 'not_found' });
    expect((await database.superuser.query('select count from demur.log_head')).rows).toEqual(rows);
  });

  it('by the subscriber leaves out what is the vendor’s own', async () => {
    const { rows } = await database.superuser.query(`
      select n.reference, n.subscriber_id from demur.grounds_assessed g join demur.objections o on o.id = g.objection_id join demur.notices n on n.id = o.notice_id limit 1`);
    const { reference, subscriber_id } = rows[0];
    const whole = await fileOf(legal, reference);
    const own = await fileOf(await member(subscriber_id, 'contact'), reference);
    expect(whole.objections.flatMap(({ assessments }) => assessments)).not.toEqual([]);
    expect(own.objections.flatMap(({ assessments }) => assessments)).toEqual([]);
    expect(own.chronology.map(({ type }) => type)).not.toContain('grounds.assessed');
    expect(own.chronology.filter(({ by }) => by.role === 'legal')).toEqual([]);
    expect(own.chronology.map(({ type }) => type)).toContain('objection.resolved');
    expect(own.objections[0]?.groundsText).toBe(whole.objections[0]?.groundsText);
    expect(await lastEvent()).toMatchObject({ type: 'case.exported', role: 'subscriber', subscriber_id });
  });
});

describe('a dossier', () => {
  it('is a tagged PDF/A-3b that carries its case file, and is the same for the same file', async () => {
    const file = await fileOf(legal, richest().reference);
    const json = caseFileBytes(file);
    const [one, again] = [await dossier(file, json), await dossier(file, json)];
    expect(one.equals(again)).toBe(true);
    const text = one.toString('latin1');
    expect(text.slice(0, 8)).toBe('%PDF-1.7');
    for (const part of [
      '/StructTreeRoot',
      '/Marked true',
      '/Lang (en)',
      '/AFRelationship /Source',
      '/Type /EmbeddedFile',
      '/OutputIntents',
      '<pdfaid:part>3',
      '<pdfaid:conformance>B',
      '/DisplayDocTitle true',
    ])
      expect(text, part).toContain(part);
    expect(text).toContain(`/Size ${json.length}`);
    // only our own faces, and each of them embedded
    expect(text).not.toContain('/BaseFont /Helvetica');
    expect(text.match(/\/FontFile2 /g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('takes any text: one that goes on for pages, right to left, without spaces, and signs that no face has', async () => {
    const file = await fileOf(legal, richest().reference);
    const long = 'Ein sehr langer Absatz. '.repeat(2000);
    const odd = `${'x'.repeat(5000)}\n\n\u202Eשלום 中文 😀\u0000\t\u00ad\n${long}`;
    const objections = file.objections.map((objection) => ({ ...objection, groundsText: odd, filerName: odd }));
    const change = {
      ...file.change,
      reason: odd,
      after: file.change.after && { ...file.change.after, description: long },
    };
    const bytes = await dossier({ ...file, objections, change }, Buffer.from('{}'));
    expect(bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(20);
  });
});

describe('finding a case', () => {
  it('takes a reference however typed, of the notice or of an objection on it', async () => {
    const { reference, objection, noticeId } = richest();
    const typed = [
      reference,
      ` ${reference.toLowerCase()} `,
      reference.replaceAll('-', '–'),
      objection ?? '',
      (objection ?? '').replaceAll('-', ' '),
    ];
    for (const each of typed)
      expect(await read(legal, ({ tx }) => findCase(tx, each)), each).toEqual({ noticeId, reference });
    for (const none of ['', 'DEM', 'DEM-2026-000000', `${reference}X`, '%'])
      expect(await read(legal, ({ tx }) => findCase(tx, none)), none).toBeUndefined();
  });
});

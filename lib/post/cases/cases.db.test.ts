import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writtenLetter } from '#db/testing/letters.ts';
import { pdfText } from '#db/testing/pdf-text.ts';
import { counted } from '#db/testing/statements.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asScenario, asWorker, bySession } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { read } from '#lib/command/read.ts';
import { type Instant, parseInstant } from '#lib/deadlines/instant.ts';
import { closeWindows } from '#lib/notices/close-windows.ts';
import { sendMessage } from '#lib/notices/send-message.ts';
import { retractObjection } from '#lib/objections/retract-objection.ts';
import { supplementObjection } from '#lib/objections/supplement-objection.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { setHtml, setText } from '../set.ts';
import { isLapsed, type Lapsed, type Owed, type Writer } from '../writer.ts';
import { writersOfCases } from '../writers-of-cases.ts';
import type { Letterhead } from '../written.ts';

type Kind = keyof typeof writersOfCases;

const head: Letterhead = {
  origin: 'https://demur.example',
  vendorName: 'Tramontana Learning, S.L.',
  privacyContact: 'privacy@tramontana.example',
  zone: 'Europe/Madrid',
  accent: null,
};

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

/** Somebody's transaction so many days ago. */
const openingAt = (userId: string, daysAgo: number) => asScenario(database.owner, userId, world.daysAgo(daysAgo));
const as = async (userId: string) => bySession(database.web, (await world.session(userId)).secretHash);

/** A subscriber with a notice; its window closes in the future unless the change is older than 30 days. */
async function aCase(publishedDaysAgo = 5, options: Parameters<Scenario['subscriber']>[0] = {}) {
  const subscriber = await world.subscriber(options);
  const change = await world.change({ publishedDaysAgo, title: 'Meltemi Messaging <b>joins</b> the register' });
  return { ...subscriber, ...change, noticeId: change.noticeOf(subscriber) };
}

async function owed(kind: Kind, noticeId: string): Promise<Owed[]> {
  const { rows } = await database.superuser.query<Owed>(
    `select id, kind, notice_id as "noticeId", subscriber_id as "subscriberId", follower_id as "followerId", about, facts,
       demur.iso(obliged_at) as "obligedAt" from demur.letters where kind = $1 and notice_id = $2 order by obliged_at desc`,
    [kind, noticeId],
  );
  return rows;
}

async function now(): Promise<Instant> {
  const { rows } = await database.superuser.query('select demur.iso(clock_timestamp()) as at');
  return parseInstant(rows[0].at);
}

/** The latest letter of this kind on a case, as the worker reads its facts. */
async function factsOf<F>(writer: Writer<F>, kind: Kind, noticeId: string): Promise<F | Lapsed> {
  const [letter] = await owed(kind, noticeId);
  if (!letter) throw new Error(`no letter of the kind ${kind} is owed`);
  const at = await now();
  const facts = await read(asWorker(database.worker), ({ tx }) => writer.facts(tx, [letter], at));
  return facts.get(letter.id) ?? expect.fail(`the writer of ${kind} says nothing`);
}

async function written(kind: Kind, noticeId: string): Promise<{ en: string; es: string; html: string }> {
  const writer: Writer<unknown> = writersOfCases[kind] as Writer<unknown>;
  const facts = await factsOf(writer, kind, noticeId);
  if (isLapsed(facts)) return expect.fail(`${kind} has lapsed`);
  const text = (language: 'en' | 'es') =>
    setText(writer.write(facts, language, head), language, head).replace(/\s+/g, ' ');
  const [en, es] = [text('en'), text('es')];
  for (const said of [en, es]) expect(said).not.toMatch(/undefined|null|\{[a-z]+\}/);
  return { en, es, html: setHtml(writer.write(facts, 'en', head), 'en', head) };
}

async function enclosed(kind: 'receipt' | 'no_objection_record', noticeId: string, language: 'en' | 'es') {
  const writer = writersOfCases[kind] as Writer<unknown>;
  const facts = await factsOf(writer, kind, noticeId);
  const [file, ...others] = (await writer.enclosures?.(facts, language, head)) ?? [];
  expect(others).toEqual([]);
  return file ?? expect.fail('nothing is enclosed');
}

describe('a receipt', () => {
  test('says that the objection came in time, names its hash, and encloses it as it was filed', async () => {
    const { noticeId, signatoryId: userId, name } = await aCase();
    const filed = await world.objection({
      ...{ noticeId, userId, daysAgo: 1, groundsText: 'Not <script>there</script>.' },
      requestedActions: ['Keep the logs in the EU'],
      files: [{ name: 'assessment.txt', content: 'no' }],
    });
    const { en, es, html } = await written('receipt', noticeId);
    const hash = createHash('sha256').update('no').digest('hex');
    expect(en).toMatch(
      /Nothing more to do now: your objection was received in time\. The window ends at the end of \d+ \w+ \d{4} \(Madrid\)\./,
    );
    expect(es).toMatch(
      /su objeción se recibió dentro de plazo\. El plazo termina al final del \d+ de \w+ de \d{4} \(hora de Madrid\)\./,
    );
    for (const said of [en, es]) {
      expect(said).toContain(filed.reference);
      expect(said).toContain(filed.textSha256);
      expect(said).toContain(hash);
      expect(said).toContain(`https://demur.example/objections/${filed.reference}`);
    }
    expect(html).not.toContain('<b>joins');

    for (const language of ['en', 'es'] as const) {
      const { name: file, content } = await enclosed('receipt', noticeId, language);
      expect(file).toBe(`${filed.reference}.pdf`);
      expect((await enclosed('receipt', noticeId, language)).content.equals(content)).toBe(true);
      const { text, attached, language: lang } = pdfText(content);
      expect(lang).toBe(language);
      for (const said of ['Not <script>there</script>.', 'Keep the logs in the EU', 'assessment.txt', name, hash])
        expect(text).toContain(said);
      expect(text).toContain(language === 'en' ? 'What it does not prove' : 'Lo que no acredita');
      // what is attached is what the hash is of
      expect(attached.map((bytes) => createHash('sha256').update(bytes).digest('hex'))).toEqual([filed.textSha256]);
    }
  });

  test('of a late one says what that does; of one that came by e-mail, how to dispute its instant', async () => {
    const late = await aCase(45);
    await world.objection({ noticeId: late.noticeId, userId: late.signatoryId, daysAgo: 2 });
    const said = await written('receipt', late.noticeId);
    expect(said.en).toContain('on record as late. It was received after the window closed at the end of');
    expect(said.en).toContain('may admit it');
    expect(said.es).toContain('fuera de plazo');

    const mailed = await aCase();
    const { reference } = await world.recordedObjection({ noticeId: mailed.noticeId });
    const stated = await written('receipt', mailed.noticeId);
    expect(stated.en).toContain('is stated by Tramontana Learning, S.L., not measured');
    expect(stated.en).toContain(`/objections/${reference}/dispute-instant`);
    expect(stated.es).toContain('no se ha medido');
  });
});

test('a supplement, a message, and a request for information are said as they were written', async () => {
  const { noticeId, signatoryId: userId } = await aCase();
  const open = await as(world.adminId);
  await run(sendMessage, open, { noticeId, idempotencyKey: newId(), body: 'Before you decide: <i>look</i>.' });
  const before = await written('message', noticeId);
  expect(before.en).toMatch(/The window for .* runs until the end of \d+ \w+ \d{4} \(Madrid\)/);
  expect(before.en).toContain('Before you decide: <i>look</i>.');
  expect(before.html).toContain('&lt;i&gt;look');
  expect(before.es).toContain('no lo modifica');

  const { objectionId, reference } = await world.objection({ noticeId, userId, requestedActions: ['One'] });
  const added = { objectionId, idempotencyKey: newId(), body: 'A further fact.', requestedActions: ['Two'] };
  expect((await run(supplementObjection, await as(userId), added)).ok).toBe(true);
  const supplement = await written('supplement', noticeId);
  for (const said of [supplement.en, supplement.es]) {
    expect(said).toContain('A further fact.');
    expect(said).toContain('Two');
    expect(said).not.toContain('One');
    expect(said).toContain(reference);
  }
  expect(supplement.en).toContain('Action 2');
  expect(supplement.es).toContain('Medida 2');

  await world.review({ objectionId });
  await world.informationRequest({ objectionId, body: 'Which activities?', at: await now() });
  const asked = await written('message', noticeId);
  expect(asked.en).toContain(`Your answer is awaited, with no set day`);
  expect(asked.en).toContain('Which activities?');
  expect(asked.es).toContain('Nada se cierra por sí solo');
});

test('a proposal states its day and what silence means; answered, its letter is no longer due', async () => {
  const { noticeId, signatoryId: userId } = await aCase();
  const { objectionId, reference } = await world.objection({ noticeId, userId, daysAgo: 2 });
  await world.review({ objectionId, daysAgo: 1 });
  const { proposalId } = await world.proposal({ objectionId, option: 'corrective_action', answerByDay: '2027-01-15' });
  const { en, es } = await written('proposal', noticeId);
  expect(en).toContain(
    'If you do not answer by the end of 15 January 2027 (Madrid), this returns to review. Silence is not agreement.',
  );
  expect(es).toContain('Puede responder hasta el final del 15 de enero de 2027 (hora de Madrid).');
  for (const said of [en, es]) {
    expect(said).toContain('Keep the message text in the region');
    expect(said).toContain(`/objections/${reference}`);
  }
  await world.proposalAnswer({ proposalId, userId });
  expect(await factsOf(writersOfCases.proposal, 'proposal', noticeId)).toEqual({ lapsed: 'no_longer_due' });
  const decision = await written('decision', noticeId);
  expect(decision.en).toContain('It is what was proposed to your organisation, and accepted by it on');
});

describe('a decision', () => {
  async function objected(requestedActions: string[] = []) {
    const { noticeId, signatoryId: userId } = await aCase();
    const { objectionId, reference } = await world.objection({ noticeId, userId, daysAgo: 3, requestedActions });
    await world.review({ objectionId, daysAgo: 2.5 });
    return { noticeId, objectionId, reference };
  }

  test('to take actions names each with owner and day; done, overdue and outstanding are told', async () => {
    const { noticeId, objectionId } = await objected(['Keep logs in the EU', 'Show the audit']);
    const { actionIds } = await world.resolution({ objectionId, option: 'corrective_action', daysAgo: 2 });
    const { en, es } = await written('decision', noticeId);
    for (const said of [en, es]) {
      for (const fact of ['Keep logs in the EU', 'Show the audit', 'Platform team']) expect(said).toContain(fact);
      expect(said).toMatch(/We looked at each ground, and this answers what you object to\./);
    }
    expect(en).toContain('does not limit your rights under the DPA or the law');
    expect(en).toContain('clause 12 of your DPA');
    expect(es).toContain('la cláusula 12 de su contrato de encargo');

    const [first = '', second = ''] = actionIds;
    await database.superuser.query(
      `insert into demur.letters (kind, notice_id, subscriber_id, about, obliged_at)
       select 'action_overdue', $1, subscriber_id, jsonb_build_object('objections', $2::text, 'corrective_actions', $3::text), clock_timestamp()
       from demur.notices where id = $1`,
      [noticeId, objectionId, second],
    );
    const overdue = await written('action_overdue', noticeId);
    expect(overdue.en).toMatch(
      /action 2 was to be done by the end of \d+ \w+ \d{4} \(Madrid\), and is not recorded as done/,
    );
    expect(overdue.es).toContain('la medida 2 debía cumplirse');

    await world.completion({ actionId: first, daysAgo: 1 });
    const done = await written('action_done', noticeId);
    expect(done.en).toContain('1 action is still outstanding');
    expect(done.en).toContain('dispute in Demur that it is done');
    expect(done.es).toContain('queda 1 medida pendiente');
    await world.completion({ actionId: second, daysAgo: 0.5 });
    expect((await written('action_done', noticeId)).en).toContain('every action of the decision is recorded as done');
    expect(await factsOf(writersOfCases.action_overdue, 'action_overdue', noticeId)).toEqual({
      lapsed: 'no_longer_due',
    });
  });

  test('to cease says what goes on, and is followed by a statement on the data', async () => {
    const { noticeId, objectionId } = await objected();
    const { resolutionId } = await world.resolution({ objectionId, option: 'cease', daysAgo: 2 });
    const { en, es } = await written('decision', noticeId);
    expect(en).toContain('Nothing to do: your objection is decided.');
    expect(en).toContain('It may not be used for your personal data.');
    expect(en).toContain('Nothing has been sent; nothing will be.');
    expect(es).toContain('Cese');
    await world.dataStatement({ resolutionId, daysAgo: 1 });
    const statement = await written('data_statement', noticeId);
    expect(statement.en).toContain('states that no personal data of your organisation was sent');
    expect(statement.en).toContain('The feature was never switched on for you.');
    expect(statement.es).toContain('declara que no se envió');
  });

  test('to withdraw a service says which, until when, and that a hold only warns where the DPA has no standstill', async () => {
    const { serviceId } = await world.service({ name: 'Live chat' });
    const { profileId } = await world.profile({ standstill: false });
    const subscriber = await world.subscriber({ services: [serviceId], profile: profileId });
    const { noticeOf } = await world.change({ publishedDaysAgo: 5, services: [serviceId] });
    const noticeId = noticeOf(subscriber);
    const { objectionId } = await world.objection({ noticeId, userId: subscriber.signatoryId, daysAgo: 3 });
    await world.review({ objectionId, daysAgo: 2 });
    const withdrawal = { objectionId, option: 'feature_withdrawal', withdrawalDuration: 'temporary' } as const;
    const { proposalId } = await world.proposal({ ...withdrawal, daysAgo: 1, untilDay: '2027-06-30' });
    const proposed = await written('proposal', noticeId);
    expect(proposed.en).toContain('Your DPA has no standstill');
    expect(proposed.es).toContain('30 de junio de 2027');
    await world.proposalAnswer({ proposalId, userId: subscriber.signatoryId });
    const { en, es } = await written('decision', noticeId);
    expect(en).toContain('Live chat: withdrawn for your organisation until the end of 30 June 2027 (Madrid).');
    expect(en).toContain('By agreement of your organisation');
    expect(es).toContain(
      'Live chat: se retira para su organización hasta el final del 30 de junio de 2027 (hora de Madrid).',
    );
  });

  test('that replaces another says so', async () => {
    const { noticeId, objectionId } = await objected();
    const { resolutionId } = await world.resolution({ objectionId, option: 'cease', daysAgo: 2 });
    await world.resolution({ objectionId, option: 'cease', daysAgo: 1, supersedes: resolutionId });
    expect((await written('decision', noticeId)).en).toContain('This decision replaces that of');
  });
});

test('a retraction says what stands now: open again, accepted, or as it was', async () => {
  const early = await aCase();
  const first = await world.objection({ noticeId: early.noticeId, userId: early.signatoryId });
  await run(retractObjection, await as(early.signatoryId), { objectionId: first.objectionId });
  const open = await written('retraction', early.noticeId);
  expect(open.en).toMatch(/The window is open again until the end of \d+ \w+ \d{4} \(Madrid\)/);
  expect(open.en).toContain('clause 6.3 of your DPA treats this change as accepted');
  expect(open.es).toContain('la cláusula 6.3');

  const over = await aCase(45);
  const second = await world.objection({ noticeId: over.noticeId, userId: over.signatoryId, daysAgo: 40 });
  await run(retractObjection, await as(over.signatoryId), { objectionId: second.objectionId });
  expect((await written('retraction', over.noticeId)).en).toContain('With that the change is accepted.');

  const late = await aCase(45);
  const third = await world.objection({ noticeId: late.noticeId, userId: late.signatoryId, daysAgo: 3 });
  await run(retractObjection, await as(late.signatoryId), { objectionId: third.objectionId });
  expect((await written('retraction', late.noticeId)).en).toContain('the outcome of the notice stays as it was');
});

test('an admission says why, and that the new terms are on hold from then on', async () => {
  const { noticeId, signatoryId: userId } = await aCase(45);
  const { objectionId } = await world.objection({ noticeId, userId, daysAgo: 3 });
  await world.admission({ objectionId, daysAgo: 2 });
  const { en, es } = await written('admission', noticeId);
  expect(en).toContain('are on hold for your organisation until the objection is decided');
  expect(en).toContain('No data of this subscriber has been sent.');
  expect(en).toContain('Our own target for an answer is the end of');
  expect(es).toContain('quedan en suspenso');
});

describe('the record that no objection was received', () => {
  test('says outcome, clause, proof of notice, working, and what it does not prove', async () => {
    const { profileId } = await world.profile({ authorisation: 'specific' });
    const silent = await world.subscriber({ name: 'Silent & Sons' });
    const read = await world.subscriber();
    const specific = await world.subscriber({ profile: profileId });
    const { noticeOf } = await world.change({ publishedDaysAgo: 45 });
    const noticeIds = [silent, read, specific].map(noticeOf);
    const [unshown = '', shown = '', unauthorised = ''] = noticeIds;
    await world.reading({ noticeId: shown, userId: read.contactId, daysAgo: 40 });
    const gone = await world.objection({ noticeId: shown, userId: read.signatoryId, daysAgo: 39 });
    await run(retractObjection, openingAt(read.signatoryId, 38), { objectionId: gone.objectionId });
    await writtenLetter(database.owner, {
      ...{ noticeId: shown, subscriberId: read.subscriberId, at: world.daysAgo(44), languages: ['en'] },
      to: [
        { userId: read.contactId, became: 'accepted' },
        { userId: read.signatoryId, became: 'bounced' },
      ],
    });
    await run(closeWindows, asWorker(database.worker), { atMost: 1000 });

    const accepted = await written('no_objection_record', shown);
    expect(accepted.en).toMatch(
      /Nothing to do: the window closed at the end of \d+ \w+ \d{4} \(Madrid\), and we received no written objection/,
    );
    expect(accepted.en).toContain('clause 6.3 of your DPA');
    expect(accepted.en).toMatch(/are authorised for your organisation, not before/);
    expect(accepted.es).toContain('se considera aceptado');
    for (const said of Object.values(accepted)) expect(said).not.toMatch(/certificat|certificado/i);

    const held = await written('no_objection_record', unshown);
    expect(held.en).toContain('No notice of this change is shown to have reached your organisation.');
    expect(held.en).not.toContain('are authorised');
    expect(held.es).toContain('en suspenso');

    const refused = await written('no_objection_record', unauthorised);
    expect(refused.en).toContain('this change is not authorised for your organisation');
    expect(refused.es).toContain('autorización específica');

    const { name, content } = await enclosed('no_objection_record', shown, 'en');
    expect(name).toMatch(/^DEM-2026-\w{6}-no-objection-received\.pdf$/);
    const { text } = pdfText(content);
    for (const part of [
      'Treated as accepted: the window closed without a written objection',
      'had an executed DPA',
      'Read in Demur',
      'Jon Etxeberria',
      'handed to our relay (relay.example, answer 250), ',
      'accepted by the recipient’s mail server (mx.bank.example), ',
      'refused by a mail server (mx.bank.example, answer 550), ',
      'That day is not counted.',
      `${gone.reference}, received`,
      'was retracted on',
      'What this record does not prove',
      'any right was given up',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/certificat/i);
    const inSpanish = pdfText((await enclosed('no_objection_record', unshown, 'es')).content);
    expect(inSpanish.language).toBe('es');
    for (const part of [
      'Silent & Sons',
      'Nadie de',
      'Ese día no se cuenta.',
      'Lo que esta constancia no acredita',
      'página 1 de',
    ])
      expect(inSpanish.text).toContain(part);
    expect(inSpanish.text).not.toContain('quedan autorizadas');
  });

  test('is no longer due once the notice has an answer after all', async () => {
    const { noticeId, signatoryId: userId } = await aCase(45);
    await run(closeWindows, asWorker(database.worker), { atMost: 1000 });
    const { objectionId } = await world.objection({ noticeId, userId, at: await now() });
    await world.admission({ objectionId, at: await now() });
    expect(await factsOf(writersOfCases.no_objection_record, 'no_objection_record', noticeId)).toEqual({
      lapsed: 'no_longer_due',
    });
  });
});

test('what many letters of a kind say is read in one statement', async () => {
  for (const [kind, writer] of Object.entries(writersOfCases) as [Kind, Writer<unknown>][]) {
    const { rows } = await database.superuser.query<Owed>(
      `select id, kind, notice_id as "noticeId", about, demur.iso(obliged_at) as "obligedAt" from demur.letters where kind = $1`,
      [kind],
    );
    const at = await now();
    const { opening, statements } = counted(asWorker(database.worker));
    const facts = await read(opening, ({ tx }) => writer.facts(tx, rows, at));
    expect(statements(), kind).toBe(2);
    expect(facts.size, kind).toBe(rows.length);
    expect(rows.length, kind).toBeGreaterThan(0);
  }
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '#db/schema/vocabulary.ts';
import { counted } from '#db/testing/statements.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asWorker, bySession } from '#db/transaction.ts';
import { newId } from '#lib/command/new-id.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { type Instant, parseInstant } from '#lib/deadlines/instant.ts';
import { lastDayBefore } from '#lib/deadlines/speak.ts';
import { confirmFollowing } from '#lib/followers/confirm-following.ts';
import { followRegister } from '#lib/followers/follow-register.ts';
import { followerToken, hashOfToken, proofOf } from '#lib/followers/token.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { setHtml, setText } from '../set.ts';
import { isLapsed, type Lapsed, type Owed, type Writer } from '../writer.ts';
import { writersOfChanges } from '../writers-of-changes.ts';
import type { Letterhead } from '../written.ts';

type Kind = keyof typeof writersOfChanges;

const zone = 'Europe/Madrid';
const head: Letterhead = {
  origin: 'https://demur.example',
  vendorName: 'Tramontana Learning, S.L.',
  privacyContact: 'privacy@tramontana.example',
  zone,
  accent: null,
};
const title = 'Meltemi <b>Messaging</b> joins the register';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

async function rows<Row extends object>(query: string, ...values: unknown[]): Promise<Row[]> {
  return (await database.superuser.query<Row>(query, values)).rows;
}

async function now(): Promise<Instant> {
  const [row] = await rows<{ at: string }>('select demur.iso(clock_timestamp()) as at');
  return parseInstant(row?.at ?? '');
}

/** The owed letters of a kind on a notice, the latest first; of a kind that is on none, all of it. */
const owed = (kind: Kind, noticeId: string | null = null) =>
  rows<Owed>(
    `select id, kind, notice_id as "noticeId", subscriber_id as "subscriberId", follower_id as "followerId", about, facts,
       demur.iso(obliged_at) as "obligedAt" from demur.letters where kind = $1 and ($2::uuid is null or notice_id = $2) order by obliged_at desc`,
    kind,
    noticeId,
  );

/** A letter that a sweep obliges to. */
const oblige = (kind: Kind, noticeId: string | null, subscriberId: string | null, about: object, facts: object) =>
  rows(
    `insert into demur.letters (kind, notice_id, subscriber_id, about, facts, obliged_at) values ($1, $2, $3, $4, $5, clock_timestamp())`,
    ...[kind, noticeId, subscriberId, about, facts],
  );

async function factsOf(kind: Kind, letters: Owed[]): Promise<Map<string, unknown | Lapsed>> {
  const writer: Writer<unknown> = writersOfChanges[kind];
  const at = await now();
  return read(asWorker(database.worker), ({ tx }) => writer.facts(tx, letters, at));
}

/** The latest letter of this kind in both languages: its text in one line, and its HTML. */
async function written(kind: Kind, noticeId: string | null = null) {
  const [letter] = await owed(kind, noticeId);
  if (!letter) return expect.fail(`no letter of the kind ${kind} is owed`);
  const facts = (await factsOf(kind, [letter])).get(letter.id);
  if (facts === undefined || isLapsed(facts)) return expect.fail(`${kind}: ${JSON.stringify(facts)}`);
  const writer: Writer<unknown> = writersOfChanges[kind];
  const set = (language: Language) => {
    const said = writer.write(facts, language, head);
    const html = setHtml(said, language, head);
    expect(html).not.toMatch(/<b>|undefined|\bnull\b/);
    const text = setText(said, language, head)
      .replace(/(^|\n)> ?/g, ' ')
      .replace(/\s+/g, ' ');
    expect(text).not.toMatch(/undefined|\bnull\b|\{(?!link\})[a-z]+\}/);
    const [first] = said.blocks;
    return { text, html, first: first?.is === 'paragraph' ? first.text : '' };
  };
  return { en: set('en'), es: set('es') };
}

async function becomes(kind: Kind, noticeId: string): Promise<unknown> {
  const letters = await owed(kind, noticeId);
  const [facts] = (await factsOf(kind, letters.slice(0, 1))).values();
  return facts;
}

async function aCase(publishedDaysAgo = 5, options: Parameters<Scenario['subscriber']>[0] = {}) {
  const subscriber = await world.subscriber(options);
  // not the day after the close, so that neither is taken for the other
  const change = await world.change({ publishedDaysAgo, title, plannedStartOn: '2027-06-01' });
  const noticeId = change.noticeOf(subscriber);
  const [row] = await rows<{ closesAt: Instant; reference: string; sha256: string }>(
    `select demur.iso(n.closes_at) as "closesAt", n.reference, encode(c.notice_text_sha256, 'hex') as sha256
     from demur.notices n join demur.changes c on c.id = n.change_id where n.id = $1`,
    noticeId,
  );
  if (!row) throw new Error('the notice is there');
  const closes = (language: Language) => datesIn[language].lastDay(row.closesAt, zone);
  return { ...subscriber, ...change, ...row, noticeId, closes };
}

describe('the letter of a notice', () => {
  test('says until when first, with its zone, and then what follows, what is planned, why, and why this date', async () => {
    const one = await aCase();
    const { en, es } = await written('notice', one.noticeId);
    expect(en.first).toBe(
      `${one.name} can object to this change until ${one.closes('en')}. If we receive no written objection by then, clause 6.3 of your DPA treats the change as accepted.`,
    );
    expect(es.first).toBe(
      `${one.name} puede presentar una objeción a este cambio hasta ${one.closes('es')}. Si hasta entonces no recibimos ninguna objeción por escrito, conforme a la cláusula 6.3 de su contrato de encargo el cambio se considera aceptado.`,
    );
    expect(en.text).toContain(`Window closes: ${datesIn.en.endOfDay(one.closesAt, zone)} Planned start: 1 June 2027`);
    expect(es.text).toContain(
      `Fin del plazo: ${datesIn.es.endOfDay(one.closesAt, zone)} Inicio previsto: 1 de junio de 2027`,
    );
    for (const { text, html } of [en, es]) {
      expect(text).toContain(one.reference);
      expect(text).toContain(title);
      expect(text).toContain('To send messages from within the European Union.');
      expect(text).toContain(`https://demur.example/changes/${one.noticeId} `);
      expect(text).toContain(`https://demur.example/changes/${one.noticeId}/deadline.ics `);
      expect(text).toContain(one.sha256);
      expect(html).toContain('Meltemi &lt;b&gt;Messaging&lt;/b&gt;');
    }
    expect(en.text).toContain('infrastructure that every service runs on');
    expect(en.text).toContain('nor while an objection of yours is undecided');
    expect(en.text).toContain('That day is not counted.');
    expect(es.text).toContain('Por qué esta fecha');
    expect(es.text).toMatch(
      /trataría datos personales de su organización a partir del \d+ de \w+ de \d{4}, en Alemania\./,
    );
    expect(es.text).toContain('ni mientras una objeción de su organización esté sin decidir');
  });

  test('in English is what was published word for word, and in Spanish quotes it whole', async () => {
    const one = await aCase();
    const [published] = await rows<{ text: string }>(
      'select notice_text as text from demur.changes where id = $1',
      one.changeId,
    );
    const text = (published?.text ?? '').split('\n\n');
    const { en, es } = await written('notice', one.noticeId);
    expect(en.text).toContain(text[1]);
    expect(es.text).toContain(text.join(' ').replace(/\s+/g, ' '));
  });

  test('asks for an express word where the DPA does, and names what a DPA without standstill allows', async () => {
    const profile = await world.profile({ authorisation: 'specific', standstill: false });
    const one = await aCase(5, { profile: profile.profileId });
    const { en, es } = await written('notice', one.noticeId);
    expect(en.first).toContain(`needs the express word of ${one.name} until ${one.closes('en')}`);
    expect(en.text).not.toContain('treats the change as accepted');
    expect(en.text).toContain('also while an objection of yours is undecided');
    expect(es.first).toContain('requiere la conformidad expresa');
    expect(es.text).not.toContain('se considera aceptado');
  });

  test('says that silence counts only if the notice is shown, where the DPA asks for that', async () => {
    const profile = await world.profile({ noticeRequired: true });
    const one = await aCase(5, { profile: profile.profileId });
    const { en, es } = await written('notice', one.noticeId);
    expect(en.first).toContain('only if we can show');
    expect(es.first).toContain('solo es así si podemos demostrar');
  });

  test('says that its window is over where it goes out that late, and lapses once it has ended', async () => {
    const late = await aCase(60);
    const { en, es } = await written('notice', late.noticeId);
    expect(en.first).toContain(`ran until ${late.closes('en')}, and was over`);
    expect(es.first).toContain('había terminado');
    const withdrawn = await aCase(6);
    await world.withdrawal({ changeId: withdrawn.changeId });
    expect(await becomes('notice', withdrawn.noticeId)).toEqual({ lapsed: 'no_longer_due' });
  });

  test('is read for many in as many statements as for one', async () => {
    const letters = await owed('notice');
    const statements = async (some: Owed[]) => {
      const at = await now();
      const watched = counted(asWorker(database.worker));
      const facts = await read(watched.opening, ({ tx }) => writersOfChanges.notice.facts(tx, some, at));
      expect(facts.size).toBe(some.length);
      return watched.statements();
    };
    expect(letters.length).toBeGreaterThan(5);
    expect(await statements(letters)).toBe(await statements(letters.slice(0, 1)));
  });
});

test('a reminder says how many days are left, and lapses once there is an answer or the window is another', async () => {
  const one = await aCase(20);
  const remind = () => oblige('reminder', one.noticeId, one.subscriberId, {}, { days: 7, closesAt: one.closesAt });
  await remind();
  const { en, es } = await written('reminder', one.noticeId);
  expect(en.first).toMatch(
    new RegExp(`^Until ${escaped(one.closes('en'))}, .* can still object to this change: \\d+ days are left\\.$`),
  );
  expect(es.first).toMatch(new RegExp(`^Hasta ${escaped(one.closes('es'))}, .*: quedan \\d+ días\\.$`));
  expect(en.text).toContain('Do without reminders {link}');
  await world.acceptance({ noticeId: one.noticeId, userId: one.signatoryId, daysAgo: 0 });
  expect(await becomes('reminder', one.noticeId)).toEqual({ lapsed: 'no_longer_due' });

  const moved = await aCase(20);
  await oblige('reminder', moved.noticeId, moved.subscriberId, {}, { days: 7, closesAt: moved.closesAt });
  await world.extension({ noticeId: moved.noticeId, lastDay: addDays(lastDayBefore(moved.closesAt, zone), 14) });
  expect(await becomes('reminder', moved.noticeId)).toEqual({ lapsed: 'no_longer_due' });
});

test('an extension says the new close and the former one, and what it means for who has answered', async () => {
  const one = await aCase(10);
  await world.acceptance({ noticeId: one.noticeId, userId: one.signatoryId, daysAgo: 3 });
  const lastDay = addDays(lastDayBefore(one.closesAt, zone), 14);
  await world.extension({ noticeId: one.noticeId, lastDay, reason: 'A works council asked for it.' });
  const { en, es } = await written('window_extended', one.noticeId);
  expect(en.first).toContain(
    `until the end of ${datesIn.en.day(lastDay)} (Madrid). Before, the window ran until ${one.closes('en')}`,
  );
  expect(es.first).toContain(
    `hasta el final del ${datesIn.es.day(lastDay)} (hora de Madrid). Antes, el plazo duraba hasta ${one.closes('es')}`,
  );
  expect(en.text).toContain('A works council asked for it.');
  expect(en.text).toContain('“no objection” stays on record');
});

test('a withdrawn change is told to each by what it had answered', async () => {
  const accepting = await world.subscriber();
  const objecting = await world.subscriber();
  const open = await world.subscriber();
  const { changeId, noticeOf } = await world.change({ publishedDaysAgo: 5, title });
  await world.acceptance({ noticeId: noticeOf(accepting), userId: accepting.signatoryId, daysAgo: 2 });
  await world.objection({ noticeId: noticeOf(objecting), userId: objecting.signatoryId, daysAgo: 2 });
  await world.withdrawal({ changeId, reason: 'Its offer <b>ended</b>.' });
  const told = async (to: { subscriberId: string }) => written('change_withdrawn', noticeOf(to));
  const [accepted, objected, none] = [await told(accepting), await told(objecting), await told(open)];
  expect(accepted.en.text).toContain('Your “no objection” stays on record. Nothing follows from it any more.');
  expect(objected.en.text).toMatch(/Your objection OBJ-\S+ ended with the change/);
  expect(none.en.text).toContain('The window, which would have run until');
  for (const { en, es } of [accepted, objected, none]) {
    expect(en.first).toMatch(/^There is nothing left to do: on .* \(Madrid\) we withdrew this change/);
    expect(es.first).toMatch(/^No tiene que hacer nada: .*hora de Madrid/);
    expect(en.text).toContain('Its offer <b>ended</b>.');
  }
});

test('a correction: the objection stands on, who has a new notice reads of it there, and who has none is told that it is over', async () => {
  const service = await world.service();
  const objecting = await world.subscriber({ services: [service.serviceId] });
  const other = await world.subscriber({ services: [service.serviceId] });
  const first = await world.change({ publishedDaysAgo: 9, title, services: [service.serviceId] });
  const filed = await world.objection({
    noticeId: first.noticeOf(objecting),
    userId: objecting.signatoryId,
    daysAgo: 5,
  });
  const dropped = await rows(
    'update demur.dpa_records set ended_at = clock_timestamp() where subscriber_id = $1',
    other.subscriberId,
  );
  expect(dropped).toEqual([]);
  const second = await world.change({
    ...{ publishedDaysAgo: 1, title, supersedes: first.changeId, subprocessorId: first.subprocessorId },
    services: [service.serviceId],
  });
  const carried = await written('carried_over', second.noticeOf(objecting));
  expect(carried.en.first).toMatch(/^You need not file your objection again: .* \(Madrid\)\.$/);
  expect(carried.en.text).toContain(`it was filed as ${filed.reference}`);
  expect(carried.es.text).toContain(filed.reference);
  const notice = await written('notice', second.noticeOf(objecting));
  expect(notice.en.first).toMatch(/^Your objection OBJ-\S+ stands on under this corrected notice, .* \(Madrid\)/);
  expect(notice.en.first).not.toContain('accepted');
  const over = await written('superseded', first.noticeOf(other));
  expect(over.en.first).toMatch(/^There is nothing left to do: on .* \(Madrid\) a corrected change took the place/);
  expect(over.es.first).toContain('hora de Madrid');
  expect(await becomes('notice', first.noticeOf(objecting))).toEqual({ lapsed: 'no_longer_due' });
});

test('a service that was taken up names who is behind it, by whom it was authorised, and what is to come', async () => {
  const service = await world.service({ name: 'Phishing drills' });
  const behind = await world.change({
    publishedDaysAgo: 60,
    services: [service.serviceId],
    company: { legalName: 'Behind GmbH' },
  });
  const ahead = await world.change({ publishedDaysAgo: 3, title, services: [service.serviceId] });
  const one = await world.subscriber();
  await world.serviceTakenUp({
    userId: one.signatoryId,
    serviceId: service.serviceId,
    changeIds: [ahead.changeId],
    daysAgo: 0,
  });
  expect(behind.version).toBeGreaterThan(0);
  const { en, es } = await written('service_authorised');
  expect(en.first).toMatch(/^There is nothing to do: on .* \(Madrid\) Marta Quintero took up Phishing drills for /);
  for (const { text } of [en, es]) {
    expect(text).toContain('Behind GmbH');
    expect(text).toMatch(new RegExp(`${escaped(title)}, DEM-`));
    expect(text).toContain('https://demur.example/services ');
  }
  expect(en.text).toContain('no objection recorded, to be taken back until');
});

test('who follows the register is asked to confirm, and told of each publication with a way to stop', async () => {
  const followerId = newId();
  const secret = 'a secret of this test, which is long enough';
  const token = followerToken(followerId, secret);
  const anybody = bySession(database.web, null);
  await keep(followRegister, anybody, {
    id: followerId,
    tokenHash: hashOfToken(token),
    email: 'r@reader.example',
    origin: newId(),
  });
  const asked = await written('follow_confirmation');
  expect(asked.en.first).toMatch(/^Until .* \(Madrid\), you can confirm/);
  for (const { text, html } of [asked.en, asked.es]) {
    expect(text).toContain(' {link} ');
    expect(html).toContain('href="{link}"');
  }
  await keep(confirmFollowing, anybody, proofOf(token) ?? expect.fail('a token is a proof'));
  const [asking] = await owed('follow_confirmation');
  expect([...(await factsOf('follow_confirmation', asking ? [asking] : [])).values()]).toEqual([
    { lapsed: 'no_longer_due' },
  ]);

  const { version } = await world.change({ publishedAt: await now(), title });
  const published = await written('register_published');
  for (const { text } of [published.en, published.es]) {
    expect(text).toContain(title);
    expect(text).toContain(`https://demur.example/register/versions/${version} `);
    expect(text).toContain('{link}');
  }
  expect(published.es.text).toContain('seguir el registro');
});

describe('letters to the desk', () => {
  test('that our own target passed, unless it was answered meanwhile', async () => {
    const one = await aCase(20);
    const { objectionId, reference } = await world.objection({
      noticeId: one.noticeId,
      userId: one.signatoryId,
      daysAgo: 15,
    });
    const [row] = await rows<{ respondBy: Instant }>(
      'select demur.iso(respond_by) as "respondBy" from demur.objection_progress where id = $1',
      objectionId,
    );
    await oblige('response_overdue', one.noticeId, null, { objections: objectionId }, { respondBy: row?.respondBy });
    const { en, es } = await written('response_overdue', one.noticeId);
    expect(en.first).toBe(
      `Our own target for answering ${reference} passed at ${datesIn.en.lastDay(row?.respondBy ?? one.closesAt, zone)}.`,
    );
    expect(es.first).toContain(reference);
    for (const { text } of [en, es]) {
      expect(text).toContain(one.name);
      expect(text).toContain(`https://demur.example/desk/objections/${reference} `);
    }
    await world.resolution({ objectionId, option: 'cease', daysAgo: 0 });
    expect(await becomes('response_overdue', one.noticeId)).toEqual({ lapsed: 'no_longer_due' });
  });

  test('the week, with titles and references looked up by what was kept', async () => {
    const one = await aCase(20);
    const { objectionId, reference } = await world.objection({
      noticeId: one.noticeId,
      userId: one.signatoryId,
      daysAgo: 5,
    });
    const digest = {
      ...{ monday: '2026-11-23', until: '2026-11-29', windowsMore: 2, actions: [], actionsMore: 0, unshown: 3 },
      windows: [{ changeId: one.changeId, lastDay: '2026-11-26', open: 4 }],
      objections: { undecided: 1, targetsPassed: 1 },
      targets: [{ objection: objectionId, respondBy: '2026-11-24T23:00:00.000000Z' }],
      letters: { bounced: 1, failed: 0 },
    };
    await oblige('weekly_digest', null, null, {}, digest);
    const { en, es } = await written('weekly_digest');
    expect(en.first).toBe(
      'The next window closes at the end of 26 November 2026 (Madrid). In all, 3 windows that await an answer close by the end of 29 November 2026 (Madrid).',
    );
    expect(es.first).toContain('el final del 26 de noviembre de 2026 (hora de Madrid)');
    for (const { text } of [en, es]) {
      expect(text).toContain(title);
      expect(text).toContain(`${reference}, ${one.name}`);
      expect(text).toContain('{link}');
    }
  });
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
